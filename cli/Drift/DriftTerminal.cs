using Spectre.Console;
using Stratus.Cli.Hosts;
using Stratus.Cli.Rendering;

namespace Stratus.Cli.Drift;

/// <summary>Reports as a person reads them: on a terminal a table that wraps, else lines that never do.</summary>
internal static class DriftTerminal
{
    /// <summary>Writes the reports.</summary>
    /// <param name="reports">What was found.</param>
    /// <param name="console">Where to.</param>
    /// <param name="verbose">Whether what is as it was set is listed too.</param>
    public static void Write(IReadOnlyList<DriftReport> reports, IAnsiConsole console, bool verbose)
    {
        var lines = new TerminalLines(console);
        foreach (var report in reports.OrderBy(report => report.Verdict))
        {
            HostLines.WriteHeading(report.Contact, new Span(Words(report.Verdict), StyleOf(report.Verdict)), Counts(report), lines);
            HostLines.WriteRows([.. Rows(report, verbose)], console, lines);
            // One that is known already is doctor's to show.
            if (report.Contact.OfferedHostKey is not null || report.Contact.HostKeyUnseen) HostLines.WriteHostKey(report.Contact, console, lines);
            lines.Space();
        }
        if (reports.Count > 1)
            lines.Write(new Span(Totals(reports), TerminalLines.Strong));
    }

    /// <summary>A verdict in words.</summary>
    public static string Words(DriftVerdict verdict) => verdict switch
    {
        DriftVerdict.Drifted => "drifted",
        DriftVerdict.NotChecked => "could not be checked",
        DriftVerdict.NotPrepared => "not prepared by Stratus",
        _ => "matches",
    };

    private static IEnumerable<(Span Label, string Text)> Rows(DriftReport report, bool verbose)
    {
        foreach (var row in HostLines.NotAsked(report.Contact)) yield return row;
        if (report.Verdict == DriftVerdict.NotPrepared)
            yield return (HostLines.Quiet(""), "nothing in /var/lib/stratus says that Stratus ever set anything here: pulumi up does; stratus doctor tells whether it can");
        foreach (var finding in report.Findings.Where(finding => verbose || finding.Status is DriftStatus.Drift or DriftStatus.Unchecked))
            foreach (var row in Rows(finding)) yield return row;
        if (verbose) yield break;
        if (Count(report, DriftStatus.Unrecorded) is > 0 and var unrecorded)
            yield return (Label(DriftStatus.Unrecorded),
                $"{(unrecorded == 1 ? "1 thing was" : $"{unrecorded} things were")} set by a version of Stratus that did not note to what; --verbose lists them");
        if (Count(report, DriftStatus.Ok) is > 0 and var ok)
            yield return (Label(DriftStatus.Ok), $"{(ok == 1 ? "1 thing is" : $"{ok} things are")} as set; --verbose lists them");
    }

    private static IEnumerable<(Span Label, string Text)> Rows(DriftFinding finding)
    {
        yield return (Label(finding.Status), finding.Kind == "check" ? $"{finding.Name}: {finding.Now}"
            : finding.Status == DriftStatus.Ok ? $"{finding.Kind} {finding.Name}: {finding.Set}" : $"{finding.Kind} {finding.Name}");
        if (finding.Status == DriftStatus.Ok) yield break;
        foreach (var (label, text) in (IEnumerable<(string, string)>)
            [("set", finding.Set.Length == 0 ? "" : $"{finding.Set} (by {finding.Claim})"), ("now", finding.Kind == "check" ? "" : finding.Now), ("why", finding.Why), ("fix", finding.Fix)])
            if (text.Length > 0) yield return (HostLines.Quiet(""), $"{label}: {text}");
    }

    private static string Counts(DriftReport report)
    {
        var counts = Enum.GetValues<DriftStatus>().Select(status => (Words: Words(status), Count: Count(report, status))).Where(count => count.Count > 0);
        var text = string.Join(", ", counts.Select(count => $"{count.Count} {count.Words}"));
        return text.Length == 0 ? "" : $": {text}";
    }

    private static string Words(DriftStatus status) => status switch
    {
        DriftStatus.Drift => "changed",
        DriftStatus.Unchecked => "unchecked",
        DriftStatus.Unrecorded => "unknown",
        _ => "as set",
    };

    private static Span Label(DriftStatus status) => status switch
    {
        DriftStatus.Drift => new("drift", TerminalLines.Loud),
        DriftStatus.Unchecked => new("unchecked", TerminalLines.Changed),
        DriftStatus.Unrecorded => new("unknown", TerminalLines.Changed),
        _ => new("ok", TerminalLines.Added),
    };

    private static string Totals(IReadOnlyList<DriftReport> reports) =>
        $"{reports.Count} hosts: " + string.Join(", ", reports.GroupBy(report => report.Verdict).OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {Words(group.Key)}"));

    private static int Count(DriftReport report, DriftStatus status) => report.Findings.Count(finding => finding.Status == status);

    private static Style StyleOf(DriftVerdict verdict) => verdict == DriftVerdict.Matches ? TerminalLines.Added : TerminalLines.Loud;
}
