using System.Globalization;
using System.Xml.Linq;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Core.Proof.History;

namespace Stratus.Cli.Reports.Page;

/// <summary>Cold starts beside those of earlier runs.</summary>
internal static class HistorySection
{
    private static readonly string[] Heads = ["series", "median now", "earlier medians", "change", "p, adjusted", ""];

    /// <summary>The section.</summary>
    public static XElement Write(VerifiedReport report)
    {
        var runs = report.History.Earlier.Append(report.Run)
            .Select(run => (Run: run, Series: Series.Of(run).ToDictionary(one => one.Key, one => one.Times))).ToArray();
        var keys = runs[^1].Series.Keys.Where(key => key.Phase == Phase.Total).ToArray();
        return Html.Of("section", null,
            Html.Of("h2", null, "Against earlier runs"),
            Html.Of("p", null, $"{char.ToUpperInvariant(report.History.Summary[0])}{report.History.Summary[1..]}."),
            report.History.Earlier.IsEmpty ? null : Html.Of("div", "charts", keys.Select(key => Figure(key,
            [
                .. from run in runs
                   where run.Series.ContainsKey(key)
                   select (run.Run, Percentiles.Of(run.Series[key], 50), Percentiles.Of(run.Series[key], 95)),
            ]))),
            report.History.Comparisons.IsEmpty ? null : Table(report));
    }

    private static XElement Figure(SeriesKey key, (ProofRun Run, TimeSpan Median, TimeSpan P95)[] runs) => Html.Of("figure", null,
        Html.Of("figcaption", null, Html.Of("strong", null, key.RuntimeClass), $", {key.Condition}: ",
            Html.Of("span", "key series", "p50 in ms"), Html.Of("span", "key second", "p95 in ms")),
        ColdStartChart.History([.. runs.Select(run => (run.Run.Finished, run.Median, run.P95))]));

    private static XElement Table(VerifiedReport report) => Html.Of("details", null,
        Html.Of("summary", null, $"All {Figures.Count(report.History.Comparisons.Length, "comparison")}"),
        Html.Table("numbers", Heads, report.History.Comparisons.OrderBy(one => one.P).Select(Row)),
        Html.Of("p", "small quiet",
            $"Slower is what two tests call slower, at p < {Regression.FalseAlarms.ToString(CultureInfo.InvariantCulture)} after Holm's adjustment for ",
            $"all comparisons, and by {Figures.Percent(Regression.LeastChange)} and {Figures.Milliseconds(Regression.LeastTime)} at least."));

    private static XElement Row(Comparison one) => Html.Row(
        one.Series.ToString(),
        Html.Of("td", "number", Figures.Milliseconds(one.Median)),
        Html.Of("td", "number", $"{Figures.Milliseconds(one.EarlierMedians.Min())} – {Figures.Milliseconds(one.EarlierMedians.Max())}"),
        Html.Of("td", "number", Figures.Percent(one.Change)),
        Html.Of("td", "number", P(one.P)),
        one.IsRegression ? Html.Of("td", null, Html.Of("span", "badge broken", "slower")) : Html.Of("td", null, ""));

    // As small as it means anything.
    private static string P(double p) => p < 0.0001 ? "p < 0.0001" : $"p = {p.ToString("0.0000", CultureInfo.InvariantCulture)}";
}
