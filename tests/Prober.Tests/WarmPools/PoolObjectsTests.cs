using Stratus.Core.Proof;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Smoke;
using Stratus.Prober.WarmPools;

namespace Stratus.Prober.Tests.WarmPools;

public sealed class PoolObjectsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_looks_at_claims_where_the_cluster_can_have_any(bool isInstalled)
    {
        await using var kubelet = new Kubelet();
        await using var cluster = await StandInCluster.StartAsync(kubelet);
        cluster.Pools.IsInstalled = isInstalled;

        var plan = await PoolObjects.DeclareAsync(cluster.Client, Runs.Plan(Runs.GVisor), TestContext.Current.CancellationToken);

        plan.LaunchPaths.ShouldBe(isInstalled ? [LaunchPath.Pod, LaunchPath.WarmPool] : [LaunchPath.Pod]);
    }
}
