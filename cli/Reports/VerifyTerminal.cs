using Spectre.Console;
using Stratus.Cli.Rendering;
using Stratus.Core.Proof;

namespace Stratus.Cli.Reports;

/// <summary>A verified report as a person reads it: the verdict first, then what does not hold and what to try.</summary>
internal static class VerifyTerminal
{
    private const int MostPlaces = 3;

    /// <summary>Writes it.</summary>
    public static void Write(VerifiedReport report, IAnsiConsole console)
    {
        var lines = new TerminalLines(console);
        lines.Write(new Span(report.File, TerminalLines.Strong), "  ", new Span(ReportWords.Of(report.Verdict.Outcome), StyleOf(report.Verdict.Outcome)));
        lines.Write($"  {ReportWords.Headline(report.Verdict)}");
        if (report.Failure is { } failure) lines.Write(new Span($"  And yet it is refused: {failure}.", TerminalLines.Loud));
        WriteFacts(report, lines);
        foreach (var property in report.Verdict.Properties) WriteProperty(property, lines);
        foreach (var group in FindingGroup.Of(report.Verdict.Findings())) WriteFinding(group, lines);
        WriteHistory(report, lines);
        WriteAge(report, lines);
    }

    private static void WriteFacts(VerifiedReport report, TerminalLines lines)
    {
        var run = report.Run;
        Row(lines, "signature", $"good, by key {report.Signed.Signature.KeyId}");
        Row(lines, "stack", $"{run.Stack}, run {run.Id}");
        Row(lines, "ended", $"{ReportWords.Of(run.Finished)}, {ReportWords.Of(report.Age)} ago");
        Row(lines, "covered", ReportWords.Covered(run));
        lines.Space();
    }

    private static void WriteProperty(PropertyVerdict property, TerminalLines lines)
    {
        var held = property.Checks.Sum(check => check.Held);
        var findings = property.Checks.Sum(check => check.Findings.Length);
        lines.Write(
            new Span($"  {ReportWords.Of(property.Outcome),-13}", StyleOf(property.Outcome)), $"{ReportWords.Of(property.Property),-21}",
            new Span(ReportWords.Held(held, findings), TerminalLines.Quiet));
    }

    private static void WriteFinding(FindingGroup group, TerminalLines lines)
    {
        var finding = group.Sample;
        lines.Space();
        lines.Write(new Span($"  {ReportWords.Of(finding.Outcome)}", StyleOf(finding.Outcome)), $"  {finding.Check}: {finding.Reason}");
        if (!group.Where.IsEmpty) Row(lines, "where", group.Places(MostPlaces));
        Row(lines, "cause", finding.LikelyCause);
        Row(lines, "try", finding.Try);
    }

    private static void WriteHistory(VerifiedReport report, TerminalLines lines)
    {
        lines.Space();
        Row(lines, "history", report.History.Summary);
        foreach (var slower in report.History.Slower) lines.Write(new Span($"  {"slower",-11}", TerminalLines.Loud), slower);
    }

    private static void WriteAge(VerifiedReport report, TerminalLines lines)
    {
        if (report.AgeProblem is { } problem) lines.Write(new Span($"  {"age",-11}", TerminalLines.Loud), problem);
    }

    private static void Row(TerminalLines lines, string label, string text) => lines.Write(new Span($"  {label,-11}", TerminalLines.Quiet), text);

    private static Style StyleOf(Outcome outcome) => outcome switch
    {
        Outcome.Holds => TerminalLines.Added,
        Outcome.Broken => TerminalLines.Loud,
        _ => TerminalLines.Changed,
    };
}
