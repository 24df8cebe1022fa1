using System.CommandLine;
using Stratus.Cli.Reports;

namespace Stratus.Cli.Commands;

/// <summary>What commands that have a report make of it.</summary>
internal sealed class ReportViewOptions
{
    /// <summary>Earlier reports.</summary>
    public Option<string[]> History { get; } = new("--history")
    {
        Description = "Earlier reports, signed by the same key, to compare cold starts with; may be repeated",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The JSON file.</summary>
    public Option<string?> Json { get; } = OutputFile.Option("--json", "Write what was found as JSON to a file; '-' is standard output, without the text");

    /// <summary>The page.</summary>
    public Option<string?> Html { get; } = OutputFile.Option("--html", "Write the report as one page of HTML that needs nothing else");

    /// <summary>The Markdown file.</summary>
    public Option<string?> Markdown { get; } = OutputFile.Option("--markdown", "Write it as Markdown, for a pull request's comment");

    /// <summary>The JUnit file.</summary>
    public Option<string?> Junit { get; } = OutputFile.Option("--junit", "Write it as JUnit's XML, for CI: broken is a failure, inconclusive an error");

    /// <summary>Adds the options, and what the command line must hold, to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="outputs">What else it writes.</param>
    /// <param name="inputs">What else it reads.</param>
    public ReportViewOptions(Command command, Option[] outputs, params Symbol[] inputs)
    {
        OutputFile.KeepApart(command, [.. outputs, Json, Html, Markdown, Junit], [History, .. inputs]);
        foreach (var option in (Option[])[History, Json, Html, Markdown, Junit]) command.Options.Add(option);
    }

    /// <summary>Fails where a view certainly cannot be written.</summary>
    public void Check(ParseResult parsed)
    {
        foreach (var (target, _) in Asked(parsed).Where(view => view.Target != OutputFile.Standard)) AtomicFile.Check(new(target));
    }

    /// <summary>Shows a report as the command line asks: on the terminal, unless a view goes to standard output.</summary>
    /// <returns>The exit code.</returns>
    public int Show(VerifiedReport report, ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        var views = Asked(parsed).ToArray();
        foreach (var (target, write) in views) OutputFile.Write(target, output, stream => write(report, stream));
        if (views.All(view => view.Target != OutputFile.Standard)) VerifyTerminal.Write(report, Terminal.Create(output));
        return report.Holds ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private IEnumerable<(string Target, Action<VerifiedReport, Stream> Write)> Asked(ParseResult parsed) =>
        from view in (IEnumerable<(Option<string?> Option, Action<VerifiedReport, Stream> Write)>)
            [(Json, VerifyJson.Write), (Html, ReportViews.Html), (Markdown, ReportViews.Markdown), (Junit, ReportViews.Junit)]
        let target = parsed.GetValue(view.Option)
        where target is not null
        select (target, view.Write);
}
