using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Core.Scripting;
using Stratus.Prober.Probe;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.ColdStarts;

/// <summary>Times one start.</summary>
internal sealed class StartTimer(IKubernetes cluster, SmokeRun run, Anchor anchor, StartWatch watch, TimeProvider clock, Action<string> progress)
{
    private static readonly ScriptFiles Files = new(typeof(StartTimer).Assembly);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(30);

    private readonly StartPods pods = new(cluster, run);

    /// <summary>Starts a sandbox and waits for its first instruction. What its first act came to is another matter, and waits for nobody.</summary>
    /// <param name="step">With which others.</param>
    /// <param name="place">Where.</param>
    /// <param name="name">The pod's name, or its Job's.</param>
    /// <param name="first">What its first act is to connect to; null: nothing.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<BegunStart> TimeAsync(StartStep step, Place place, string name, ProbeTarget? first, TimeSpan patience, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(patience);
        var (pod, sighting, log) = (Pod(step, place, name, first), watch.Expect(name), StartLog.Parse("", name));
        // From the first call on: who is told to come again later waits too.
        var requested = clock.GetUtcNow();
        try
        {
            await pods.CreateAsync(pod, place.LaunchPath, deadline.Token);
            sighting.Answered(clock.GetUtcNow());
            await sighting.Started.WaitAsync(deadline.Token);
            log = await ReadAsync(name, sighting, log => log.Timed, deadline.Token);
        }
        catch (HttpOperationException refusal)
        {
            progress($"{name}: {refusal.Response.StatusCode}: {refusal.Response.Content}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            progress($"{name} on {place.Node} did not come to its first instruction within {patience.TotalSeconds:0} s{Because(sighting)}");
        }
        var start = new TimedStart { Place = place, Step = step, Pod = $"{pod.Namespace()}/{sighting.Name ?? name}", Requested = requested, Sighting = sighting, Log = log };
        return new(start, EndAsync(start, pod, name, patience, cancellation));
    }

    // What a sandbox says of its first act, once it has; then it goes.
    private async Task<PodLog> EndAsync(TimedStart start, V1Pod pod, string name, TimeSpan patience, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(patience);
        var log = start.Log;
        try
        {
            if (log.Timed) log = await ReadAsync(name, start.Sighting, log => log.Records.Ended, deadline.Token);
        }
        catch (Exception failure) when (failure is HttpOperationException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            progress($"{name} did not come to its end: {failure.Message}");
        }
        await pods.RemoveAsync(pod, start.Place.LaunchPath, cancellation);
        return new(start.Pod, start.Sighting.Node ?? "", log.Records);
    }

    private async Task<StartLog> ReadAsync(string name, PodSighting sighting, Func<StartLog, bool> isEnough, CancellationToken cancellation)
    {
        while (true)
        {
            // Its last look is one after its end.
            var last = sighting.IsOver;
            var log = StartLog.Parse(await TextAsync(sighting.Name ?? name, cancellation), name);
            if (last || isEnough(log)) return log;
            await Task.Delay(log.Timed ? run.Plan.Interval : Again, cancellation);
        }
    }

    // A container that is about to start has no log yet: 400, and 404 where its node knows nothing of it.
    private async Task<string> TextAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return await pods.LogAsync(name, cancellation);
        }
        catch (HttpOperationException early) when (early.Response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or >= HttpStatusCode.InternalServerError)
        {
            return "";
        }
    }

    private V1Pod Pod(StartStep step, Place place, string name, ProbeTarget? first)
    {
        var request = new ProbeRequest { Run = name, First = first };
        var pod = ProbePod.Sandbox(run, place, name, request);
        var container = pod.Spec.Containers[0];
        container.Image = step.Image ?? container.Image;
        pod.Run("bash", "-c", Files.Load("prober/ColdStarts/start.sh", request.Reaching).Render(), "start", "start");
        return anchor.Hold(pod);
    }

    private static string Because(PodSighting sighting) => sighting.Complaint is { Length: > 0 } complaint ? $": {complaint}" : "";
}

/// <summary>A start whose first instruction ran, or never came.</summary>
/// <param name="Start">It.</param>
/// <param name="End">What it said in all, when it is over and its pod was taken away.</param>
internal sealed record BegunStart(TimedStart Start, Task<PodLog> End);
