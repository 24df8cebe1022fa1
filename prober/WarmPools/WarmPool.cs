using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Core.Sandboxes;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.WarmPools;

/// <summary>
/// A pool of one sandbox, which agent-sandbox starts, hands out to a claim and replaces. The template leaves policies to the stack: one that lets the
/// controller manage them has the internet opened.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="run">The run.</param>
/// <param name="anchor">What template, pool and claims are owned by.</param>
/// <param name="sandbox">The sandbox as a pod; its name is the pool's.</param>
internal sealed class WarmPool(IKubernetes cluster, SmokeRun run, Anchor anchor, V1Pod sandbox)
{
    // Claims take some tenths of a second: what is read rarely would be timed by that.
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(20);

    private readonly PoolObjects objects = new(cluster, run);
    private string complaint = "";

    /// <summary>Its name.</summary>
    public string Name => sandbox.Name();

    /// <summary>Makes it, and waits until a sandbox is ready to be claimed; the pods that wait, by their uids.</summary>
    public async Task<IReadOnlySet<string>> OpenAsync(CancellationToken cancellation)
    {
        complaint = "no sandbox of the pool became ready: is the controller of agent-sandbox running, with --extensions, and does admission let its pods start?";
        await objects.CreateAsync(AgentSandbox.Templates, "SandboxTemplate", Metadata(Name), new
        {
            podTemplate = new { metadata = new { labels = sandbox.Metadata.Labels }, spec = sandbox.Spec },
            networkPolicyManagement = "Unmanaged",
        }, cancellation);
        await objects.CreateAsync(AgentSandbox.Pools, "SandboxWarmPool", Metadata(Name), new { replicas = 1, sandboxTemplateRef = new { name = Name } }, cancellation);
        return await ReadyAsync(cancellation);
    }

    /// <summary>Claims a sandbox and waits until it is handed out.</summary>
    /// <param name="claim">The claim's name.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="WarmPoolException">What was handed out had not been waiting in the pool.</exception>
    public async Task<V1Pod> ClaimAsync(string claim, CancellationToken cancellation)
    {
        var waiting = await ReadyAsync(cancellation);
        await BeginClaimAsync(claim, cancellation);
        return await EndClaimAsync(claim, waiting, cancellation);
    }

    /// <summary>Makes a claim: one call, for what more took time would be timed too.</summary>
    public Task BeginClaimAsync(string claim, CancellationToken cancellation)
    {
        complaint = "the claim was not answered";
        return objects.CreateAsync(AgentSandbox.Claims, "SandboxClaim", Metadata(claim), new { warmPoolRef = new { name = Name } }, cancellation);
    }

    /// <summary>Waits until a claim has its sandbox; its pod.</summary>
    /// <param name="claim">The claim's name.</param>
    /// <param name="waiting">The pods that were waiting in the pool.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="WarmPoolException">What was handed out had not been waiting in the pool.</exception>
    public async Task<V1Pod> EndClaimAsync(string claim, IReadOnlySet<string> waiting, CancellationToken cancellation)
    {
        while (true)
        {
            var status = await objects.ReadAsync(AgentSandbox.Claims, claim, cancellation);
            if (status is { IsReady: true })
            {
                var pod = await Throttling.InsistAsync(
                    token => cluster.CoreV1.ReadNamespacedPodAsync(status.Sandbox!.Name, run.Plan.SandboxNamespace, cancellationToken: token), cancellation);
                // Whoever finds a pool empty is given one that is started for him: what that shows is shown by pods already.
                return waiting.Contains(pod.Uid()) ? pod : throw new WarmPoolException($"{pod.Name()} was started for the claim, and had not been waiting in the pool");
            }
            if (status?.Complaint is { Length: > 0 } said) complaint = said;
            await Task.Delay(Again, cancellation);
        }
    }

    private async Task<IReadOnlySet<string>> ReadyAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if ((await objects.ReadAsync(AgentSandbox.Pools, Name, cancellation))?.ReadyReplicas > 0)
            {
                var pods = await Throttling.InsistAsync(
                    token => cluster.CoreV1.ListNamespacedPodAsync(run.Plan.SandboxNamespace, labelSelector: run.Selector, cancellationToken: token), cancellation);
                var waiting = pods.Items.Where(pod => pod.Name().StartsWith($"{Name}-", StringComparison.Ordinal) && pod.Status?.Phase == "Running").Select(pod => pod.Uid()).ToHashSet();
                if (waiting.Count > 0) return waiting;
            }
            await Task.Delay(run.Plan.Interval, cancellation);
        }
    }

    /// <summary>Gives a sandbox back, and waits for some time until it is gone: one that stays is about to be handed out again.</summary>
    public async Task ReleaseAsync(string claim, V1Pod pod, TimeSpan patience, CancellationToken cancellation)
    {
        await objects.DeleteAsync(AgentSandbox.Claims, claim, cancellation);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(patience);
        try
        {
            while ((await Throttling.InsistAsync(token => cluster.CoreV1.ReadNamespacedPodAsync(pod.Name(), pod.Namespace(), cancellationToken: token), deadline.Token)).Uid() == pod.Uid())
                await Task.Delay(run.Plan.Interval, deadline.Token);
        }
        catch (HttpOperationException gone) when (gone.Response.StatusCode == HttpStatusCode.NotFound)
        {
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }
    }

    /// <summary>Takes it away, with whatever nobody has claimed.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        await objects.DeleteAsync(AgentSandbox.Pools, Name, cancellation);
        await objects.DeleteAsync(AgentSandbox.Templates, Name, cancellation);
    }

    /// <summary>What went wrong, in words; null where it is nothing that a pool can be at fault for.</summary>
    public string? Because(Exception failure, CancellationToken cancellation) => failure switch
    {
        HttpOperationException refusal => $"{refusal.Response.StatusCode}: {refusal.Response.Content}",
        WarmPoolException => failure.Message,
        OperationCanceledException when !cancellation.IsCancellationRequested => complaint,
        _ => null,
    };

    private V1ObjectMeta Metadata(string name) => anchor.Hold(new V1ObjectMeta { Name = name, NamespaceProperty = run.Plan.SandboxNamespace, Labels = ProbePod.LabelsOf(run) });
}

/// <summary>A pool did not do what a warm pool is for.</summary>
/// <param name="message">What it did.</param>
internal sealed class WarmPoolException(string message) : Exception(message);
