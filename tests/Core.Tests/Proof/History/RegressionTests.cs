using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Core.Proof.History;
using Stratus.Tests.Shared;

namespace Stratus.Core.Tests.Proof.History;

public sealed class RegressionTests
{
    private static readonly ProofRun[] Earlier = new ProofHistories(1).Earlier(10);

    [Fact]
    public void What_became_much_slower_is_found_with_its_phase_and_nothing_else()
    {
        var slow = Regression.Find(new ProofHistories(2).Run(10, slower: 1.5), Earlier).Where(comparison => comparison.IsRegression).ToArray();

        slow.Select(comparison => (comparison.Series.RuntimeClass, comparison.Series.Phase))
            .ShouldBe([("kata-fc", Phase.SandboxCreated), ("kata-fc", Phase.Total)]);
        slow[0].Change.ShouldBeInRange(0.35, 0.65);
        slow[0].EarlierMedians.Length.ShouldBe(10);
        slow[0].P.ShouldBeLessThan(Regression.FalseAlarms);
    }

    [Fact]
    public void What_became_faster_is_no_regression() =>
        Regression.Find(new ProofHistories(2).Run(10, slower: 0.5), Earlier).ShouldNotContain(comparison => comparison.IsRegression);

    [Fact]
    public void Every_series_is_compared_whatever_comes_of_it() => Regression.Find(new ProofHistories(2).Run(10), Earlier).Length.ShouldBe(4 * 7);

    [Fact]
    public void With_too_few_earlier_runs_or_starts_nothing_is_compared()
    {
        var run = new ProofHistories(2).Run(10, slower: 3);

        Regression.Find(run, Earlier.Take(Regression.LeastRuns - 1)).ShouldBeEmpty();
        Regression.Find(run, Earlier.Take(Regression.LeastRuns)).ShouldNotBeEmpty();
        Regression.Find(new ProofHistories(2) { Starts = Regression.LeastStarts - 1 }.Run(10, slower: 3), Earlier).ShouldBeEmpty();
    }

    [Fact]
    public void Only_earlier_runs_of_the_same_stack_and_nodes_count_each_once_and_the_latest()
    {
        var run = new ProofHistories(2).Run(30);
        var other = Earlier[0] with { Id = "other stack", Stack = "dev" };
        var moved = Earlier[0] with { Id = "other nodes", Scope = Earlier[0].Scope with { Nodes = ["node1"] } };
        var later = Earlier[0] with { Id = "later", Started = run.Finished, Finished = run.Finished.AddMinutes(1) };

        Regression.Comparable(run, [run, other, moved, later, .. Earlier, Earlier[3]]).Select(one => one.Id).ShouldBe(Earlier.Select(one => one.Id));
        Regression.Comparable(run, new ProofHistories(3).Earlier(25)).Select(one => one.Id).ShouldBe(Enumerable.Range(5, 20).Select(day => $"day{day}"));
    }

    [Fact]
    public void A_change_that_stays_is_found_at_first_and_is_what_runs_are_compared_with_in_the_end()
    {
        var (histories, runs) = (new ProofHistories(4), new ProofHistories(1).Earlier(20).ToList());
        var found = Enumerable.Range(20, 20).Select(day =>
        {
            var run = histories.Run(day, slower: 1.5);
            runs.Add(run);
            return Regression.Find(run, runs[..^1]).Any(comparison => comparison.IsRegression);
        }).ToArray();

        found[0].ShouldBeTrue();
        // Of runs that are as slow as all others one in fifty may be called slower.
        found[^15..].Count(slower => slower).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void The_order_of_earlier_runs_does_not_matter()
    {
        var run = new ProofHistories(2).Run(10, slower: 1.2);

        Regression.Find(run, Earlier.Reverse()).Select(one => (one.Series, one.P)).ShouldBe(Regression.Find(run, Earlier).Select(one => (one.Series, one.P)));
    }

    [Fact]
    public void A_change_that_is_certain_and_nobody_notices_is_none()
    {
        // Medians of a few milliseconds that doubled: below the least time.
        static ProofRun Quick(ProofRun run, int factor) => run with
        {
            ColdStarts = [.. run.ColdStarts.Select((start, index) => start with
            {
                Admitted = null, Scheduled = null, Pulled = null, SandboxCreated = null, GuestBooted = null,
                FirstInstruction = TimeSpan.FromMicroseconds(factor * (3000 + index % 7)),
            })],
        };

        var comparisons = Regression.Find(Quick(new ProofHistories(2).Run(10), 2), Earlier.Select(run => Quick(run, 1)));

        comparisons.ShouldAllBe(comparison => comparison.P < Regression.FalseAlarms && !comparison.IsRegression);
        Regression.Find(Quick(new ProofHistories(2).Run(10), 20), Earlier.Select(run => Quick(run, 1))).ShouldAllBe(comparison => comparison.IsRegression);
    }
}
