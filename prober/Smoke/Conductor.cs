using System.Collections.Immutable;
using k8s;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Kernels;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Smoke;

/// <summary>Conducts a run: starts sandboxes and their controls everywhere at once, collects what they saw, and leaves nothing behind.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="run">What to do.</param>
/// <param name="progress">Is told what happens, a line at a time.</param>
public sealed class Conductor(IKubernetes cluster, SmokeRun run, Action<string> progress)
{
    private static readonly TimeSpan CleaningTime = TimeSpan.FromSeconds(30);

    private readonly ProbePods pods = new(cluster, run, progress);

    /// <summary>What was seen. What was not looked at is not in it, and the judge will say so.</summary>
    /// <exception cref="k8s.Autorest.HttpOperationException">The API server does not answer, or refuses to list its nodes.</exception>
    public async Task<SmokeSightings> RunAsync(CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetUtcNow();
        var nodes = (await cluster.CoreV1.ListNodeAsync(cancellationToken: cancellation)).Items.ToDictionary(node => node.Name(), StringComparer.Ordinal);
        try
        {
            var places = Places().Where(place => place.LaunchPath == LaunchPath.Pod && nodes.ContainsKey(place.Node)).ToArray();
            var sightings = await Task.WhenAll(places.Select((place, number) => LookAsync(place, number, nodes[place.Node], cancellation)));
            return new(started, TimeProvider.System.GetUtcNow(), [.. run.Plan.Nodes.Where(nodes.ContainsKey).Select(name => Facts(nodes[name]))], [.. Observe(sightings)]);
        }
        finally
        {
            // Also when the run is interrupted: whoever waits for its end waits a little longer.
            using var deadline = new CancellationTokenSource(CleaningTime);
            await pods.RemoveAllAsync(deadline.Token);
        }
    }

    // The control starts with the first sandbox: both must meet the cluster in the same state.
    private async Task<Sighting> LookAsync(Place place, int number, V1Node node, CancellationToken cancellation)
    {
        var control = RunAsync(ProbePod.Control, place, run.Name($"{number}-control"), Marker("control"), cancellation);
        var first = await RunAsync(ProbePod.Sandbox, place, run.Name($"{number}"), Marker("first"), cancellation);
        var second = await RunAsync(ProbePod.Sandbox, place, run.Name($"{number}"), Marker("second"), cancellation);
        progress($"{place}: looked at");
        return new(place, node.Status.NodeInfo.BootID, first, await control, second);
    }

    private IEnumerable<Place> Places() =>
        from node in run.Plan.Nodes
        from runtime in run.Plan.RuntimeClasses
        from path in run.Plan.LaunchPaths
        select new Place(node, runtime.Name, path);

    private string Marker(string which) => $"{run.Id}-{which}";

    private async Task<PodLog> RunAsync(
        Func<SmokeRun, Place, string, ProbeRequest, V1Pod> make, Place place, string name, string marker, CancellationToken cancellation)
    {
        // The marker tells the runs of one pod's name apart, so that no log is taken for another's.
        var request = new ProbeRequest { Run = $"{name}-{marker}", Looks = [ProbeLook.Kernel, ProbeLook.Surface, ProbeLook.Markers], Marker = marker };
        var pod = make(run, place, name, request);
        var log = await pods.RunAsync(pod, request.Run, cancellation);
        await pods.RemoveAsync(pod, cancellation);
        return new($"{pod.Namespace()}/{name}", log);
    }

    private IEnumerable<Observation> Observe(IReadOnlyCollection<Sighting> sightings) =>
    [
        .. KernelComparison.Observe(
            [.. sightings.SelectMany(sighting => new[] { Kernel(sighting, sighting.Sandbox, ""), Kernel(sighting, sighting.Second, " (second)") })],
            [.. sightings.Select(sighting => Kernel(sighting, sighting.Control, ""))],
            run.Plan.RuntimeClasses),
        .. sightings.SelectMany(sighting => SurfaceObservations.Of(sighting, KindOf(sighting.Place))),
        .. sightings.SelectMany(sighting => MarkerObservations.Of(sighting, Marker("first"), Marker("second"))),
    ];

    private RuntimeKind? KindOf(Place place) => run.Plan.RuntimeClasses.FirstOrDefault(runtime => runtime.Name == place.RuntimeClass)?.Kind;

    private static KernelSighting Kernel(Sighting sighting, PodLog pod, string which) =>
        KernelReading.Of(pod.Log, sighting.Place, pod.Pod + which, sighting.NodeBootId);

    private static NodeFacts Facts(V1Node node) => new()
    {
        Name = node.Name(),
        BootId = node.Status.NodeInfo.BootID,
        Kernel = node.Status.NodeInfo.KernelVersion,
        Architecture = node.Status.NodeInfo.Architecture,
    };
}

/// <summary>What a run saw.</summary>
/// <param name="Started">When it began, by the conductor's clock, UTC.</param>
/// <param name="Finished">When it had seen everything.</param>
/// <param name="Nodes">The declared nodes that there are.</param>
/// <param name="Observations">What the probes saw.</param>
public sealed record SmokeSightings(
    DateTimeOffset Started, DateTimeOffset Finished, ImmutableArray<NodeFacts> Nodes, ImmutableArray<Observation> Observations);
