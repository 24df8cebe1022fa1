using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Stratus.Cli.Reports;

namespace Stratus.Cli.Commands;

/// <summary>The options of <c>stratus verify</c>.</summary>
internal sealed class VerifyOptions
{
    /// <summary>The report.</summary>
    public Argument<string> Report { get; } = new("REPORT") { Description = "The report's file, report.json" };

    /// <summary>The public key.</summary>
    public Option<string?> Key { get; } = new("--key", "-k")
    {
        Description = "The public key of who may vouch, ECDSA P-256 as PEM; without one nothing is verified",
        HelpName = "FILE",
    };

    /// <summary>The oldest that the run may be.</summary>
    public Option<TimeSpan?> MaxAge { get; } = new("--max-age")
    {
        Description = "How long ago the run may have ended: 30m, 24h, 7d",
        HelpName = "TIME",
        CustomParser = ParseAge,
    };

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
    public VerifyOptions(Command command)
    {
        command.Arguments.Add(Report);
        foreach (var option in (Option[])[Key, MaxAge, History, Json, Html, Markdown, Junit]) command.Options.Add(option);
        command.Validators.Add(CheckTogether);
    }

    /// <summary>The views that the command line asks for.</summary>
    public IEnumerable<(string Target, Action<VerifiedReport, Stream> Write)> Views(ParseResult parsed) =>
        from view in (IEnumerable<(Option<string?> Option, Action<VerifiedReport, Stream> Write)>)
            [(Json, VerifyJson.Write), (Html, ReportViews.Html), (Markdown, ReportViews.Markdown), (Junit, ReportViews.Junit)]
        let target = parsed.GetValue(view.Option)
        where target is not null
        select (target, view.Write);

    private void CheckTogether(CommandResult result)
    {
        if (result.GetValue(Report) is "") result.AddError("REPORT is empty; it takes a report's file");
        if (result.GetValue(Key) is "") result.AddError("--key is empty; it takes a public key's file");
        var standard = ((Option<string?>[])[Json, Html, Markdown, Junit])
            .Where(option => result.GetValue(option) == OutputFile.Standard).ToArray();
        if (standard.Length > 1)
            result.AddError($"{string.Join(" and ", standard.Select(option => option.Name))} cannot both be '-': name a file for one of them");
    }

    private static TimeSpan? ParseAge(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var unit = text.Length < 2 ? null : text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => (TimeSpan?)null,
        };
        if (unit is { } one && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 100_000)
            return number * one;
        result.AddError($"--max-age is '{text}'; it takes a number of minutes, hours or days, such as 30m, 24h or 7d");
        return null;
    }
}
