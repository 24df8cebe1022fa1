using Stratus.Core.Proof;
using Stratus.Core.Proof.Lease;
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

    private SmokeSession Session => new(cluster.Client, _ => { });

    private ProofLease Lease => ProofLease.Read(cluster.ConfigMaps[$"stratus-smoke/{ProofNames.Lease}"].Data.ToDictionary())!;

    private async Task EndAsync(ProofRun run)
    {
        var plan = Runs.Plan(Runs.MicroVm) with { Lease = TimeSpan.FromHours(2) };
        await new LeaseKeeper(cluster.Client, plan, settling: TimeSpan.Zero).PutShutAsync(TestContext.Current.CancellationToken);
        (await Session.KeepAsync(plan, Results.Of(run), TestContext.Current.CancellationToken)).ShouldBeNull();
    }
}
