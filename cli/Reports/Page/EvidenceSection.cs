using System.Xml.Linq;
using Stratus.Core.Proof;

namespace Stratus.Cli.Reports.Page;

/// <summary>Every observation with its control, folded by check.</summary>
internal static class EvidenceSection
{
    private static readonly string[] Heads = ["where", "seen", "pod, moment", "control", "values"];

    /// <summary>The section.</summary>
    public static XElement Write(ProofRun run) => Html.Of("section", null,
        Html.Of("h2", null, "Evidence"),
        run.Observations.GroupBy(one => one.Check).OrderBy(group => Checks.All.IndexOf(Checks.Find(group.Key)!)).Select(group =>
            Html.Of("details", null,
                Html.Of("summary", null, Html.Of("code", null, group.Key), $": {Figures.Count(group.Count(), "observation")}"),
                Html.Table("evidence", Heads, group.OrderBy(one => one.Place.ToString(), StringComparer.Ordinal).ThenBy(one => one.Evidence.At).Select(Row)))));

    private static XElement Row(Observation one) => Html.Row(
        $"{one.Place}{(one.Target.Length > 0 ? $" → {one.Target}" : "")}",
        Html.Of("td", "wide", Html.Of("strong", null, Word(one.Seen)), $": {one.Evidence.What}"),
        $"{one.Evidence.Pod} on {one.Evidence.Node}, {Moment(one.Evidence)}",
        Html.Of("td", "wide", one.Control is { } control
            ? $"{Word(control.Seen)}: {control.Evidence.What} ({control.Evidence.Pod} on {control.Evidence.Node}, {Moment(control.Evidence)})"
            : "none"),
        Html.Of("td", "wide mono", string.Join(", ", one.Evidence.Facts.Select(fact => $"{fact.Key}={fact.Value}"))));

    private static string Word(Seen seen) => seen switch { Seen.Shut => "shut", Seen.Open => "open", _ => "nothing" };

    private static string Moment(Evidence evidence) =>
        evidence.At.UtcDateTime.ToString("HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture);
}
