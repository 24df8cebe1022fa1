using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Stratus.Cli.Commands;

/// <summary>Help that ends with examples: what most readers of it look for.</summary>
internal sealed class Examples(HelpAction help, string examples) : SynchronousCommandLineAction
{
    /// <inheritdoc />
    public override bool ClearsParseErrors => help.ClearsParseErrors;

    /// <summary>Adds the examples to the help of the root command.</summary>
    public static void AddTo(RootCommand root, string examples)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new Examples((HelpAction)option.Action!, examples);
    }

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        var result = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is RootCommand)
            parseResult.InvocationConfiguration.Output.WriteLine($"Examples:{Environment.NewLine}{examples}");
        return result;
    }
}
