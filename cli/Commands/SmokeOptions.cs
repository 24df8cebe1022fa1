using System.CommandLine;

namespace Stratus.Cli.Commands;

/// <summary>The options of <c>stratus smoke</c>.</summary>
internal sealed class SmokeOptions
{
    /// <summary>The cluster.</summary>
    public Option<FileInfo> Kubeconfig { get; } =
        InputOption.File("--kubeconfig", "The cluster, as an administrator's kubeconfig: pulumi stack output kubeconfig --show-secrets");

    /// <summary>The private key.</summary>
    public Option<FileInfo> Key { get; } = InputOption.File("--key", "The private key that signs the report, ECDSA P-256 as PEM", "-k");

    /// <summary>The plan.</summary>
    public Option<FileInfo> Plan { get; } = InputOption.File("--plan", "What to look at; without one, the plan that the stack left in the cluster");

    /// <summary>The report.</summary>
    public Option<string> Report { get; } = new("--report")
    {
        Description = "Where the signed report is written to",
        HelpName = "FILE",
        DefaultValueFactory = _ => "report.json",
    };

    /// <summary>What is made of it.</summary>
    public ReportViewOptions Views { get; }

    /// <summary>Adds the options to a command.</summary>
    public SmokeOptions(Command command)
    {
        (Kubeconfig.Required, Key.Required) = (true, true);
        foreach (var option in (Option[])[Kubeconfig, Key, Plan, Report]) command.Options.Add(option);
        Views = new(command, [Report], Kubeconfig, Key, Plan);
        command.Validators.Add(result =>
        {
            // What is verified in the end is the file.
            if (OptionRules.Word(result.GetResult(Report)) is "" or OutputFile.Standard) result.AddError("--report takes a file's name");
        });
    }
}
