using System.Globalization;
using System.Xml.Linq;
using Stratus.Core.Proof;

namespace Stratus.Cli.Reports;

/// <summary>A verified report as JUnit's XML: a suite a promise, a test case a check. Broken is a failure, inconclusive an error.</summary>
internal static class ReportJunit
{
    /// <summary>The document.</summary>
    public static XDocument Write(VerifiedReport report)
    {
        XElement[] suites = [.. report.Verdict.Properties.Select(property => Suite(property, report)), Asked(report)];
        return new(new XDeclaration("1.0", "utf-8", null), new XElement("testsuites",
            new XAttribute("name", XmlText.Line($"stratus proof of {report.Run.Stack}")), Sums(suites.Elements("testcase").ToArray()), suites));
    }

    private static XElement Suite(PropertyVerdict property, VerifiedReport report) =>
        Suite(ReportWords.Of(property.Property), report, [.. property.Checks.Select(check => Case(property, check))]);

    private static XElement Case(PropertyVerdict property, CheckVerdict check)
    {
        var groups = FindingGroup.Of(check.Findings);
        return Case($"stratus.proof.{property.Property.ToString().ToLowerInvariant()}", $"{check.Check}: {Checks.Find(check.Check)!.Claim}", check.Outcome,
            groups.IsEmpty ? "" : $"{groups[0].Sample.Reason}{(groups.Length > 1 ? $"; and {Figures.Count(groups.Length - 1, "more reason")}" : "")}",
            groups.SelectMany(Lines));
    }

    private static IEnumerable<string> Lines(FindingGroup group) =>
    [
        $"{ReportWords.Of(group.Sample.Outcome)}: {group.Sample.Reason}", $"  where: {group.Places(int.MaxValue)}",
        $"  likely cause: {group.Sample.LikelyCause}", $"  try: {group.Sample.Try}",
    ];

    // What was asked on the command line stands beside what the run proves.
    private static XElement Asked(VerifiedReport report)
    {
        var slower = report.History.Slower;
        return Suite("report", report,
        [
            Case("stratus.proof.report", "age", report.AgeProblem is null ? Outcome.Holds : Outcome.Broken, report.AgeProblem ?? "", []),
            Case("stratus.proof.report", "history: no cold start became slower", slower.IsEmpty ? Outcome.Holds : Outcome.Broken,
                report.History.Summary, slower),
        ]);
    }

    private static XElement Suite(string name, VerifiedReport report, XElement[] cases) => new("testsuite",
        new XAttribute("name", name),
        new XAttribute("timestamp", report.Run.Finished.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)),
        Sums(cases), cases);

    private static XAttribute[] Sums(XElement[] cases) =>
    [
        new("tests", cases.Length),
        new("failures", cases.Elements("failure").Count()),
        new("errors", cases.Elements("error").Count()),
        new("time", 0),
    ];

    private static XElement Case(string className, string name, Outcome outcome, string message, IEnumerable<string> lines) => new("testcase",
        new XAttribute("classname", className), new XAttribute("name", name), new XAttribute("time", 0),
        outcome == Outcome.Holds ? null : new XElement(outcome == Outcome.Broken ? "failure" : "error",
            new XAttribute("type", ReportWords.Of(outcome)), new XAttribute("message", XmlText.Line(message)),
            string.Join('\n', lines.Select(XmlText.Line))));
}
