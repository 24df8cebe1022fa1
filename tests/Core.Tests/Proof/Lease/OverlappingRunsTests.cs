using FsCheck.Xunit;
using Stratus.Core.Proof.Lease;

namespace Stratus.Core.Tests.Proof.Lease;

/// <summary>The Job of an up, the CronJob and <c>stratus smoke</c>, in whatever order they begin and end.</summary>
public sealed class OverlappingRunsTests
{
    private static readonly DateTimeOffset Morning = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly ProofLease Older = Lease("older", Morning, "node1 node2", "kata-clh kata-fc");
    private static readonly ProofLease Newer = Lease("newer", Morning.AddMilliseconds(1), "node1 node2", "kata-clh kata-fc");

    [Fact]
    public void Without_another_a_run_writes_what_it_covers() => Newer.Over(null).ShouldBe(Newer);

    [Fact]
    public void The_later_run_takes_the_place_of_the_earlier_whatever_that_one_covered()
    {
        Newer.Over(Older with { Nodes = [], RuntimeClasses = [] }).ShouldBe(Newer);
        Newer.Over(Older with { StackSha256 = "0" }).ShouldBe(Newer);
        Newer.Over(ProofLease.Shut).ShouldBe(Newer);
    }

    [Fact]
    public void The_earlier_run_does_not_open_what_the_later_saw_not_to_hold_however_late_it_ends()
    {
        var there = Newer with { Nodes = ["node2"], RuntimeClasses = ["kata-clh"], ValidUntil = Morning.AddHours(1) };

        var lease = Older.Over(there);

        (lease.Run, lease.ValidUntil).ShouldBe(("newer", Morning.AddHours(1)));
        lease.ToData().ShouldBe(there.ToData());
    }

    [Fact]
    public void It_takes_away_what_it_saw_not_to_hold_itself()
    {
        var lease = (Older with { Nodes = ["node1"], RuntimeClasses = ["kata-fc"] }).Over(Newer);

        (string.Join(' ', lease.Nodes), string.Join(' ', lease.RuntimeClasses), lease.ValidUntil).ShouldBe(("node1", "kata-fc", Newer.ValidUntil));
        (lease.Run, lease.Started).ShouldBe(("newer", Newer.Started), "what began before that adds nothing either");
    }

    [Fact]
    public void Nothing_in_common_is_nothing_at_all()
    {
        var lease = (Older with { Nodes = ["node3"] }).Over(Newer);

        lease.Nodes.Concat(lease.RuntimeClasses).ShouldBeEmpty();
    }

    [Fact]
    public void What_an_earlier_run_saw_of_another_stack_has_no_say() => (Older with { Nodes = [], StackSha256 = "0" }).Over(Newer).ShouldBe(Newer);

    [Fact]
    public void Of_two_that_began_at_once_neither_adds_to_the_other_and_each_may_write_twice()
    {
        var twin = Newer with { Run = "twin", Nodes = ["node1"] };

        Newer.Over(twin).Nodes.ShouldBe(["node1"]);
        Newer.Over(Newer with { Nodes = ["node1"] }).ShouldBe(Newer);
    }

    [Property(MaxTest = 300)]
    public bool Whatever_two_runs_saw_the_lease_covers_no_more_than_the_one_that_began_later(byte some, byte others, bool isOlderLast)
    {
        var (older, newer) = (Older with { Nodes = Nodes(some) }, Newer with { Nodes = Nodes(others) });
        var lease = isOlderLast ? older.Over(newer.Over(null)) : newer.Over(older.Over(null));
        return lease.Nodes.All(newer.Nodes.Contains) && lease.ValidUntil <= newer.ValidUntil && lease.Started == newer.Started;
    }

    private static System.Collections.Immutable.ImmutableArray<string> Nodes(byte bits) => [.. Enumerable.Range(0, 8).Where(bit => (bits >> bit & 1) == 1).Select(bit => $"node{bit}")];

    private static ProofLease Lease(string run, DateTimeOffset started, string nodes, string classes) => new()
    {
        ValidUntil = Morning.AddDays(1),
        RuntimeClasses = [.. classes.Split(' ')],
        Nodes = [.. nodes.Split(' ')],
        StackSha256 = "5e1f",
        Run = run,
        ReportSha256 = "abc",
        Started = started,
    };
}
