using System.Collections.Immutable;
using System.Xml.Linq;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;

namespace Stratus.Cli.Reports.Page;

/// <summary>How long starts took: a curve and a row a RuntimeClass, and the phases.</summary>
internal static class ColdStartSection
{
    private const string Explanation = "From the API call to the first instruction inside the sandbox. Percentiles are by nearest rank: "
        + "times that were measured, none between two.";

    /// <summary>The section.</summary>
    public static XElement Write(VerifiedReport report)
    {
        var series = Series.Of(report.Run);
        var totals = series.Where(one => one.Key.Phase == Phase.Total).ToArray();
        return Html.Of("section", null,
            Html.Of("h2", null, "Cold start"),
            Html.Of("p", "quiet", Explanation),
            totals.Length == 0 ? Html.Of("p", null, "No start could be judged.") : Content(series, totals, report.Run));
    }

    private static IEnumerable<XElement> Content(
        ImmutableArray<(SeriesKey Key, ImmutableArray<TimeSpan> Times)> series, (SeriesKey Key, ImmutableArray<TimeSpan> Times)[] totals, ProofRun run) =>
    [
        Html.Of("div", "charts", totals.Select(one => Figure(one.Key, one.Times, run.Scope))),
        Html.Table("numbers", ["RuntimeClass", .. ColdStartRow.Heads], ColdStartRow.Of(run).Select(Row)),
        Html.Of("h3", null, "Phases, median"),
        Phases(series, totals.Select(one => one.Key)),
    ];

    private static XElement Figure(SeriesKey key, ImmutableArray<TimeSpan> times, Scope scope) => Html.Of("figure", null,
        Html.Of("figcaption", null, Html.Of("strong", null, key.RuntimeClass), $", {key.Condition}: ",
            Html.Of("span", "key series", "share of starts done within a time"), Html.Of("span", "key limit", "budget")),
        ColdStartChart.Distribution(times, [.. Budgets(key, scope)]));

    private static XElement Row(ColdStartRow row) => Html.Row(
    [
        Html.Of("td", null, row.RuntimeClass, Html.Of("div", "small quiet", row.Condition.ToString())),
        .. row.Cells.Select(Number),
    ]);

    private static XElement Phases(ImmutableArray<(SeriesKey Key, ImmutableArray<TimeSpan> Times)> series, IEnumerable<SeriesKey> keys)
    {
        var medians = series.ToDictionary(one => one.Key, one => Percentiles.Of(one.Times, 50));
        var phases = Enum.GetValues<Phase>();
        return Html.Table("numbers", ["RuntimeClass", .. phases.Select(Core.Proof.ColdStarts.Phases.Name)], keys.Select(key => Html.Row(
        [
            Html.Of("td", null, key.RuntimeClass, Html.Of("div", "small quiet", key.Condition.ToString())),
            .. phases.Select(phase =>
                Number(medians.TryGetValue(key with { Phase = phase }, out var median) ? Figures.Milliseconds(median) : "–")),
        ])));
    }

    private static IEnumerable<Budget> Budgets(SeriesKey key, Scope scope) =>
        scope.Budgets.Where(budget => budget.RuntimeClass == key.RuntimeClass && budget.Condition == key.Condition);

    private static XElement Number(string text) => Html.Of("td", "number", text);
}
