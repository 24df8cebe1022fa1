using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Stratus.Prober.Smoke;

/// <summary>Pods that a Job starts, as the stack's users start theirs.</summary>
internal sealed class ProbeJobs(IKubernetes cluster, SmokeRun run)
{
    /// <summary>Starts a Job of a pod's name around it; its pod, as soon as the Job's controller has made it.</summary>
    public async Task<V1Pod> StartAsync(V1Pod pod, CancellationToken cancellation)
    {
        var job = await Throttling.WaitAsync(token => cluster.BatchV1.CreateNamespacedJobAsync(Around(pod), pod.Namespace(), cancellationToken: token), cancellation);
        while (true)
        {
            if ((await PodsAsync(pod, cancellation)).FirstOrDefault(made => made.Metadata.OwnerReferences?.Any(owner => owner.Uid == job.Uid()) == true) is { } made) return made;
            await Task.Delay(run.Plan.Interval, cancellation);
        }
    }

    /// <summary>Takes the Job and its pod away, and waits until they are gone.</summary>
    public async Task RemoveAsync(V1Pod pod, CancellationToken cancellation)
    {
        try
        {
            await Throttling.InsistAsync(
                token => cluster.BatchV1.DeleteNamespacedJobAsync(pod.Name(), pod.Namespace(), propagationPolicy: "Background", cancellationToken: token), cancellation);
        }
        catch (HttpOperationException gone) when (gone.Response.StatusCode == HttpStatusCode.NotFound)
        {
        }
        while ((await PodsAsync(pod, cancellation)).Any()) await Task.Delay(run.Plan.Interval, cancellation);
    }

    // Anybody may put a label of Jobs on his pod, and name an owner; a name that begins as the proof's do only the conductor and the Jobs' controller give.
    private async Task<IEnumerable<V1Pod>> PodsAsync(V1Pod pod, CancellationToken cancellation) => (await Throttling.InsistAsync(
        token => cluster.CoreV1.ListNamespacedPodAsync(pod.Namespace(), labelSelector: $"batch.kubernetes.io/job-name={pod.Name()}", cancellationToken: token), cancellation))
        .Items.Where(made => made.Name().StartsWith($"{pod.Name()}-", StringComparison.Ordinal));

    /// <summary>The Job of a pod's name around it.</summary>
    public static V1Job Around(V1Pod pod) => new()
    {
        Metadata = pod.Metadata,
        Spec = new()
        {
            // A second try would be another sandbox.
            BackoffLimit = 0,
            ActiveDeadlineSeconds = pod.Spec.ActiveDeadlineSeconds,
            TtlSecondsAfterFinished = 300,
            Template = new() { Metadata = new() { Labels = pod.Metadata.Labels }, Spec = pod.Spec },
        },
    };
}
