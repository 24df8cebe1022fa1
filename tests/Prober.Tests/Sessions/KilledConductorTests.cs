using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Plans;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Smoke;

namespace Stratus.Prober.Tests.Sessions;

/// <summary>A conductor that is killed, whatever it was doing: of its run nothing stays, and the lease of the run before does.</summary>
public sealed class KilledConductorTests : IAsyncDisposable
{
    private const string Lease = $"{ProofNames.Namespace}/{ProofNames.Lease}";

    private static readonly SmokePlan Plan = EgressBed.Small with { LaunchPaths = [LaunchPath.Job, LaunchPath.Pod] };

    private readonly EgressBed bed = new();
    private readonly SmokeFolder folder = new();

    public async ValueTask DisposeAsync()
    {
        await bed.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("starting", "-target")]
    [InlineData("looking", "-0-x7k2q")]
    [InlineData("claiming", "-2-")]
    [InlineData("limits", "-processes-")]
    [InlineData("timing", "-start-")]
    public async Task Nothing_of_its_run_is_left_once_the_cluster_has_taken_away_what_nobody_owns(string phase, string pod)
    {
        var plan = Plan with { TriesLimits = phase == "limits" };
        await bed.PrepareAsync(plan);
        await using var cluster = await StandInCluster.StartAsync(bed.Kubelet);
        cluster.Pools.IsInstalled = true;
        var before = new V1ConfigMap { Metadata = new() { Name = ProofNames.Lease }, Data = new Dictionary<string, string> { ["validUntil"] = "2026-09-02T08:00:00Z" } };
        cluster.ConfigMaps[Lease] = before;
        using var process = folder.Smoke(cluster.Url, plan);

        while (!cluster.Pods.Any(one => one.Name().Contains(pod) && one.Status?.Phase == "Running"))
        {
            process.HasExited.ShouldBeFalse();
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        cluster.Objects.ShouldNotBeEmpty();
        // What it had asked for last may still be on its way.
        for (var patience = 50; cluster.Objects.Any() && patience > 0; patience--)
        {
            cluster.Collect();
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        cluster.Objects.ShouldBeEmpty();
        cluster.ConfigMaps.ShouldHaveSingleItem().Value.ShouldBeSameAs(before);
    }
}
