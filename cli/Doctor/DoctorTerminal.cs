using System.Text.Json.Nodes;
using Spectre.Console;
using Stratus.Cli.Hosts;
using Stratus.Cli.Rendering;

namespace Stratus.Cli.Doctor;

/// <summary>Reports as a person reads them: on a terminal a table that wraps, else lines that never do.</summary>
internal static class DoctorTerminal
{
    /// <summary>Writes the reports.</summary>
    /// <param name="reports">What was found.</param>
    /// <param name="console">Where to.</param>
    /// <param name="verbose">Whether what is in order is listed too.</param>
    public static void Write(IReadOnlyList<HostReport> reports, IAnsiConsole console, bool verbose)
    {
        var lines = new TerminalLines(console);
        foreach (var report in reports.OrderBy(report => Rank(report.Verdict)))
        {
            WriteHeading(report, lines);
            HostLines.WriteRows([.. Rows(report, verbose)], console, lines);
            HostLines.WriteHostKey(report.Contact, console, lines);
            lines.Space();
        }
        if (reports.Count > 1)
            lines.Write(new Span(Totals(reports), TerminalLines.Strong));
    }

    private static void WriteHeading(HostReport report, TerminalLines lines) => HostLines.WriteHeading(
        report.Contact, new Span(DoctorWords.Of(report.Verdict), StyleOf(report.Verdict)), report.Findings.IsEmpty ? "" : $": {DoctorWords.Counts(report)}", lines);

    private static IEnumerable<(Span Label, string Text)> Rows(HostReport report, bool verbose)
    {
        foreach (var row in HostLines.NotAsked(report.Contact)) yield return row;
        foreach (var finding in report.Findings.Where(finding => verbose || finding.Severity != Severity.Ok))
        {
            var concerned = finding.Concerned.Count == 0 ? "" : $" (for {string.Join(", ", finding.Concerned)})";
            yield return (new(DoctorWords.Of(finding.Severity), StyleOf(finding.Severity)), $"{finding.Check}: {finding.Found}{concerned}");
            foreach (var (label, text) in (IEnumerable<(string, string)>)[("why", finding.Why), ("fix", finding.Fix), ("verify", finding.Verify)])
                if (text.Length > 0) yield return (HostLines.Quiet(""), $"{label}: {text}");
        }
        var fine = report.Findings.Count(finding => finding.Severity == Severity.Ok);
        if (!verbose && fine > 0) yield return (new("ok", TerminalLines.Added), $"{fine} {(fine == 1 ? "check" : "checks")}; --verbose lists them");
        if (report.Facts.Count > 0) yield return (HostLines.Quiet("machine"), Machine(report.Facts, verbose));
    }

    private static string Machine(JsonObject facts, bool verbose) => string.Join(", ",
        facts.Where(fact => verbose || fact.Key is "architecture" or "kernel" or "distribution" or "virtualization" or "cpus" or "memoryMib" or "freeMib")
            .Select(fact => $"{fact.Key} {(fact.Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : fact.Value?.ToJsonString())}"));

    private static string Totals(IReadOnlyList<HostReport> reports) =>
        $"{reports.Count} hosts: " + string.Join(", ", reports.GroupBy(report => report.Verdict).OrderBy(group => Rank(group.Key))
            .Select(group => $"{group.Count()} {DoctorWords.Of(group.Key)}"));

    private static int Rank(Verdict verdict) => verdict switch { Verdict.NotReady => 0, Verdict.NotChecked => 1, _ => 2 };

    private static Style StyleOf(Verdict verdict) => verdict == Verdict.Ready ? TerminalLines.Added : TerminalLines.Loud;

    private static Style StyleOf(Severity severity) => severity switch
    {
        Severity.Fatal => TerminalLines.Loud,
        Severity.Ok => TerminalLines.Added,
        _ => TerminalLines.Changed,
    };
}
