using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.ColdStarts;

/// <summary>The calls around a start: one each, for what more took time would be timed too.</summary>
internal sealed class StartPods(IKubernetes cluster, SmokeRun run)
{
    /// <summary>Creates a pod, or the Job that starts it.</summary>
    public Task CreateAsync(V1Pod pod, LaunchPath path, CancellationToken cancellation) => Throttling.WaitAsync<object>(async token => path == LaunchPath.Job
        ? await cluster.BatchV1.CreateNamespacedJobAsync(ProbeJobs.Around(pod), pod.Namespace(), cancellationToken: token)
        : await cluster.CoreV1.CreateNamespacedPodAsync(pod, pod.Namespace(), cancellationToken: token), cancellation);

    /// <summary>What a pod has said so far, each line after the time at which its node read it.</summary>
    public Task<string> LogAsync(string name, CancellationToken cancellation) => ProbePods.LogAsync(cluster, run.Plan.SandboxNamespace, name, cancellation);

    /// <summary>Takes a pod away, and its Job; what cannot be goes with all the others when the run ends.</summary>
    public async Task RemoveAsync(V1Pod pod, LaunchPath path, CancellationToken cancellation)
    {
        try
        {
            await Throttling.InsistAsync<object>(async token => path == LaunchPath.Job
                ? await cluster.BatchV1.DeleteNamespacedJobAsync(pod.Name(), pod.Namespace(), propagationPolicy: "Background", cancellationToken: token)
                : await cluster.CoreV1.DeleteNamespacedPodAsync(pod.Name(), pod.Namespace(), gracePeriodSeconds: 0, cancellationToken: token), cancellation);
        }
        catch (HttpOperationException)
        {
            // It was never there.
        }
    }
}
