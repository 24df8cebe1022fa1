using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Prober.Tests.Smoke;

namespace Stratus.Prober.Tests.WarmPools;

/// <summary>Whole runs over a network of real packets, whose sandboxes are claimed from pools.</summary>
public sealed class ClaimTests : IAsyncDisposable
{
    private readonly EgressBed bed = new();

    public ValueTask DisposeAsync() => bed.DisposeAsync();

    [Fact]
    public async Task Claims_have_a_matrix_and_first_packets_of_their_own_and_are_timed_apart_from_cold_starts()
    {
        var result = await RunAsync([LaunchPath.Pod, LaunchPath.WarmPool], samples: 20);
        result.BrokenEgress().ShouldBeEmpty();
        result.Verdict.Findings().Where(finding => finding.Check.StartsWith("coldStart.") || finding.Check.StartsWith("egress.")).Select(finding => $"{finding.Place} {finding.Target} {finding.Reason}").ShouldBeEmpty(string.Join("\n", result.Said));
        var (claims, cold) = (result.Run.ColdStarts.Where(start => start.Condition.Warm).ToArray(), result.Run.ColdStarts.Where(start => !start.Condition.Warm).ToArray());
        claims.Length.ShouldBe(10);
        claims.ShouldAllBe(claim => claim.Place.LaunchPath == LaunchPath.WarmPool && claim.FirstInstruction > TimeSpan.Zero);
        cold.ShouldAllBe(start => start.Place.LaunchPath == LaunchPath.Pod);
        cold.Count(start => start.Condition == new Condition(1, ImagePresent: true)).ShouldBe(20);
        result.Run.Observations.Count(one => one is { Check: Checks.EgressFirstPacket, Place.LaunchPath: LaunchPath.WarmPool }).ShouldBe(10);
    }

    [Fact]
    public async Task A_sandbox_that_no_policy_selects_any_more_once_it_is_claimed_is_found()
    {
        var result = await RunAsync([LaunchPath.WarmPool], samples: 0, HandOutAsync);
        result.Targets(Checks.EgressDenied, Outcome.Broken).ShouldContain("internet-ipv4");
    }

    private async Task<SmokeResult> RunAsync(LaunchPath[] paths, int samples, Func<V1Pod, Task>? handingOut = null)
    {
        var plan = EgressBed.Small with
        {
            LaunchPaths = [.. paths],
            Samples = samples,
            FirstPackets = samples > 0 ? 10 : 1,
            Concurrency = samples > 0 ? 5 : 1,
            Budgets = [new(Runs.MicroVm.Name, new(1, ImagePresent: true), 95, TimeSpan.FromSeconds(30))],
        };
        await bed.PrepareAsync(plan);
        return await Runs.RunAsync(bed.Kubelet, plan, cluster =>
        {
            cluster.Pools.IsInstalled = true;
            cluster.Pools.HandingOut = handingOut ?? cluster.Pools.HandingOut;
        });
    }

    private Task HandOutAsync(V1Pod pod) => bed.Kubelet.Fabric!.RulesAsync(pod.Spec.NodeName, $"delete element inet policies confined4 {{ {pod.Status.PodIP} }}");
}
