using FsCheck;
using FsCheck.Xunit;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Lease;
using Stratus.Tests.Shared;
using Outcome = Stratus.Core.Proof.Outcome;

namespace Stratus.Core.Tests.Proof.Lease;

/// <summary>How far a run lets sandboxes start.</summary>
public sealed class ProofLeaseTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly ProofRun Healthy = ProofRuns.Healthy(nodes: 2, runtimes: 2, starts: 20);

    [Fact]
    public void A_run_in_which_all_holds_covers_what_it_declares_from_its_end_on()
    {
        var lease = Of(Healthy);

        lease.Nodes.ShouldBe(["node1", "node2"]);
        lease.RuntimeClasses.ShouldBe(["kata-clh", "kata-fc"]);
        lease.ValidUntil.ShouldBe(Healthy.Finished + Day);
        (lease.Run, lease.ReportSha256, lease.StackSha256).ShouldBe((Healthy.Id, "abc", "5e1f"));
        lease.Started.ShouldBe(Healthy.Started);
    }

    [Fact]
    public void A_leak_takes_away_its_node_and_its_RuntimeClass()
    {
        var lease = Of(Healthy.Changed("kernel.bootId", one => one with { Seen = Seen.Open }));

        lease.Nodes.ShouldBe(["node2"]);
        lease.RuntimeClasses.ShouldBe(["kata-clh"]);
    }

    [Fact]
    public void What_was_not_looked_at_is_not_covered()
    {
        var lease = Of(Healthy with { Observations = [.. Healthy.Observations.Where(one => one.Place.Node != "node2" || one.Place.RuntimeClass != "kata-fc")] });

        (lease.Nodes, lease.RuntimeClasses).ShouldSatisfyAllConditions(
            covered => covered.Nodes.ShouldBe(["node1"]), covered => covered.RuntimeClasses.ShouldBe(["kata-clh"]));
    }

    [Fact]
    public void What_holds_nowhere_in_particular_takes_everything_away()
    {
        var lease = Of(Healthy with { Scope = Healthy.Scope with { Absent = [] } });

        lease.Nodes.ShouldBeEmpty();
        lease.RuntimeClasses.ShouldBeEmpty();
    }

    [Fact]
    public void A_verdict_that_says_nothing_covers_nothing() =>
        ProofLease.Of(Healthy, new(Outcome.Holds, []), Day, "abc", "5e1f").Nodes.ShouldBeEmpty();

    [Fact]
    public void A_slow_sandbox_is_no_less_shut() =>
        Of(ProofRuns.Healthy(nodes: 2, runtimes: 2, starts: 1, slower: 50)).Nodes.ShouldBe(["node1", "node2"]);

    [Fact]
    public void A_lease_is_read_as_it_was_written()
    {
        foreach (var lease in new[] { Of(Healthy), ProofLease.Shut })
        {
            var read = ProofLease.Read(lease.ToData()).ShouldNotBeNull();
            read.ToData().ShouldBe(lease.ToData());
            read.ValidUntil.ShouldBe(lease.ValidUntil);
        }
    }

    [Fact]
    public void One_that_was_written_before_there_was_more_to_say_vouches_for_no_stack_and_any_run_renews_it()
    {
        var read = ProofLease.Read(Of(Healthy).ToData().Remove("stackSha256").Remove("started")).ShouldNotBeNull();

        (read.StackSha256, read.Started).ShouldBe(("", DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void What_is_no_lease_is_not_read()
    {
        ProofLease.Read(null).ShouldBeNull();
        ProofLease.Read(ProofLease.Shut.ToData().Remove("nodes")).ShouldBeNull();
        ProofLease.Read(ProofLease.Shut.ToData().SetItem("validUntil", "tomorrow")).ShouldBeNull();
    }

    [Property(MaxTest = 200, Arbitrary = [typeof(JudgeAlgebraTests)])]
    public bool Worse_evidence_never_covers_more(ProofRun run, NonNegativeInt where, int how)
    {
        var index = where.Get % run.Observations.Length;
        var one = run.Observations[index];
        // A doubled observation of a leak, a probe without an answer, one whose control is gone.
        var worse = run with
        {
            Observations = (how % 3) switch
            {
                0 => run.Observations.Add(one with { Seen = Checks.Find(one.Check)!.Must == Seen.Open ? Seen.Shut : Seen.Open }),
                1 => run.Observations.SetItem(index, one with { Seen = Seen.Nothing }),
                _ => run.Observations.SetItem(index, one with { Control = null }),
            },
        };
        return NeverMore(Of(run), Of(worse));
    }

    [Property(MaxTest = 200, Arbitrary = [typeof(JudgeAlgebraTests)])]
    public bool What_a_lease_covers_has_no_finding_that_does_not_hold(ProofRun run)
    {
        var lease = Of(run);
        return Judge.Of(run).Findings().Where(finding => Checks.Find(finding.Check)!.Property != Core.Proof.Property.ColdStart)
            .All(finding => finding.Place is { } place && !lease.Nodes.Contains(place.Node) && !lease.RuntimeClasses.Contains(place.RuntimeClass));
    }

    private static ProofLease Of(ProofRun run) => ProofLease.Of(run, Judge.Of(run), Day, "abc", "5e1f");

    private static bool NeverMore(ProofLease before, ProofLease after) =>
        after.Nodes.All(before.Nodes.Contains) && after.RuntimeClasses.All(before.RuntimeClasses.Contains);
}
