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
        var rows = ColdStartRow.Of(report.Run);
        var timed = rows.Where(row => !row.Times.IsEmpty).ToArray();
        return Html.Of("section", null,
            Html.Of("h2", null, "Cold start"),
            Html.Of("p", "quiet", Explanation),
            timed.Length == 0 ? Html.Of("p", null, "No start could be judged.") : Content(rows, timed, report.Run));
    }

    private static IEnumerable<XElement> Content(ImmutableArray<ColdStartRow> rows, ColdStartRow[] timed, ProofRun run) =>
    [
        Html.Of("div", "charts", timed.Select(Figure)),
        Html.Table("numbers", ["RuntimeClass", .. ColdStartRow.Heads], rows.Select(Row)),
        Html.Of("h3", null, "Phases, median"),
        Phases(Series.Of(run), timed),
    ];

    private static XElement Figure(ColdStartRow row) => Html.Of("figure", null,
        Html.Of("figcaption", null, Html.Of("strong", null, row.RuntimeClass), $", {row.Condition}: ",
            Html.Of("span", "key series", "share of starts done within a time"), Html.Of("span", "key limit", "budget")),
        ColdStartChart.Distribution(row.Times, row.Budgets));

    private static XElement Row(ColdStartRow row) => Html.Row([Name(row), .. row.Cells.Select(Number)]);

    private static XElement Phases(ImmutableArray<(SeriesKey Key, ImmutableArray<TimeSpan> Times)> series, IEnumerable<ColdStartRow> timed)
    {
        var medians = series.ToDictionary(one => one.Key, one => Percentiles.Of(one.Times, 50));
        var phases = Enum.GetValues<Phase>();
        return Html.Table("numbers", ["RuntimeClass", .. phases.Select(Core.Proof.ColdStarts.Phases.Name)], timed.Select(row => Html.Row(
        [
            Name(row),
            .. phases.Select(phase =>
                Number(medians.TryGetValue(new(row.RuntimeClass, row.Condition, phase), out var median) ? Figures.Milliseconds(median) : "–")),
        ])));
    }

    private static XElement Name(ColdStartRow row) => Html.Of("td", null, row.RuntimeClass, Html.Of("div", "small quiet", row.Condition.ToString()));

    private static XElement Number(string text) => Html.Of("td", "number", text);
}
