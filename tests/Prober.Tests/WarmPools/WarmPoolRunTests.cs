using Stratus.Core.Proof;
using Stratus.Core.Proof.Rights;
using Stratus.Core.Sandboxes;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Sandboxes;
using Stratus.Prober.Tests.Smoke;

namespace Stratus.Prober.Tests.WarmPools;

/// <summary>Whole runs over sandboxes that are claimed from pools, by gVisor.</summary>
public sealed class WarmPoolRunTests : IAsyncDisposable
{
    private readonly Kubelet kubelet = new() { Handlers = { ["gvisor"] = Runtime.GVisor } };

    public WarmPoolRunTests() => Requirements.SkipWithoutGVisor();

    public ValueTask DisposeAsync() => kubelet.DisposeAsync();

    [Fact]
    public async Task What_is_claimed_is_looked_at_like_any_other_sandbox_and_holds()
    {
        var result = await RunAsync(_ => { });
        var looked = result.Outcomes.Where(check => !check.Key.StartsWith("egress.")).ToDictionary();
        looked.Where(check => check.Value != Outcome.Holds).ShouldBeEmpty(string.Join('\n', result.Said));
        looked.Keys.ShouldBe(["kernel.release", "kernel.clock", "kernel.class", "ephemeral.disk", "ephemeral.memory", "ephemeral.writable",
            "surface.token", "surface.devices", "surface.cgroups"], ignoreOrder: true);
        result.Run.Observations.ShouldAllBe(one => one.Place.LaunchPath == LaunchPath.WarmPool);
    }

    [Fact]
    public async Task A_sandbox_that_goes_back_into_the_pool_is_found()
    {
        var result = await RunAsync(pools => pools.Reuses = true);
        foreach (var check in (string[])["ephemeral.disk", "ephemeral.memory", "ephemeral.writable"]) result.Outcomes[check].ShouldBe(Outcome.Broken);
        result.Verdict.Findings().ShouldContain(finding => finding.Reason.Contains("the very sandbox that had been given out before"));
        result.Outcomes["kernel.class"].ShouldBe(Outcome.Holds);
    }

    [Fact]
    public async Task Runc_behind_a_pools_template_is_found()
    {
        kubelet.Handlers.Clear();
        (await RunAsync(_ => { })).Outcomes["kernel.class"].ShouldBe(Outcome.Broken);
    }

    [Fact]
    public async Task What_is_started_for_a_claim_says_nothing_of_pools()
    {
        var result = await RunAsync(pools => pools.IgnoresPools = true);
        result.Outcomes.Values.ShouldAllBe(outcome => outcome == Outcome.Inconclusive);
        result.Said.ShouldContain(line => line.Contains("was started for the claim"));
    }

    [Fact]
    public async Task A_pool_that_nobody_fills_is_inconclusive_and_says_where_to_look()
    {
        var result = await RunAsync(pools => pools.IsRunning = false, TimeSpan.FromSeconds(3));
        result.Outcomes.Values.ShouldAllBe(outcome => outcome == Outcome.Inconclusive);
        result.Said.ShouldContain(line => line.Contains("is the controller of agent-sandbox running"));
    }

    [Fact]
    public async Task Whoever_may_make_no_pools_is_told_and_leaves_nothing_all_the_same()
    {
        var result = await RunAsync(_ => { }, access: WithoutPools);
        result.Outcomes.Values.ShouldAllBe(outcome => outcome == Outcome.Inconclusive);
        result.Said.ShouldContain(line => line.Contains("sandboxtemplates.extensions.agents.x-k8s.io is forbidden"));
    }

    [Fact]
    public async Task A_cluster_without_pools_leaves_a_plan_that_declares_them_inconclusive()
    {
        var result = await RunAsync(pools => pools.IsInstalled = false);
        result.Outcomes.Values.ShouldAllBe(outcome => outcome == Outcome.Inconclusive);
    }

    private static ClusterAccess WithoutPools => new("nobody", ConductorRights.Over("sandboxes")
        .Select(role => role with { Rules = role.Rules.RemoveAll(rule => rule.Group == AgentSandbox.PoolsGroup) }));

    private Task<SmokeResult> RunAsync(Action<StandInPools> prepare, TimeSpan? patience = null, ClusterAccess? access = null)
    {
        var plan = Runs.Plan(Runs.GVisor) with { LaunchPaths = [LaunchPath.WarmPool] };
        return Runs.RunAsync(kubelet, plan with { PodTimeout = patience ?? plan.PodTimeout }, cluster =>
        {
            cluster.Pools.IsInstalled = true;
            cluster.Access = access ?? cluster.Access;
            prepare(cluster.Pools);
        });
    }
}
