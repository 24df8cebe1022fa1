using Stratus.Core.Proof;
using Stratus.Prober.Sessions;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Sessions;
using Stratus.Tests.Shared;

namespace Stratus.Prober.Tests.Smoke;

/// <summary>The conductor's rights, as the component gives them: enough for all that a run can do, and not one more.</summary>
public sealed class ConductorRightsTests : IAsyncDisposable
{
    private readonly EgressBed bed = new();

    public ValueTask DisposeAsync() => bed.DisposeAsync();

    [Fact]
    public async Task A_run_of_everything_is_refused_nothing_and_needs_every_right_that_there_is()
    {
        var plan = EgressBed.Small with { LaunchPaths = [LaunchPath.Job, LaunchPath.Pod], Samples = 1 };
        await bed.PrepareAsync(plan);
        await using var cluster = await StandInCluster.StartAsync(bed.Kubelet);
        cluster.Pools.IsInstalled = true;
        var access = cluster.Access = ClusterAccess.OfConductor(plan.SandboxNamespace);
        // As many as are kept: the oldest has to go.
        await EarlierRuns.KeepAsync(cluster, plan, ProofKeys.Signer, Enumerable.Range(1, 20).Select(EarlierRuns.Of));
        var session = new SmokeSession(cluster.HeldClient, _ => { });
        var result = await session.RunAsync(plan, ProofKeys.Signer, TestContext.Current.CancellationToken);
        (await session.KeepAsync(plan, result, TestContext.Current.CancellationToken)).ShouldBeNull();

        access.Refused.ShouldBeEmpty();
        access.Unused.ShouldBeEmpty();
        cluster.Objects.ShouldBeEmpty();
    }
}
