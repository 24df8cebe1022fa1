using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Tests.Shared;

namespace Stratus.Core.Tests.Proof.ColdStarts;

public sealed class ColdStartJudgeTests
{
    private static readonly ProofRun Healthy = ProofRuns.Healthy(nodes: 1, runtimes: 1, starts: 20);

    [Theory]
    [InlineData(50, 10)]
    [InlineData(95, 19)]
    [InlineData(99, 20)]
    [InlineData(100, 20)]
    [InlineData(1, 1)]
    public void A_percentile_is_a_sample_by_nearest_rank(int percentile, int milliseconds)
    {
        var samples = Enumerable.Range(1, 20).Reverse().Select(number => TimeSpan.FromMilliseconds(number)).ToArray();

        Percentiles.Of(samples, percentile).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
        Should.Throw<ArgumentException>(() => Percentiles.Of([], percentile));
    }

    [Theory]
    [InlineData(50, 2)]
    [InlineData(95, 20)]
    [InlineData(99, 100)]
    [InlineData(100, 1)]
    public void A_percentile_takes_so_many_samples_that_one_is_expected_beyond_it(int percentile, int samples) =>
        Percentiles.Needed(percentile).ShouldBe(samples);

    [Fact]
    public void A_start_over_its_budget_is_broken_and_says_by_how_much()
    {
        var finding = Findings(Budget(100, TimeSpan.FromMilliseconds(10))).ShouldHaveSingleItem();

        finding.Outcome.ShouldBe(Outcome.Broken);
        finding.Reason.ShouldContain("kata-fc, one after another, image present: the slowest of 40 starts is");
        finding.Reason.ShouldEndWith("the budget 10 ms");
    }

    [Fact]
    public void A_percentile_that_the_samples_cannot_show_is_inconclusive()
    {
        var finding = Findings(Budget(99, TimeSpan.FromHours(1))).ShouldHaveSingleItem();

        finding.Outcome.ShouldBe(Outcome.Inconclusive);
        finding.Reason.ShouldContain("takes 100 starts");
        finding.Reason.ShouldEndWith("there are 40");
    }

    [Fact]
    public void Without_samples_or_a_budget_nothing_is_proven()
    {
        var none = Findings(Healthy with { ColdStarts = [] });
        none.ShouldAllBe(finding => finding.Outcome == Outcome.Inconclusive);
        none.ShouldContain(finding => finding.Reason == "no start was timed here" && finding.Place!.LaunchPath == LaunchPath.Pod);
        Findings(Healthy with { Scope = Healthy.Scope with { Budgets = [] } }).ShouldHaveSingleItem().Reason.ShouldBe("no budget is declared for kata-fc");
    }

    [Fact]
    public void A_budget_for_a_condition_that_was_not_timed_is_inconclusive()
    {
        var budget = new Budget("kata-fc", new(8, false), 50, TimeSpan.FromSeconds(9));

        Findings(Healthy with { Scope = Healthy.Scope with { Budgets = [budget] } }).ShouldHaveSingleItem()
            .Reason.ShouldContain("8 at once, image absent: p50 takes 2 starts");
    }

    [Theory]
    [InlineData(49, 1, Outcome.Holds)]
    [InlineData(-49, 1, Outcome.Holds)]
    [InlineData(49, 1.001, Outcome.Inconclusive)]
    [InlineData(3000, 0, Outcome.Inconclusive)]
    [InlineData(-3000, 0, Outcome.Inconclusive)]
    public void A_clock_may_be_off_by_50_ms_uncertainty_included(double offset, double uncertainty, Outcome outcome)
    {
        var node = Healthy.Nodes[0] with { ClockOffset = TimeSpan.FromMilliseconds(offset), ClockUncertainty = TimeSpan.FromMilliseconds(uncertainty) };

        Judge.Of(Healthy with { Nodes = [node] }).Outcome.ShouldBe(outcome);
    }

    [Fact]
    public void A_clock_that_was_not_measured_is_no_good_clock_and_its_slow_starts_break_nothing()
    {
        var run = Budget(100, TimeSpan.FromMilliseconds(10));

        var findings = Findings(run with { Nodes = [run.Nodes[0] with { ClockOffset = null }] });

        findings.ShouldAllBe(finding => finding.Outcome == Outcome.Inconclusive);
        findings.ShouldContain(finding => finding.Reason == "the clock of node1 was not measured");
        findings.ShouldContain(finding => finding.Reason.EndsWith("and there are 0"));
    }

    [Fact]
    public void A_start_that_never_came_to_its_first_instruction_is_inconclusive() =>
        Findings(First(start => start with { FirstInstruction = null })).ShouldHaveSingleItem().Reason.ShouldStartWith("1 of 20 starts never came");

    [Fact]
    public void Time_that_runs_backwards_is_refused() =>
        Findings(First(start => start with { Scheduled = TimeSpan.Zero })).ShouldHaveSingleItem().Reason.ShouldStartWith("in 1 of 20 starts a phase ended");

    [Fact]
    public void A_phase_that_was_not_seen_counts_for_the_next()
    {
        var start = Healthy.ColdStarts[0] with
        {
            Admitted = Ms(10),
            Scheduled = null,
            GuestBooted = null,
            SandboxCreated = Ms(100),
            Pulled = Ms(130),
            FirstInstruction = Ms(150),
        };

        Phases.Of(start).ShouldBe([(Phase.Admitted, Ms(10)), (Phase.SandboxCreated, Ms(90)), (Phase.Pulled, Ms(30)), (Phase.FirstInstruction, Ms(20)), (Phase.Total, Ms(150))]);
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static ProofRun Budget(int percentile, TimeSpan limit) =>
        Healthy with { Scope = Healthy.Scope with { Budgets = [new("kata-fc", ProofRuns.OneByOne, percentile, limit)] } };

    private static ProofRun First(Func<ColdStart, ColdStart> change) => Healthy with { ColdStarts = Healthy.ColdStarts.SetItem(0, change(Healthy.ColdStarts[0])) };

    private static Finding[] Findings(ProofRun run) => [.. Judge.Of(run).Findings()];
}
