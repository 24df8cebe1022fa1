using System.Text;
using System.Xml.Linq;
using System.Xml.Schema;
using Stratus.Cli.Reports;
using Stratus.Cli.Tests.Plans;
using Stratus.Core.Proof;
using Stratus.Tests.Shared;

namespace Stratus.Cli.Tests.Reports;

public sealed class ReportJunitTests
{
    private static readonly ProofRun Healthy = ProofRuns.Healthy(9, nodes: 1, runtimes: 1, starts: 20);

    [Fact]
    public void What_holds_is_a_test_that_passed()
    {
        var document = Read(Healthy);

        Sums(document.Root!).ShouldBe((24, 0, 0));
        document.Descendants("testsuite").Select(suite => (string)suite.Attribute("name")!)
            .ShouldBe(["own kernel", "clean state", "egress", "identity and surface", "cold start", "report"]);
    }

    [Fact]
    public void Broken_is_a_failure_and_inconclusive_an_error()
    {
        var document = Read(Healthy
            .Changed("surface.token", one => one with { Seen = Seen.Open })
            .Changed(Checks.EgressDenied, one => one with { Control = null }, "kubelet"));

        Sums(document.Root!).ShouldBe((24, 1, 1));
        var failure = document.Descendants("failure").Single();
        ((string)failure.Parent!.Attribute("name")!).ShouldStartWith("surface.token: ");
        failure.Value.ShouldContain("where: node1 × kata-fc × job");
        failure.Value.ShouldContain("try: set it to false");
        document.Descendants("error").Single().Value.ShouldContain("node1 × kata-fc × job → kubelet");
    }

    [Fact]
    public void Slower_starts_are_a_failure()
    {
        var earlier = Enumerable.Range(1, 6).Select(seed => ProofRuns.Healthy(seed, 1, 1, 20)).ToArray();

        var document = Read(ProofRuns.Healthy(9, 1, 1, 20, slower: 1.9), earlier);

        document.Descendants("failure").Single().Value.ShouldContain("kata-fc, one after another, image present: total +");
    }

    [Fact]
    public void Hostile_text_in_every_field_stays_text()
    {
        var bad = HostileRun.Of(Healthy).Changed(Checks.EgressDenied, one => one with { Seen = Seen.Open });

        var document = Read(bad);

        document.Descendants("failure").Single().Value.ShouldContain("<script>alert(1)</script>");
        document.Descendants().Select(element => element.Name.LocalName).Distinct().ShouldBe(["testsuites", "testsuite", "testcase", "failure"]);
    }

    private static (int Tests, int Failures, int Errors) Sums(XElement element) =>
        ((int)element.Attribute("tests")!, (int)element.Attribute("failures")!, (int)element.Attribute("errors")!);

    // Read back from bytes and held against the schema.
    private static XDocument Read(ProofRun run, params ProofRun[] earlier)
    {
        using var stream = new MemoryStream();
        ReportViews.Junit(SignedFiles.Verified(run, earlier), stream);
        Encoding.UTF8.GetString(stream.ToArray()).ShouldStartWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<testsuites");
        stream.Position = 0;
        var document = XDocument.Load(stream);
        var schemas = new XmlSchemaSet();
        schemas.Add(null, RepositoryFiles.Path("tests/Cli.Tests/Reports/junit.xsd"));
        document.Validate(schemas, (_, problem) => throw new InvalidOperationException(problem.Message));
        return document;
    }
}
