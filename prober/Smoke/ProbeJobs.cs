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
        await Throttling.WaitAsync(token => cluster.BatchV1.CreateNamespacedJobAsync(Around(pod), pod.Namespace(), cancellationToken: token), cancellation);
        while (true)
        {
            if ((await PodsAsync(pod, cancellation)).Items is [var made, ..]) return made;
            await Task.Delay(run.Plan.Interval, cancellation);
        }
    }

    /// <summary>Takes the Job and its pod away, and waits until they are gone.</summary>
    public async Task RemoveAsync(V1Pod pod, CancellationToken cancellation)
    {
        try
        {
            await Throttling.WaitAsync(
                token => cluster.BatchV1.DeleteNamespacedJobAsync(pod.Name(), pod.Namespace(), propagationPolicy: "Background", cancellationToken: token), cancellation);
        }
        catch (HttpOperationException gone) when (gone.Response.StatusCode == HttpStatusCode.NotFound)
        {
        }
        while ((await PodsAsync(pod, cancellation)).Items is { Count: > 0 }) await Task.Delay(run.Plan.Interval, cancellation);
    }

    private Task<V1PodList> PodsAsync(V1Pod pod, CancellationToken cancellation) => Throttling.WaitAsync(
        token => cluster.CoreV1.ListNamespacedPodAsync(pod.Namespace(), labelSelector: $"batch.kubernetes.io/job-name={pod.Name()}", cancellationToken: token), cancellation);

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
