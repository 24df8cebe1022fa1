using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Stratus.Cli.Commands;

/// <summary>Help that ends with examples, a command's with its own: what most readers of it look for.</summary>
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
        var command = parseResult.CommandResult.Command;
        var lines = examples.ReplaceLineEndings("\n").Split('\n')
            .Where(line => command is RootCommand || line.TrimStart().StartsWith($"stratus {command.Name} ", StringComparison.Ordinal)).ToArray();
        if (lines.Length > 0)
            parseResult.InvocationConfiguration.Output.WriteLine($"Examples:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}");
        return result;
    }
}
