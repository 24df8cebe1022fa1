using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Smoke;

/// <summary>Starts sandboxes whose very first act is to connect, many at once, and a control that does the same.</summary>
internal sealed class FirstPacketRound(SmokeRun run, ProbePods pods, Anchor anchor)
{
    /// <summary>The observations of a place.</summary>
    /// <param name="place">Where.</param>
    /// <param name="number">The place's number, for the pods' names.</param>
    /// <param name="target">What is connected to: something that the control reaches and no sandbox may.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IEnumerable<Observation>> RunAsync(Place place, int number, ProbeTarget target, CancellationToken cancellation)
    {
        var control = RunAsync(ProbePod.Control, place with { LaunchPath = LaunchPath.Pod }, run.Name($"{number}-first-control"), target, cancellation);
        var sandboxes = Enumerable.Range(0, run.Plan.Concurrency)
            .Select(sandbox => RunAsync(ProbePod.Sandbox, place, run.Name($"{number}-first-{sandbox}"), target, cancellation)).ToArray();
        return FirstPackets.Of(place, await Task.WhenAll(sandboxes), await control);
    }

    private async Task<PodLog> RunAsync(
        Func<SmokeRun, Place, string, ProbeRequest, V1Pod> make, Place place, string name, ProbeTarget target, CancellationToken cancellation)
    {
        var pod = anchor.Hold(make(run, place, name, new() { Run = name, First = target }));
        var log = await pods.RunAsync(pod, place.LaunchPath, name, cancellation);
        await pods.RemoveAsync(pod, place.LaunchPath, cancellation);
        return log;
    }
}
