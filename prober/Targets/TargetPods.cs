using System.Collections.Immutable;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.Targets;

/// <summary>Starts what answers, and finds where everything else is.</summary>
internal sealed class TargetPods(IKubernetes cluster, SmokeRun run, ProbePods pods, Anchor anchor, Action<string> progress)
{
    /// <summary>Starts all targets at once; those that do not come up are left out.</summary>
    /// <param name="nodes">The nodes, in the order of the plan.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Bearings> StartAsync(IReadOnlyList<V1Node> nodes, CancellationToken cancellation)
    {
        var same = AddressAsync(TargetPod.AmongSandboxes(run, nodes[0].Name()), cancellation);
        var other = AddressAsync(TargetPod.Elsewhere(run, nodes[0].Name()), cancellation);
        var answering = nodes.Select((node, number) => AddressAsync(TargetPod.OnNode(run, node.Name(), number), cancellation)).ToArray();
        var service = ServiceAsync(cancellation);
        var api = ApiServerAsync(cancellation);
        await Task.WhenAll([same, other, service, api, .. answering]);
        return new(await same, await other, await service, await api, nodes.Select(node => (Name: node.Name(), Address: Internal(node)))
            .Where(node => node.Address is not null).ToImmutableSortedDictionary(node => node.Name, node => node.Address!, StringComparer.Ordinal));
    }

    private async Task<string?> AddressAsync(V1Pod pod, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(run.Plan.PodTimeout);
        try
        {
            return (await pods.ServeAsync(anchor.Hold(pod), TargetPod.Sign, deadline.Token)).Status.PodIP;
        }
        catch (Exception problem) when (problem is HttpOperationException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            progress($"the target {pod.Namespace()}/{pod.Name()} does not answer: {problem.Message}");
            return null;
        }
    }

    private async Task<string?> ServiceAsync(CancellationToken cancellation)
    {
        try
        {
            var service = await Throttling.WaitAsync(token =>
                cluster.CoreV1.CreateNamespacedServiceAsync(anchor.Hold(TargetPod.Service(run)), run.Plan.ControlNamespace, cancellationToken: token), cancellation);
            return service.Spec.ClusterIP;
        }
        catch (HttpOperationException problem)
        {
            progress($"no Service could be made: {problem.Message}");
            return null;
        }
    }

    private async Task<string?> ApiServerAsync(CancellationToken cancellation)
    {
        try
        {
            return (await Throttling.InsistAsync(token => cluster.CoreV1.ReadNamespacedServiceAsync("kubernetes", "default", cancellationToken: token), cancellation)).Spec.ClusterIP;
        }
        catch (HttpOperationException problem)
        {
            progress($"the API's Service could not be read: {problem.Message}");
            return null;
        }
    }

    private static string? Internal(V1Node node) => node.Status.Addresses?.FirstOrDefault(address => address.Type == "InternalIP")?.Address;
}
