using System.Xml.Linq;
using Stratus.Core.Proof;

namespace Stratus.Cli.Reports.Page;

/// <summary>The verdict, and what does not hold.</summary>
internal static class VerdictSection
{
    private const int MostPlaces = 6;

    /// <summary>What stands first on the page.</summary>
    public static IEnumerable<XElement> Write(VerifiedReport report)
    {
        var outcome = ReportWords.Of(report.Verdict.Outcome);
        yield return Html.Of("h1", null, $"Isolation of stack {report.Run.Stack}");
        yield return Html.Of("div", $"verdict {outcome}",
            Html.Of("div", "word", outcome),
            Html.Of("p", null, ReportWords.Headline(report.Verdict)),
            Html.Of("p", "small", $"{ReportWords.Covered(report.Run)}. The run ended {ReportWords.Of(report.Run.Finished)}."),
            Html.Of("p", "small", "Signature good, by key ", Html.Of("code", null, report.Signed.Signature.KeyId)));
        yield return Html.Of("div", "cards", report.Verdict.Properties.Select(Card));
        if (report.AgeProblem is { } problem)
            yield return Html.Of("div", "finding broken", Html.Of("p", null, Html.Of("strong", null, "Not accepted: "), problem));
        if (report.History.Slower is { IsEmpty: false } slower)
        {
            yield return Html.Of("div", "finding broken",
                Html.Of("p", null, Html.Of("strong", null, "Slower than before")), Html.Of("ul", null, slower.Select(line => Html.Of("li", null, line))));
        }
    }

    /// <summary>What does not hold; nothing where everything does.</summary>
    public static IEnumerable<XElement> Findings(ProofVerdict verdict)
    {
        var groups = FindingGroup.Of(verdict.Findings());
        if (groups.IsEmpty) yield break;
        yield return Html.Of("section", null, Html.Of("h2", null, "What does not hold"), groups.Select(Finding));
    }

    private static XElement Card(PropertyVerdict property)
    {
        var held = ReportWords.Held(property.Checks.Sum(check => check.Held), property.Checks.Sum(check => check.Findings.Length));
        return Html.Of("div", "card",
            Html.Of("div", "name", ReportWords.Of(property.Property)), Html.Badge(property.Outcome), Html.Of("div", "small quiet", held));
    }

    private static XElement Finding(FindingGroup group)
    {
        var finding = group.Sample;
        return Html.Of("div", $"finding {ReportWords.Of(finding.Outcome)}",
            Html.Of("p", null,
                Html.Badge(finding.Outcome), " ", Html.Of("strong", null, Checks.Find(finding.Check)!.Claim), " ", Html.Of("code", "quiet", finding.Check)),
            Html.Terms([
                ("seen", finding.Reason),
                .. group.Where.IsEmpty ? Array.Empty<(string, object?)>() : [("where", group.Places(MostPlaces))],
                ("likely cause", finding.LikelyCause),
                ("try", finding.Try),
            ]));
    }
}
