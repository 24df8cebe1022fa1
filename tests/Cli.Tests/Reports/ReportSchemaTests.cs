using System.Text.Json.Nodes;
using Stratus.Cli.Tests.Plans;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Tests.Shared;

namespace Stratus.Cli.Tests.Reports;

public sealed class ReportSchemaTests
{
    private static readonly JsonSchemaCheck Schema = JsonSchemaCheck.Load(RepositoryFiles.Path("docs/report.schema.json"));

    [Fact]
    public void A_report_in_which_everything_holds_fits_the_schema() => Schema.Check(Written(ProofRuns.Healthy())).ShouldBeEmpty();

    [Fact]
    public void A_report_of_leaks_gaps_and_doubts_fits_the_schema()
    {
        var run = ProofRuns.Healthy(nodes: 1)
            .Changed(Checks.EgressDenied, one => one with { Seen = Seen.Open })
            .Changed("surface.token", one => one with { Seen = Seen.Nothing, Control = null });
        run = run with
        {
            Nodes = [run.Nodes[0] with { ClockOffset = null, ClockUncertainty = null }],
            Observations = run.Observations.RemoveAt(0),
            ColdStarts = [run.ColdStarts[0] with { FirstInstruction = null, Condition = new Condition(8, false) }],
        };

        var report = Written(run);

        Schema.Check(report).ShouldBeEmpty();
        report["report"]!["verdict"]!["outcome"]!.GetValue<string>().ShouldBe("broken");
    }

    [Fact]
    public void The_schema_refuses_every_missing_and_every_unknown_member()
    {
        var report = Written(ProofRuns.Healthy(nodes: 1, runtimes: 1, starts: 1));
        foreach (var map in Objects(report).ToArray())
        {
            map["more"] = 1;
            Schema.Check(report).ShouldNotBeEmpty(map.GetPath());
            map.Remove("more");
        }
        Schema.Check(report).ShouldBeEmpty();
        report["report"]!["run"]!.AsObject().Remove("scope");
        Schema.Check(report).ShouldHaveSingleItem().ShouldContain("scope is missing");
    }

    // The first item of every list; a dictionary takes any member, but only texts.
    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => Objects(member.Value)).Append(map),
        JsonArray { Count: > 0 } list => Objects(list[0]),
        _ => [],
    };

    private static JsonObject Written(ProofRun run) => JsonNode.Parse(ProofKeys.Sign(run))!.AsObject();
}
