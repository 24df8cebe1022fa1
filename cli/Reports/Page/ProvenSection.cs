using System.Xml.Linq;
using Stratus.Core.Proof;

namespace Stratus.Cli.Reports.Page;

/// <summary>What is proven and by which control, and what is not.</summary>
internal static class ProvenSection
{
    /// <summary>Every check with its control.</summary>
    public static XElement Write(ProofVerdict verdict) => Html.Of("section", null,
        Html.Of("h2", null, "What was tested, and by which control"),
        Html.Of("p", "quiet", "A control is the same probe where it must get through. Where it did not, the test proves nothing, and is inconclusive."),
        Html.Table("stack", ["claim", "control", "verdict", "held"], verdict.Properties.SelectMany(property => property.Checks).Select(Row)));

    /// <summary>What nobody may read into the report.</summary>
    public static XElement Unproven(VerifiedReport report) => Html.Of("section", null,
        Html.Of("h2", null, "What was not proven"),
        Html.Of("ul", null, Reports.Unproven.Of(report).Select(line => Html.Of("li", null, line))));

    private static XElement Row(CheckVerdict verdict)
    {
        var check = Checks.Find(verdict.Check)!;
        return Html.Row(
            Html.Of("td", null, check.Claim, " ", Html.Of("code", "quiet", check.Id)), Html.Of("td", "quiet", check.Control),
            Html.Badge(verdict.Outcome), Html.Of("td", "held", ReportWords.Held(verdict.Held, verdict.Findings.Length)));
    }
}
