using Stratus.Core.Proof;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Plans;
using Stratus.Prober.Sessions;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Smoke;
using Stratus.Tests.Shared;

namespace Stratus.Prober.Tests.Sessions;

/// <summary>What the end of a run does to the lease that stands in the cluster.</summary>
public sealed class LeaseSessionTests : IAsyncLifetime
{
    private static readonly ProofRun Holds = ProofRuns.Healthy(1, nodes: 2, runtimes: 2, starts: 20);
    private static readonly ProofRun Later = ProofRuns.Healthy(2, nodes: 2, runtimes: 2, starts: 20);

    private readonly Kubelet kubelet = new();
    private StandInCluster cluster = null!;

    public async ValueTask InitializeAsync() => cluster = await StandInCluster.StartAsync(kubelet);

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        await kubelet.DisposeAsync();
    }

    [Fact]
    public async Task A_run_that_holds_covers_its_nodes_and_RuntimeClasses_for_as_long_as_the_plan_says()
    {
        await EndAsync(Holds);

        var lease = Lease;
        lease.Nodes.ShouldBe(["node1", "node2"]);
        lease.RuntimeClasses.ShouldBe(["kata-clh", "kata-fc"]);
        lease.ValidUntil.ShouldBe(Holds.Finished.AddHours(2));
        lease.Run.ShouldBe(Holds.Id);
        (lease.StackSha256, lease.Started).ShouldBe(("5e1f", Holds.Started));
    }

    [Fact]
    public async Task The_next_one_renews_it()
    {
        await EndAsync(Holds);
        await EndAsync(Later);

        (Lease.Run, Lease.ValidUntil).ShouldBe((Later.Id, Later.Finished.AddHours(2)));
        Lease.Nodes.ShouldBe(["node1", "node2"]);
        cluster.ConfigMaps.Keys.Count(name => name.Contains("stratus-smoke-report-")).ShouldBe(2);
    }

    [Theory]
    [InlineData(Seen.Open)]
    [InlineData(Seen.Nothing)]
    public async Task One_that_does_not_hold_in_a_place_takes_its_node_and_RuntimeClass_away_at_once_whatever_was_proven_before(Seen seen)
    {
        await EndAsync(Holds);
        await EndAsync(Later.Changed("surface.token", one => one with { Seen = seen }));

        Lease.Run.ShouldBe(Later.Id);
        Lease.Nodes.ShouldBe(["node2"]);
        Lease.RuntimeClasses.ShouldBe(["kata-clh"]);
    }

    [Fact]
    public async Task One_in_which_only_starts_were_slow_renews_it()
    {
        await EndAsync(Holds);
        await EndAsync(ProofRuns.Healthy(2, nodes: 2, runtimes: 2, starts: 20, slower: 9));

        (Lease.Run, Lease.Nodes.Length).ShouldBe((Later.Id, 2));
    }

    [Fact]
    public async Task One_that_began_earlier_and_ends_later_opens_nothing_and_says_so()
    {
        await EndAsync(Later.Changed("surface.token", one => one with { Seen = Seen.Open }));
        var before = Lease;

        await EndAsync(Holds);

        Lease.ToData().ShouldBe(before.ToData());
        said.ShouldContain(line => line.StartsWith($"the lease rests on run {Later.Id}, which began later", StringComparison.Ordinal) && line.Contains("this run adds nothing to it"));
    }

    [Fact]
    public async Task One_that_began_earlier_takes_away_what_it_saw_not_to_hold()
    {
        await EndAsync(Later);
        await EndAsync(Holds.Changed("surface.token", one => one with { Seen = Seen.Open }));

        (Lease.Run, string.Join(' ', Lease.Nodes), string.Join(' ', Lease.RuntimeClasses)).ShouldBe((Later.Id, "node2", "kata-clh"));
    }

    [Fact]
    public async Task One_that_writes_at_the_same_time_as_another_looks_at_what_that_one_wrote()
    {
        await new LeaseKeeper(cluster.Client, Plan, settling: TimeSpan.Zero).PutShutAsync(TestContext.Current.CancellationToken);
        var calls = 0;
        // Between the first call, which reads, and the second, which writes.
        cluster.IsBusy = _ =>
        {
            if (Interlocked.Increment(ref calls) == 2) Put(ProofLease.Shut with { Run = Later.Id, Started = Later.Started, StackSha256 = "5e1f" }, "another");
            return false;
        };

        (await Session.KeepAsync(Plan, Results.Of(Holds), TestContext.Current.CancellationToken)).ShouldBeNull();

        Lease.Run.ShouldBe(Later.Id);
        Lease.Nodes.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_whose_plan_names_no_stack_says_that_nothing_starts_by_it()
    {
        await EndAsync(Holds, Plan with { StackDigest = "" });

        said.ShouldContain(line => line.Contains("the plan does not say which stack it vouches for"));
    }

    [Fact]
    public async Task One_that_never_ended_leaves_the_older_as_it_is()
    {
        await EndAsync(Holds);
        var before = Lease;
        cluster.ConfigMaps.Remove($"stratus-smoke/stratus-smoke-report-{Holds.Id}");
        // It says that its node is gone, and is called off.
        kubelet.Nodes = [];
        using var end = new CancellationTokenSource();
        var run = new SmokeSession(cluster.Client, _ => end.Cancel()).RunAsync(Runs.Plan(Runs.MicroVm), ProofKeys.Other, end.Token);

        await Should.ThrowAsync<OperationCanceledException>(() => run);

        Lease.ToData().ShouldBe(before.ToData());
    }

    private readonly List<string> said = [];

    private static SmokePlan Plan => Runs.Plan(Runs.MicroVm) with { Lease = TimeSpan.FromHours(2), StackDigest = "5e1f" };

    private SmokeSession Session => new(cluster.Client, said.Add);

    private ProofLease Lease => ProofLease.Read(cluster.ConfigMaps[$"stratus-smoke/{ProofNames.Lease}"].Data.ToDictionary())!;

    private void Put(ProofLease lease, string version) => cluster.ConfigMaps[$"stratus-smoke/{ProofNames.Lease}"] =
        new() { Metadata = new() { Name = ProofNames.Lease, ResourceVersion = version }, Data = lease.ToData().ToDictionary() };

    private async Task EndAsync(ProofRun run, SmokePlan? other = null)
    {
        var plan = other ?? Plan;
        await new LeaseKeeper(cluster.Client, plan, settling: TimeSpan.Zero).PutShutAsync(TestContext.Current.CancellationToken);
        (await Session.KeepAsync(plan, Results.Of(run), TestContext.Current.CancellationToken)).ShouldBeNull();
    }
}
