using k8s;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Core.Scripting;
using Stratus.Prober.ColdStarts;
using Stratus.Prober.Probe;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.WarmPools;

/// <summary>Times a claim: from the call to when the sandbox was handed out, and had come to its first instruction.</summary>
internal sealed class ClaimTimer(IKubernetes cluster, SmokeRun run, Anchor anchor, TimeProvider clock, Action<string> progress)
{
    private static readonly ScriptFiles Files = new(typeof(ClaimTimer).Assembly);

    private readonly ProbePods pods = new(cluster, run, progress);

    /// <summary>Has a sandbox started for a pool of its own, whose first act is what every other's is, and claims it.</summary>
    /// <param name="step">With which others.</param>
    /// <param name="place">Where.</param>
    /// <param name="name">The pool's name, and the claim's.</param>
    /// <param name="first">What its first act is to connect to; null: nothing.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<BegunStart> TimeAsync(StartStep step, Place place, string name, ProbeTarget? first, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // The pool has to be filled first.
        deadline.CancelAfter(run.Plan.PodTimeout);
        var pool = new WarmPool(cluster, run, anchor, Pod(place, name, first));
        var start = new TimedStart { Place = place, Step = step, Pod = $"{run.Plan.SandboxNamespace}/{name}", Requested = clock.GetUtcNow(), Sighting = new(), Log = StartLog.Parse("", name) };
        V1Pod? pod = null;
        try
        {
            var waiting = await pool.OpenAsync(deadline.Token);
            start = start with { Requested = clock.GetUtcNow() };
            await pool.BeginClaimAsync(name, deadline.Token);
            start.Sighting.Answered(clock.GetUtcNow());
            pod = await pool.EndClaimAsync(name, waiting, deadline.Token);
            start = start with { HandedOut = clock.GetUtcNow(), Pod = $"{pod.Namespace()}/{pod.Name()}" };
            start = start with { Log = await ReadAsync(pod, name, log => log.Timed, deadline.Token) };
        }
        catch (Exception failure) when (pool.Because(failure, cancellation) is { } why)
        {
            progress($"{name} on {place.Node}: {why}");
        }
        return new(start, EndAsync(start, pool, pod, name, cancellation));
    }

    private async Task<PodLog> EndAsync(TimedStart start, WarmPool pool, V1Pod? pod, string name, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(run.Plan.PodTimeout);
        var log = start.Log;
        try
        {
            if (pod is not null && log.Timed) log = await ReadAsync(pod, name, log => log.Records.Ended, deadline.Token);
            await pool.CloseAsync(deadline.Token);
            if (pod is not null) await pool.ReleaseAsync(name, pod, run.Plan.PodTimeout, deadline.Token);
        }
        catch (Exception failure) when (pool.Because(failure, cancellation) is { } why)
        {
            progress($"{name} did not come to its end: {why}");
        }
        return new(start.Pod, pod?.Spec.NodeName ?? "", log.Records);
    }

    private async Task<StartLog> ReadAsync(V1Pod pod, string name, Func<StartLog, bool> isEnough, CancellationToken cancellation)
    {
        while (true)
        {
            var log = StartLog.Parse(await pods.LogAsync(pod, cancellation), name);
            if (isEnough(log)) return log;
            await Task.Delay(run.Plan.Interval, cancellation);
        }
    }

    private V1Pod Pod(Place place, string name, ProbeTarget? first)
    {
        var request = new ProbeRequest { Run = name, First = first };
        var pod = ProbePod.Sandbox(run, place, name, request);
        pod.Run("bash", "-c", Files.Load("prober/WarmPools/waiting-start.sh", request.Reaching).Render(), "waiting_start", "waiting_start");
        return pod;
    }
}
