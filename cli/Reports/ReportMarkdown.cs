using System.Collections.Immutable;
using System.Text;
using Stratus.Cli.Rendering;
using Stratus.Core.Proof;

namespace Stratus.Cli.Reports;

/// <summary>A verified report as Markdown, for a pull request or a ticket: never longer than fits one, every foreign text neutralised.</summary>
internal static class ReportMarkdown
{
    private const int MostGroups = 40;
    private const int MostPlaces = 3;
    private const int Longest = 300;

    // Of a RuntimeClass, as Kubernetes has it.
    private const int LongestName = 63;

    /// <summary>The text.</summary>
    public static string Write(VerifiedReport report)
    {
        var page = new StringBuilder();
        page.Append($"## Isolation of stack {Code(report.Run.Stack)}: {ReportWords.Of(report.Verdict.Outcome)}\n\n");
        page.Append($"**{ReportWords.Headline(report.Verdict)}** {ReportWords.Covered(report.Run)}.\n");
        page.Append($"Run {Code(report.Run.Id)} ended {ReportWords.Of(report.Run.Finished)}; its signature by key {Code(report.Signed.Signature.KeyId)} is good.\n");
        if (report.AgeProblem is { } problem) page.Append($"\n**Not accepted: {problem}.**\n");
        WriteProperties(page, report.Verdict);
        WriteFindings(page, report.Verdict);
        WriteColdStarts(page, ColdStartRow.Of(report.Run));
        page.Append($"\n### Earlier runs\n\n{Sentence(report.History.Summary)}\n\n");
        foreach (var slower in report.History.Slower.Take(MostGroups)) page.Append($"- slower: {Code(slower)}\n");
        page.Append("\n### Not proven\n\n");
        foreach (var line in Unproven.Of(report)) page.Append($"- {Code(line)}\n");
        return page.ToString();
    }

    private static void WriteProperties(StringBuilder page, ProofVerdict verdict)
    {
        page.Append("\n| promise | verdict | places |\n| --- | --- | --- |\n");
        foreach (var property in verdict.Properties)
        {
            var held = ReportWords.Held(property.Checks.Sum(check => check.Held), property.Checks.Sum(check => check.Findings.Length));
            var outcome = ReportWords.Of(property.Outcome);
            page.Append($"| {ReportWords.Of(property.Property)} | {(property.Outcome == Outcome.Holds ? outcome : $"**{outcome}**")} | {held} |\n");
        }
    }

    private static void WriteFindings(StringBuilder page, ProofVerdict verdict)
    {
        var groups = FindingGroup.Of(verdict.Findings());
        if (groups.IsEmpty) return;
        page.Append("\n### What does not hold\n\n");
        foreach (var group in groups.Take(MostGroups))
        {
            page.Append($"- **{ReportWords.Of(group.Sample.Outcome)}** `{group.Sample.Check}`: {Code(group.Sample.Reason)}\n");
            if (!group.Where.IsEmpty) page.Append($"  - where: {Code(group.Places(MostPlaces))}\n");
            page.Append($"  - likely cause: {Code(group.Sample.LikelyCause)}\n  - try: {Code(group.Sample.Try)}\n");
        }
        if (groups.Length > MostGroups) page.Append($"\n**{groups.Length - MostGroups} more not shown here**; `stratus verify` shows all.\n");
    }

    private static void WriteColdStarts(StringBuilder page, ImmutableArray<ColdStartRow> rows)
    {
        page.Append("\n### Cold starts\n\n");
        if (rows.IsEmpty)
        {
            page.Append("No start could be judged, and none has a budget.\n");
            return;
        }
        page.Append($"| RuntimeClass | condition | {string.Join(" | ", ColdStartRow.Heads)} |\n| --- | --- |{string.Concat(ColdStartRow.Heads.Select(_ => " --- |"))}\n");
        foreach (var row in rows.Take(MostGroups))
            page.Append($"| {MarkdownText.Cell(VisibleText.Clip(row.RuntimeClass, LongestName))} | {row.Condition} | {string.Join(" | ", row.Cells)} |\n");
        if (rows.Length > MostGroups) page.Append($"\n**{rows.Length - MostGroups} more rows not shown here.**\n");
    }

    private static string Code(string text) => MarkdownText.Code(VisibleText.Clip(text, Longest));

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}
