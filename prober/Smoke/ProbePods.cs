using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Smoke;

/// <summary>Runs probes as pods, and takes all of them away again.</summary>
internal sealed class ProbePods(IKubernetes cluster, SmokeRun run, Action<string> progress)
{
    private readonly ProbeJobs jobs = new(cluster, run);

    /// <summary>What the probe in a pod said; an empty log where it never ran, or was refused.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="path">How it is started.</param>
    /// <param name="token">The name that the probe's records carry.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="patience">How long it may take. Default: as long as the plan has it.</param>
    public async Task<PodLog> RunAsync(V1Pod pod, LaunchPath path, string token, CancellationToken cancellation, TimeSpan? patience = null)
    {
        var name = $"{pod.Namespace()}/{pod.Name()}";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(patience ?? run.Plan.PodTimeout);
        try
        {
            var started = await StartAsync(pod, path, deadline.Token);
            name = $"{pod.Namespace()}/{started.Name()}";
            var ended = await EndAsync(started, deadline.Token);
            if (ended.Status.Phase != "Succeeded") progress($"{name} failed{Because(ended.Status)}");
            return new(name, ended.Spec.NodeName ?? "", ProbeLog.Parse(await LogAsync(ended, deadline.Token), token)) { Uid = ended.Uid() ?? "" };
        }
        catch (HttpOperationException refusal)
        {
            // What admission refuses, and what the API server cannot do, is no leak, and no proof either.
            progress($"{name}: {refusal.Response.StatusCode}: {Message(refusal)}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            progress($"{name} did not end within {(patience ?? run.Plan.PodTimeout).TotalSeconds:0} s");
        }
        return new(name, "", ProbeLog.Parse("", token));
    }

    /// <summary>Starts a pod that goes on, and waits until its log says so.</summary>
    /// <exception cref="OperationCanceledException">It did not say so in time.</exception>
    public async Task<V1Pod> ServeAsync(V1Pod pod, string sign, CancellationToken cancellation)
    {
        await CreateAsync(pod, cancellation);
        while (true)
        {
            var now = await ReadAsync(pod, cancellation);
            if (now.Status?.Phase == "Running" && now.Status.PodIP is not null && (await LogAsync(now, cancellation)).Contains(sign, StringComparison.Ordinal)) return now;
            if (now.Status?.Phase is "Failed" or "Succeeded") throw new OperationCanceledException($"{pod.Namespace()}/{pod.Name()} ended");
            await Task.Delay(run.Plan.Interval, cancellation);
        }
    }

    /// <summary>Takes a pod away, and the Job that started it, and waits until its name is free.</summary>
    public async Task RemoveAsync(V1Pod pod, LaunchPath path, CancellationToken cancellation)
    {
        if (path == LaunchPath.Job)
        {
            await jobs.RemoveAsync(pod, cancellation);
            return;
        }
        try
        {
            await Throttling.InsistAsync(
                token => cluster.CoreV1.DeleteNamespacedPodAsync(pod.Name(), pod.Namespace(), gracePeriodSeconds: 0, cancellationToken: token), cancellation);
            while (true)
            {
                await ReadAsync(pod, cancellation);
                await Task.Delay(run.Plan.Interval, cancellation);
            }
        }
        catch (HttpOperationException gone) when (gone.Response.StatusCode == HttpStatusCode.NotFound)
        {
        }
    }

    /// <summary>Starts a pod; the one that there is then, which a Job names.</summary>
    public async Task<V1Pod> StartAsync(V1Pod pod, LaunchPath path, CancellationToken cancellation) => path switch
    {
        LaunchPath.Pod => await CreateAsync(pod, cancellation),
        LaunchPath.Job => await jobs.StartAsync(pod, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(path), path, "who claims a sandbox does not start it"),
    };

    private async Task<V1Pod> EndAsync(V1Pod pod, CancellationToken cancellation)
    {
        while (true)
        {
            var now = await ReadAsync(pod, cancellation);
            if (now.Status?.Phase is "Succeeded" or "Failed") return now;
            await Task.Delay(run.Plan.Interval, cancellation);
        }
    }

    /// <summary>What a pod has said so far, each line after the time at which its node read it.</summary>
    public Task<string> LogAsync(V1Pod pod, CancellationToken cancellation) => LogAsync(cluster, pod.Namespace(), pod.Name(), cancellation);

    /// <summary>The same of the pod of a name.</summary>
    public static Task<string> LogAsync(IKubernetes cluster, string space, string name, CancellationToken cancellation) => Throttling.InsistAsync(async token =>
    {
        using var log = new StreamReader(await cluster.CoreV1.ReadNamespacedPodLogAsync(name, space, timestamps: true, cancellationToken: token));
        return await log.ReadToEndAsync(token);
    }, cancellation);

    private Task<V1Pod> CreateAsync(V1Pod pod, CancellationToken cancellation) =>
        Throttling.WaitAsync(token => cluster.CoreV1.CreateNamespacedPodAsync(pod, pod.Namespace(), cancellationToken: token), cancellation);

    /// <summary>A pod, as it is now.</summary>
    public Task<V1Pod> ReadAsync(V1Pod pod, CancellationToken cancellation) =>
        Throttling.InsistAsync(token => cluster.CoreV1.ReadNamespacedPodAsync(pod.Name(), pod.Namespace(), cancellationToken: token), cancellation);

    private static string Because(V1PodStatus status)
    {
        var container = status.ContainerStatuses?.FirstOrDefault()?.State?.Terminated;
        string?[] reasons = [status.Reason ?? container?.Reason, container is null ? null : $"exit code {container.ExitCode}", status.Message];
        return string.Join(", ", reasons.Where(reason => reason is { Length: > 0 })) is { Length: > 0 } why ? $": {why}" : "";
    }

    private static string Message(HttpOperationException refusal) => refusal.Response.Content is { Length: > 0 } content
        ? content[..Math.Min(content.Length, 500)]
        : refusal.Message;
}
