using System.Xml.Linq;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Egress;

namespace Stratus.Cli.Reports.Page;

/// <summary>The egress matrix: a grid a RuntimeClass, targets down, nodes and launch paths across.</summary>
internal static class EgressSection
{
    private const string FirstPacket = "egress.firstPacket";

    /// <summary>The grids.</summary>
    public static XElement Write(VerifiedReport report)
    {
        var outcomes = Outcomes(report);
        return Html.Of("section", null,
            Html.Of("h2", null, "Egress, at a glance"),
            Html.Of("p", "small",
                Html.Of("span", "holds", "✓ as it must be"), " · ", Html.Of("span", "broken", "✗ not as it must be"), " · ",
                Html.Of("span", "inconclusive", "? not proven, or not looked at")),
            Html.Of("div", "grids", report.Run.Scope.RuntimeClasses.Select(runtime => Grid(runtime.Name, report.Run.Scope, outcomes))));
    }

    private static Dictionary<(string Check, Place Place, string Target), Outcome> Outcomes(VerifiedReport report)
    {
        var outcomes = report.Run.Observations.Select(one => (one.Check, one.Place, one.Target)).Distinct().ToDictionary(cell => cell, _ => Outcome.Holds);
        foreach (var finding in report.Verdict.Findings().Where(finding => finding.Place is not null).OrderBy(finding => finding.Outcome))
            outcomes[(finding.Check, finding.Place!, finding.Target)] = finding.Outcome;
        return outcomes;
    }

    private static XElement Grid(string runtime, Scope scope, Dictionary<(string, Place, string), Outcome> outcomes)
    {
        var places = scope.Places().Where(place => place.RuntimeClass == runtime).ToArray();
        XElement Cells(string check, string label, string target) => Html.Of("tr", null,
            Html.Of("th", null, label), places.Select(place => Cell(outcomes.GetValueOrDefault((check, place, target), Outcome.Inconclusive))));
        IEnumerable<XElement> Group(string title, string check, IEnumerable<EgressTarget> targets) => targets.Any()
            ? [Title(title, places.Length), .. targets.Select(target => Cells(check, target.Name, target.Name))]
            : [];
        return Html.Of("section", null, Html.Of("h3", null, runtime), Html.Of("div", "scroll", Html.Of("table", "matrix",
            Html.Of("thead", null, Html.Of("tr", null, Html.Of("th", null), places.Select(place =>
                Html.Of("th", null, Html.Of("span", null, $"{place.Node} {Place.Name(place.LaunchPath)}"))))),
            Html.Of("tbody", null,
                Group("must not be reached", Checks.EgressDenied, scope.Targets.Where(target => !target.Allowed)),
                Cells(FirstPacket, "with the first packet", ""),
                Group("must be reached", Checks.EgressAllowed, scope.Targets.Where(target => target.Allowed))))));
    }

    private static XElement Title(string title, int places) =>
        Html.Of("tr", "group", new XElement("th", new XAttribute("colspan", places + 1), title));

    private static XElement Cell(Outcome outcome) => Html.Of("td", ReportWords.Of(outcome), outcome switch
    {
        Outcome.Holds => "✓",
        Outcome.Broken => "✗",
        _ => "?",
    });
}
