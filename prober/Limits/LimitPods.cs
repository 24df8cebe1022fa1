using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Prober.Probe;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.Limits;

/// <summary>Runs pods that are likely to be killed, and tells how they ended.</summary>
internal sealed class LimitPods(IKubernetes cluster, SmokeRun run, Anchor anchor, Action<string> progress)
{
    private readonly ProbePods probes = new(cluster, run, progress);
    private int number;

    /// <summary>A sandbox as the stack's users start it, with the limits of every sandbox of the proof.</summary>
    public LimitPod Sandbox(Place place, LimitProgram program) => new(Pod(place, program), place.LaunchPath);

    /// <summary>The same outside the policies, without a RuntimeClass, and with limits that allow what the hogs take.</summary>
    public LimitPod Control(Place place, LimitProgram program)
    {
        var pod = ProbePod.Outside(run, Pod(place, program));
        var limits = pod.Spec.Containers[0].Resources.Limits;
        limits["memory"] = limits["ephemeral-storage"] = new("1Gi");
        return new(pod, LaunchPath.Pod);
    }

    /// <summary>Starts a pod. It has no name yet where it was not admitted, or its Job did not start one.</summary>
    public async Task<LimitPod> StartAsync(LimitPod pod, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(run.Plan.PodTimeout);
        try
        {
            return pod with { Started = await probes.StartAsync(anchor.Hold(pod.Asked), pod.Path, deadline.Token) };
        }
        catch (Exception failure) when (failure is HttpOperationException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            progress($"{pod.Asked.Name()} did not start: {(failure as HttpOperationException)?.Response.Content ?? failure.Message}");
            return pod;
        }
    }

    /// <summary>What a pod has said so far; nothing where it has no log yet, or no longer.</summary>
    public async Task<ProbeLog> ReadAsync(LimitPod pod, CancellationToken cancellation)
    {
        var token = pod.Asked.Name();
        if (pod.Started is not { } started) return ProbeLog.Parse("", token);
        try
        {
            return ProbeLog.Parse(await probes.LogAsync(started, cancellation), token);
        }
        catch (HttpOperationException)
        {
            return ProbeLog.Parse("", token);
        }
    }

    /// <summary>Starts a pod and waits for its end.</summary>
    public async Task<LimitEnd> RunAsync(LimitPod pod, CancellationToken cancellation) => await EndAsync(await StartAsync(pod, cancellation), cancellation);

    /// <summary>Waits for a pod's end and takes it away.</summary>
    public async Task<LimitEnd> EndAsync(LimitPod pod, CancellationToken cancellation) => await TakeAwayAsync(pod, await LastAsync(pod, waits: true, cancellation), cancellation);

    /// <summary>Takes a pod away, ended or not.</summary>
    public async Task<LimitEnd> StopAsync(LimitPod pod, CancellationToken cancellation) => await TakeAwayAsync(pod, await LastAsync(pod, waits: false, cancellation), cancellation);

    private async Task<LimitEnd> TakeAwayAsync(LimitPod pod, V1Pod? last, CancellationToken cancellation)
    {
        var status = last?.Status;
        var ended = status?.ContainerStatuses?.FirstOrDefault()?.State?.Terminated;
        var end = new LimitEnd(pod.Name, await ReadAsync(pod, cancellation), status?.Reason ?? ended?.Reason ?? "", status?.Message ?? "", ended?.ExitCode,
            last?.Metadata.DeletionTimestamp is not null, TimeProvider.System.GetUtcNow());
        await probes.RemoveAsync(pod.Asked, pod.Path, cancellation);
        return end;
    }

    private async Task<V1Pod?> LastAsync(LimitPod pod, bool waits, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(run.Plan.PodTimeout);
        V1Pod? last = null;
        try
        {
            while (pod.Started is { } started)
            {
                last = await probes.ReadAsync(started, deadline.Token);
                if (!waits || last.Status?.Phase is "Succeeded" or "Failed") return last;
                await Task.Delay(run.Plan.Interval, deadline.Token);
            }
        }
        catch (Exception failure) when (failure is HttpOperationException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            progress($"{pod.Name} did not end: {failure.Message}");
        }
        return last;
    }

    private V1Pod Pod(Place place, LimitProgram program)
    {
        var name = run.Name($"{program.Verb.Replace('_', '-')}-{Interlocked.Increment(ref number)}");
        var pod = ProbePod.Sandbox(run, place, name, new() { Run = run.Id });
        pod.Run(program.Command(name, $"stratus-{run.Id}"));
        return pod;
    }
}

/// <summary>A pod whose limits are tried.</summary>
/// <param name="Asked">What was asked for: the pod, or what its Job is made around.</param>
/// <param name="Path">How it is started.</param>
/// <param name="Started">The pod that there is then; null: none yet.</param>
internal sealed record LimitPod(V1Pod Asked, LaunchPath Path, V1Pod? Started = null)
{
    /// <summary>Its namespace and name.</summary>
    public string Name => $"{Asked.Namespace()}/{(Started ?? Asked).Name()}";
}
