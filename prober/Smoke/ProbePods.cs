using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Smoke;

/// <summary>Runs probes as pods, and takes all of them away again.</summary>
internal sealed class ProbePods(IKubernetes cluster, SmokeRun run, Action<string> progress)
{
    /// <summary>What the probe in a pod said; an empty log where it never ran, or was refused.</summary>
    public async Task<ProbeLog> RunAsync(V1Pod pod, string token, CancellationToken cancellation)
    {
        var name = $"{pod.Namespace()}/{pod.Name()}";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(run.Plan.PodTimeout);
        try
        {
            await cluster.CoreV1.CreateNamespacedPodAsync(pod, pod.Namespace(), cancellationToken: deadline.Token);
            if (!await HasEndedAsync(pod, deadline.Token)) progress($"{name} failed");
            using var log = new StreamReader(await cluster.CoreV1.ReadNamespacedPodLogAsync(pod.Name(), pod.Namespace(), cancellationToken: deadline.Token));
            return ProbeLog.Parse(await log.ReadToEndAsync(deadline.Token), token);
        }
        catch (HttpOperationException refusal)
        {
            // What admission refuses, and what the API server cannot do, is no leak, and no proof either.
            progress($"{name}: {refusal.Response.StatusCode}: {Message(refusal)}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            progress($"{name} did not end within {run.Plan.PodTimeout.TotalSeconds:0} s");
        }
        return ProbeLog.Parse("", token);
    }

    /// <summary>Takes a pod away and waits until its name is free.</summary>
    public async Task RemoveAsync(V1Pod pod, CancellationToken cancellation)
    {
        try
        {
            await cluster.CoreV1.DeleteNamespacedPodAsync(pod.Name(), pod.Namespace(), gracePeriodSeconds: 0, cancellationToken: cancellation);
            while (true)
            {
                await cluster.CoreV1.ReadNamespacedPodAsync(pod.Name(), pod.Namespace(), cancellationToken: cancellation);
                await Task.Delay(run.Plan.Interval, cancellation);
            }
        }
        catch (HttpOperationException gone) when (gone.Response.StatusCode == HttpStatusCode.NotFound)
        {
        }
    }

    /// <summary>Takes every pod of the run away, also those whose creation was never answered.</summary>
    public async Task RemoveAllAsync(CancellationToken cancellation)
    {
        foreach (var space in (string[])[run.Plan.SandboxNamespace, run.Plan.ControlNamespace])
        {
            await cluster.CoreV1.DeleteCollectionNamespacedPodAsync(
                space, gracePeriodSeconds: 0, labelSelector: $"{ProbePod.RunLabel}={run.Id}", cancellationToken: cancellation);
        }
    }

    private async Task<bool> HasEndedAsync(V1Pod pod, CancellationToken cancellation)
    {
        while (true)
        {
            var now = await cluster.CoreV1.ReadNamespacedPodAsync(pod.Name(), pod.Namespace(), cancellationToken: cancellation);
            if (now.Status?.Phase is "Succeeded" or "Failed") return now.Status.Phase == "Succeeded";
            await Task.Delay(run.Plan.Interval, cancellation);
        }
    }

    private static string Message(HttpOperationException refusal) => refusal.Response.Content is { Length: > 0 } content
        ? content[..Math.Min(content.Length, 500)]
        : refusal.Message;
}
