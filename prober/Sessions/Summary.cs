using System.Text;
using Stratus.Core.Proof;
using Stratus.Core.Proof.History;

namespace Stratus.Prober.Sessions;

/// <summary>What a person needs to act on a run: what does not hold and where, what was seen, what usually is the matter, what to try.</summary>
internal static class Summary
{
    private const int MostFindings = 12;
    private const int MostPlaces = 3;

    /// <summary>The summary, worst first.</summary>
    public static string Of(SmokeResult result)
    {
        var text = new StringBuilder();
        var groups = FindingGroup.Of(result.Verdict.Findings());
        text.AppendLine(result.Verdict.Outcome switch
        {
            Outcome.Holds when result.History.Failure is { } failure => $"The proof holds, and yet it is refused: {failure}: run {result.Run.Id} of {result.Run.Stack}.",
            Outcome.Holds => $"The proof holds: run {result.Run.Id} of {result.Run.Stack}.",
            Outcome.Broken => $"The proof is broken: run {result.Run.Id} of {result.Run.Stack}.",
            _ => $"The proof is inconclusive, which is no success: run {result.Run.Id} of {result.Run.Stack}.",
        });
        foreach (var group in groups.Take(MostFindings)) Write(text, group);
        if (groups.Length > MostFindings) text.AppendLine($"And {groups.Length - MostFindings} more findings; the report has them all.");
        Write(text, result.History);
        return text.ToString().TrimEnd();
    }

    private static void Write(StringBuilder text, RunHistory history)
    {
        text.AppendLine().AppendLine($"cold starts  {history.Summary}");
        foreach (var slower in history.Slower) text.AppendLine($"  slower {slower}");
        if (history.Failure is null) return;
        text.AppendLine("  cause  what changed since those runs: a version, an image, a kernel, what else runs on the nodes");
        text.AppendLine("  try    look at the phase that changed most; where it may be as slow as that, docs/proof.md says how it becomes what is compared with");
    }

    private static void Write(StringBuilder text, FindingGroup group)
    {
        var finding = group.Sample;
        text.AppendLine().AppendLine($"{(finding.Outcome == Outcome.Broken ? "broken" : "inconclusive")}  {finding.Check}: {finding.Reason}");
        if (!group.Where.IsEmpty) text.AppendLine($"  where  {group.Places(MostPlaces)}");
        if (finding.LikelyCause.Length > 0) text.AppendLine($"  cause  {finding.LikelyCause}");
        if (finding.Try.Length > 0) text.AppendLine($"  try    {finding.Try}");
    }
}
