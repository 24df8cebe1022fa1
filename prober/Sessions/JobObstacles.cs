using System.Diagnostics;
using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Stratus.Prober.Sessions;

/// <summary>What keeps a Job's pod from being made, from a node, and from starting there: each thing is said once.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="space">The Job's namespace.</param>
/// <param name="name">Its name.</param>
/// <param name="patience">How long its pod may take to be made.</param>
/// <param name="say">Is told each line.</param>
internal sealed class JobObstacles(IKubernetes cluster, string space, string name, TimeSpan patience, Action<string> say)
{
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private readonly Stopwatch waited = Stopwatch.StartNew();
    private bool wasMade;

    /// <summary>Looks at the Job's pod.</summary>
    public void Look(V1Pod pod)
    {
        wasMade = true;
        if (pod.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "PodScheduled", Status: "False", Reason: "Unschedulable" }) is { } unscheduled)
            Tell(unscheduled.Message ?? "", $"{pod.Name()} finds no node: {unscheduled.Message}");
        var waiting = (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? [])
            .Select(container => container.State?.Waiting).FirstOrDefault(state => state?.Message is not null);
        // Of a reason the words may change with each try.
        if (waiting is not null) Tell(waiting.Reason, $"{pod.Name()} waits: {waiting.Reason}: {waiting.Message}");
    }

    /// <summary>Looks why there is no pod; one that was made and is gone has the Job fail.</summary>
    public async Task LookForPodAsync(CancellationToken cancellation)
    {
        if (wasMade || waited.Elapsed < patience) return;
        var refusal = await RefusalAsync(cancellation);
        var why = refusal is null ? "" : $": {refusal.Reason}: {refusal.Message}";
        Tell(refusal?.Reason ?? "", $"the Job {space}/{name} has no pod yet{why}; see: kubectl describe job {name} -n {space}");
    }

    // An administrator, who a stack's kubeconfig is, may read events. Whoever else may wait need not.
    private async Task<Corev1Event?> RefusalAsync(CancellationToken cancellation)
    {
        try
        {
            var events = await cluster.CoreV1.ListNamespacedEventAsync(space, fieldSelector: $"involvedObject.kind=Job,involvedObject.name={name}", cancellationToken: cancellation);
            return events.Items.LastOrDefault(happened => happened.Type == "Warning");
        }
        catch (HttpOperationException closed) when (closed.Response.StatusCode == HttpStatusCode.Forbidden)
        {
            return null;
        }
    }

    private void Tell(string what, string line)
    {
        if (told.Add(what)) say(line);
    }
}
