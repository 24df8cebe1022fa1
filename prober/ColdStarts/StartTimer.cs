using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Core.Scripting;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.ColdStarts;

/// <summary>Times one start.</summary>
internal sealed class StartTimer(IKubernetes cluster, SmokeRun run, Anchor anchor, StartWatch watch, TimeProvider clock, Action<string> progress)
{
    private static readonly ScriptFiles Files = new(typeof(StartTimer).Assembly);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(30);

    /// <summary>Starts a sandbox, waits for its first instruction, and takes it away.</summary>
    public async Task<TimedStart> TimeAsync(StartStep step, string name, TimeSpan patience, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(patience);
        var (pod, sighting, log) = (Pod(step, name), watch.Expect(name), StartLog.Parse("", name));
        // From the first call on: who is told to come again later waits too.
        var requested = clock.GetUtcNow();
        try
        {
            await Throttling.WaitAsync(token => CreateAsync(pod, step.Place.LaunchPath, token), deadline.Token);
            sighting.Answered(clock.GetUtcNow());
            await sighting.Started.WaitAsync(deadline.Token);
            log = await ReadAsync(name, sighting, deadline.Token);
        }
        catch (HttpOperationException refusal)
        {
            progress($"{name}: {refusal.Response.StatusCode}: {refusal.Response.Content}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            progress($"{name} on {step.Place.Node} did not come to its first instruction within {patience.TotalSeconds:0} s{Because(sighting)}");
        }
        await RemoveAsync(pod, step.Place.LaunchPath, cancellation);
        return new() { Step = step, Pod = $"{pod.Namespace()}/{sighting.Name ?? name}", Requested = requested, Sighting = sighting, Log = log };
    }

    private async Task<object> CreateAsync(V1Pod pod, LaunchPath path, CancellationToken cancellation) => path == LaunchPath.Job
        ? await cluster.BatchV1.CreateNamespacedJobAsync(ProbeJobs.Around(pod), pod.Namespace(), cancellationToken: cancellation)
        : await cluster.CoreV1.CreateNamespacedPodAsync(pod, pod.Namespace(), cancellationToken: cancellation);

    private async Task<StartLog> ReadAsync(string name, PodSighting sighting, CancellationToken cancellation)
    {
        while (true)
        {
            // Its last look is one after its end.
            var last = sighting.IsOver;
            var log = StartLog.Parse(await TextAsync(sighting.Name ?? name, cancellation), name);
            if (log.Ended || last) return log;
            await Task.Delay(Again, cancellation);
        }
    }

    // A container that is about to start has no log yet: 400, and 404 where its node knows nothing of it.
    private async Task<string> TextAsync(string name, CancellationToken cancellation)
    {
        try
        {
            using var reader = new StreamReader(await Throttling.WaitAsync(
                token => cluster.CoreV1.ReadNamespacedPodLogAsync(name, run.Plan.SandboxNamespace, timestamps: true, cancellationToken: token), cancellation));
            return await reader.ReadToEndAsync(cancellation);
        }
        catch (HttpOperationException early) when (early.Response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or >= HttpStatusCode.InternalServerError)
        {
            return "";
        }
    }

    private async Task<object> DeleteAsync(V1Pod pod, LaunchPath path, CancellationToken cancellation) => path == LaunchPath.Job
        ? await cluster.BatchV1.DeleteNamespacedJobAsync(pod.Name(), pod.Namespace(), propagationPolicy: "Background", cancellationToken: cancellation)
        : await cluster.CoreV1.DeleteNamespacedPodAsync(pod.Name(), pod.Namespace(), gracePeriodSeconds: 0, cancellationToken: cancellation);

    private async Task RemoveAsync(V1Pod pod, LaunchPath path, CancellationToken cancellation)
    {
        try
        {
            await Throttling.WaitAsync(token => DeleteAsync(pod, path, token), cancellation);
        }
        catch (HttpOperationException)
        {
            // It was never there, or goes with all the others when the run ends.
        }
    }

    private V1Pod Pod(StartStep step, string name)
    {
        var pod = ProbePod.Sandbox(run, step.Place, name, new() { Run = name });
        var container = pod.Spec.Containers[0];
        container.Image = step.Image ?? container.Image;
        container.Command = ["bash", "-c", Files.Load("prober/ColdStarts/start.sh", ("STRATUS_RUN", name)).Render(), "start", "start"];
        return anchor.Hold(pod);
    }

    private static string Because(PodSighting sighting) => sighting.Complaint is { Length: > 0 } complaint ? $": {complaint}" : "";
}
