using System.Collections.Immutable;
using System.Globalization;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Core.Proof.History;

namespace Stratus.Cli.Reports;

/// <summary>The comparison with earlier runs in words.</summary>
internal static class ReportHistory
{
    /// <summary>What the comparison came to.</summary>
    public static string Summary(VerifiedReport report)
    {
        if (report.Earlier.IsEmpty) return "no earlier report of this stack and these nodes was given, so nothing is said of slower starts";
        if (report.Comparisons.IsEmpty)
        {
            return $"{ReportWords.Count(report.Earlier.Length, "earlier run")}; it takes {Regression.LeastRuns} with {Regression.LeastStarts} starts each "
                + "to tell a slower start from noise";
        }
        var slower = report.Regressions.Count();
        return $"{ReportWords.Count(report.Comparisons.Length, "series", "series")} compared with {ReportWords.Count(report.Earlier.Length, "earlier run")}: "
            + (slower == 0 ? "none became slower" : $"{slower} became slower");
    }

    /// <summary>What became slower: a line a RuntimeClass and condition, the total first, then the phases that changed most.</summary>
    public static ImmutableArray<string> Slower(VerifiedReport report) =>
    [
        .. from one in report.Regressions
           orderby one.Series.Phase == Phase.Total descending, one.Change descending
           group Words(one) by $"{one.Series.RuntimeClass}, {one.Series.Condition}" into slower
           select $"{slower.Key}: {string.Join(", ", slower)}",
    ];

    /// <summary>A p-value, as small as it means anything.</summary>
    public static string P(double p) => p < 0.0001 ? "p < 0.0001" : $"p = {p.ToString("0.0000", CultureInfo.InvariantCulture)}";

    private static string Words(Comparison one) =>
        $"{Phases.Name(one.Series.Phase)} {ReportWords.Percent(one.Change)} to {ReportWords.Milliseconds(one.Median)}";
}
