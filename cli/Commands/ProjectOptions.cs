using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Stratus.Cli.Commands;

/// <summary>The options of every command that runs the program.</summary>
internal sealed class ProjectOptions
{
    private readonly Option<string> stack = new("--stack", "-s")
    {
        Description = "The stack: its settings are Pulumi.STACK.yaml",
        Required = true,
        HelpName = "STACK",
    };

    private readonly Option<DirectoryInfo> project = new("--project")
    {
        Description = "The folder of Pulumi.yaml, or one below it",
        DefaultValueFactory = _ => new(Directory.GetCurrentDirectory()),
        HelpName = "DIR",
    };

    private readonly Option<double> timeout = new("--timeout")
    {
        Description = "How long the program may run",
        DefaultValueFactory = _ => 120,
        HelpName = "SECONDS",
        CustomParser = ParseSeconds,
    };

    private readonly Option<bool> noBuild = new("--no-build")
    {
        Description = "Run the program as it was last built, even if its sources are newer",
    };

    /// <summary>Adds the options to a command.</summary>
    public ProjectOptions(Command command)
    {
        foreach (var option in (Option[])[stack, project, timeout, noBuild])
            command.Options.Add(option);
    }

    /// <summary>What the command line says.</summary>
    public PreviewRequest Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(stack), parsed.GetRequiredValue(project), TimeSpan.FromSeconds(parsed.GetValue(timeout)),
        !parsed.GetValue(noBuild));

    private static double ParseSeconds(ArgumentResult result)
    {
        if (double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 86_400)
            return seconds;
        result.AddError($"--timeout is '{result.Tokens[0].Value}'; it takes seconds, more than 0 and at most 86400, such as 120");
        return 0;
    }
}
