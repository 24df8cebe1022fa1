using Stratus.Core.Proof;
using Stratus.Prober.Sessions;
using Stratus.Tests.Shared;

namespace Stratus.Prober.Tests.Sessions;

/// <summary>What a person gets to read: enough to act on, whatever is the matter.</summary>
public sealed class SummaryTests
{
    private static readonly ProofRun Healthy = ProofRuns.Healthy(runtimes: 1, starts: 20);

    public static TheoryData<string, Outcome> Matters => new(
        ("surface.token", Outcome.Broken), (Checks.EgressDenied, Outcome.Broken), ("kernel.bootId", Outcome.Broken), ("ephemeral.disk", Outcome.Broken),
        ("surface.token", Outcome.Inconclusive), (Checks.EgressAllowed, Outcome.Inconclusive), ("kernel.bootId", Outcome.Inconclusive), ("ephemeral.disk", Outcome.Inconclusive));

    [Theory]
    [MemberData(nameof(Matters))]
    public void It_says_which_property_on_which_node_what_was_seen_why_that_may_be_and_what_to_try(string check, Outcome outcome)
    {
        var run = Changed(Healthy, check, one => one.Place.Node != "node2" ? one
            : outcome == Outcome.Inconclusive ? one with { Seen = Seen.Nothing }
            : one with { Seen = one.Seen == Seen.Open ? Seen.Shut : Seen.Open, Evidence = one.Evidence with { What = "this was seen" } });
        var finding = Results.Of(run).Verdict.Findings().First();

        var blocks = Summary.Of(Results.Of(run)).Split(Environment.NewLine + Environment.NewLine);

        blocks[0].ShouldBe(outcome == Outcome.Broken
            ? $"The proof is broken: run {run.Id} of prod."
            : $"The proof is inconclusive, which is no success: run {run.Id} of prod.");
        blocks[1].Split(Environment.NewLine).ShouldBe(
        [
            $"{(outcome == Outcome.Broken ? "broken" : "inconclusive")}  {check}: {finding.Reason}",
            $"  where  {Places(run, finding)}",
            $"  cause  {finding.LikelyCause}",
            $"  try    {finding.Try}",
        ]);
        finding.Reason.ShouldContain(outcome == Outcome.Broken ? "this was seen" : "the probe gave no answer");
        blocks[1].ShouldContain("  where  node2 × kata-fc × ");
        (finding.LikelyCause.Length > 10 && finding.Try.Length > 10).ShouldBeTrue();
    }

    [Theory]
    [InlineData("a clock")]
    [InlineData("no start")]
    [InlineData("a budget")]
    public void What_concerns_no_one_place_names_it_all_the_same(string what)
    {
        var (run, names) = what switch
        {
            "a clock" => (Healthy with { Nodes = [.. Healthy.Nodes.Select(node => node with { ClockOffset = TimeSpan.FromSeconds(3) })] }, "the clock of node1"),
            "no start" => (Healthy with { ColdStarts = [.. Healthy.ColdStarts.Where(start => start.Place.Node != "node3")] }, "node3 × kata-fc × job"),
            _ => (ProofRuns.Healthy(runtimes: 1, starts: 20, slower: 9), "kata-fc, one after another, image present: p95"),
        };

        var summary = Summary.Of(Results.Of(run));

        summary.ShouldContain(names);
        summary.ShouldContain("  cause  ");
        summary.ShouldContain("  try    ");
    }

    [Fact]
    public void Where_everything_holds_that_is_all_it_says() => Summary.Of(Results.Of(Healthy)).Split(Environment.NewLine).ShouldBe(
        [$"The proof holds: run {Healthy.Id} of prod.", "", "cold starts  no earlier report of this stack and these nodes was there to compare with, so nothing is said of slower starts"]);

    [Fact]
    public void A_start_that_became_slower_stands_in_it_with_what_to_try()
    {
        var histories = new ProofHistories(5);
        var earlier = histories.Earlier(8);

        Summary.Of(Results.Of(histories.Run(8), earlier)).ShouldContain("cold starts  28 series compared with 8 earlier runs: none became slower");
        var slower = Summary.Of(Results.Of(histories.Run(9, slower: 3), earlier));
        slower.ShouldMatch(@"  slower kata-fc, one after another, image present: total \+\d+ % to [\d,]+ ms, .*sandbox created \+");
        slower.ShouldContain("  cause  ");
        slower.ShouldContain("  try    ");
    }

    [Fact]
    public void What_is_broken_stands_before_what_nobody_knows_and_of_many_findings_the_first()
    {
        var index = 0;
        var run = Changed(Changed(Healthy, "surface.token", one => one with { Seen = Seen.Nothing }),
            Checks.EgressDenied, one => one with { Seen = Seen.Open, Evidence = one.Evidence with { What = $"way out {index++}" } });

        var summary = Summary.Of(Results.Of(run));

        summary.ShouldNotContain("surface.token");
        summary.ShouldMatch(@"And \d+ more findings; the report has them all\.");
        summary.Split("broken  egress.denied").Length.ShouldBe(13);
    }

    private static ProofRun Changed(ProofRun run, string check, Func<Observation, Observation> change) =>
        run with { Observations = [.. run.Observations.Select(one => one.Check == check ? change(one) : one)] };

    private static string Places(ProofRun run, Finding finding) => FindingGroup.Of(Results.Of(run).Verdict.Findings()).Single(group => group.Sample.Reason == finding.Reason).Places(3);
}
