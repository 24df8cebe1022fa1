using System.CommandLine;

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

    private readonly Option<DirectoryInfo> project = InputOption.FolderOf("Pulumi.yaml");

    private readonly Option<double> timeout = Seconds.Option("--timeout", "How long the program may run", 120);

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
}
