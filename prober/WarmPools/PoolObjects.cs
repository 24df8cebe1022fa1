using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Sandboxes;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.WarmPools;

/// <summary>Templates, pools and claims among the sandboxes: what a run asks of agent-sandbox's API.</summary>
internal sealed class PoolObjects(IKubernetes cluster, SmokeRun run)
{
    // Claims first, for they hold sandboxes; then pools, which would make new ones.
    private static readonly string[] Resources = [AgentSandbox.Claims, AgentSandbox.Pools, AgentSandbox.Templates];

    /// <summary>A plan that looks at claims too where the cluster has agent-sandbox: without its API nobody can make one.</summary>
    /// <exception cref="HttpOperationException">The API server does not tell what it has.</exception>
    public static async Task<SmokePlan> DeclareAsync(IKubernetes cluster, SmokePlan plan, CancellationToken cancellation)
    {
        if (plan.LaunchPaths.Contains(LaunchPath.WarmPool)) return plan;
        var groups = await Throttling.InsistAsync(token => cluster.Apis.GetAPIVersionsAsync(token), cancellation);
        return groups.Groups.Any(group => group.Name == AgentSandbox.PoolsGroup) ? plan with { LaunchPaths = plan.LaunchPaths.Add(LaunchPath.WarmPool) } : plan;
    }

    /// <summary>Creates one.</summary>
    public Task CreateAsync(string resource, string kind, V1ObjectMeta metadata, object spec, CancellationToken cancellation) => Throttling.WaitAsync(
        token => cluster.CustomObjects.CreateNamespacedCustomObjectAsync(
            new Dictionary<string, object> { ["apiVersion"] = $"{AgentSandbox.PoolsGroup}/{AgentSandbox.Version}", ["kind"] = kind, ["metadata"] = metadata, ["spec"] = spec },
            AgentSandbox.PoolsGroup, AgentSandbox.Version, Space, resource, cancellationToken: token), cancellation);

    /// <summary>What its controller says of one; null: nothing yet.</summary>
    public async Task<PoolStatus?> ReadAsync(string resource, string name, CancellationToken cancellation) => (await Throttling.InsistAsync(
        token => cluster.CustomObjects.GetNamespacedCustomObjectAsync<PoolObject>(AgentSandbox.PoolsGroup, AgentSandbox.Version, Space, resource, name, token), cancellation)).Status;

    /// <summary>Takes one away; the controller's part of it goes with it.</summary>
    public async Task DeleteAsync(string resource, string name, CancellationToken cancellation)
    {
        try
        {
            await Throttling.InsistAsync(token => cluster.CustomObjects.DeleteNamespacedCustomObjectAsync(
                AgentSandbox.PoolsGroup, AgentSandbox.Version, Space, resource, name, propagationPolicy: "Background", cancellationToken: token), cancellation);
        }
        catch (HttpOperationException gone) when (gone.Response.StatusCode == HttpStatusCode.NotFound)
        {
        }
    }

    /// <summary>Takes all of the run away.</summary>
    public async Task DeleteAllAsync(CancellationToken cancellation)
    {
        foreach (var resource in Resources)
        {
            try
            {
                await Throttling.InsistAsync(token => cluster.CustomObjects.DeleteCollectionNamespacedCustomObjectAsync(
                    AgentSandbox.PoolsGroup, AgentSandbox.Version, Space, resource, labelSelector: run.Selector, propagationPolicy: "Background", cancellationToken: token), cancellation);
            }
            catch (HttpOperationException none) when (none.Response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
            {
                // A plan may declare what the cluster does not have, or what whoever runs it may not make: then there is nothing, and the rest has to be taken away all the same.
            }
        }
    }

    private string Space => run.Plan.SandboxNamespace;
}

/// <summary>As much of a pool or claim as a run reads.</summary>
/// <param name="Status">What its controller says.</param>
internal sealed record PoolObject(PoolStatus? Status);

/// <summary>What its controller says of a pool or claim.</summary>
/// <param name="ReadyReplicas">Of a pool: how many sandboxes are ready to be claimed.</param>
/// <param name="Conditions">Of a claim: how it stands.</param>
/// <param name="Sandbox">Of a claim: what was handed out.</param>
internal sealed record PoolStatus(int? ReadyReplicas, IReadOnlyList<V1Condition>? Conditions, HandedOut? Sandbox)
{
    /// <summary>Whether a claim has its sandbox, and that is ready.</summary>
    public bool IsReady => Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true && Sandbox?.Name is { Length: > 0 };

    /// <summary>Why it is not ready; empty: nothing was said.</summary>
    public string Complaint => Conditions?.FirstOrDefault(condition => condition is { Type: "Ready", Status: "False" }) is { } why ? $"{why.Reason}: {why.Message}" : "";
}

/// <summary>A sandbox that was handed out.</summary>
/// <param name="Name">Its name, which is also its pod's.</param>
internal sealed record HandedOut(string? Name);
