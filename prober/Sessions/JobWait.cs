using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Stratus.Prober.Sessions;

/// <summary>Waits for a Job to end, passing on what its pod says, and what keeps it from starting.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="space">The Job's namespace.</param>
/// <param name="name">Its name.</param>
/// <param name="say">Is told each line.</param>
public sealed class JobWait(IKubernetes cluster, string space, string name, Action<string> say)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private int told;
    private string obstacle = "";

    /// <summary>Whether the Job ended well; false also when the time is up.</summary>
    public async Task<bool> HoldsAsync(TimeSpan most, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(most);
        try
        {
            while (true)
            {
                var job = await cluster.BatchV1.ReadNamespacedJobAsync(name, space, cancellationToken: deadline.Token);
                await ListenAsync(deadline.Token);
                if (job.Status?.Succeeded > 0) return true;
                if (job.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "Failed", Status: "True" }) is { } failed)
                {
                    say($"the Job {space}/{name} failed: {failed.Reason}: {failed.Message}");
                    return false;
                }
                await Task.Delay(Interval, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            say($"the Job {space}/{name} did not end within {most.TotalSeconds:0} s; see: kubectl describe job {name} -n {space}");
            return false;
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        var pods = await cluster.CoreV1.ListNamespacedPodAsync(space, labelSelector: $"batch.kubernetes.io/job-name={name}", cancellationToken: cancellation);
        if (pods.Items is not [.., var pod]) return;
        var waiting = (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? [])
            .Select(container => container.State?.Waiting).FirstOrDefault(state => state?.Message is not null);
        if (waiting is not null && waiting.Reason != obstacle) say($"{pod.Name()} waits: {obstacle = waiting.Reason}: {waiting.Message}");
        try
        {
            using var log = new StreamReader(await cluster.CoreV1.ReadNamespacedPodLogAsync(pod.Name(), space, cancellationToken: cancellation));
            var lines = (await log.ReadToEndAsync(cancellation)).Split('\n')[..^1];
            foreach (var line in lines.Skip(told)) say(line);
            told = Math.Max(told, lines.Length);
        }
        catch (HttpOperationException early) when (early.Response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound)
        {
            // It has not begun, or is gone already.
        }
    }
}
