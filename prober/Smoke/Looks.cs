using k8s;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Kernels;
using Stratus.Prober.Probe;
using Stratus.Prober.Targets;
using Stratus.Prober.WarmPools;

namespace Stratus.Prober.Smoke;

/// <summary>Looks, in every place, at all that one sandbox and the next of its name can tell.</summary>
internal sealed class Looks(IKubernetes cluster, SmokeRun run, ProbePods pods, Anchor anchor, IReadOnlyList<Aim> aims, Action<string> progress)
{
    /// <summary>Looks everywhere: nodes at once, and on each as many places at once as it has room for.</summary>
    public async Task<Sighting[]> LookAsync(IReadOnlyCollection<V1Node> nodes, CancellationToken cancellation)
    {
        var rooms = nodes.ToDictionary(node => node.Name(), node => new SemaphoreSlim(Room.Of(node, run.Plan)), StringComparer.Ordinal);
        return await Task.WhenAll(nodes.SelectMany(node => run.Places(node.Name()).Select(place => (node, place))).Select(async (one, number) =>
        {
            await rooms[one.place.Node].WaitAsync(cancellation);
            try
            {
                return one.place.LaunchPath == LaunchPath.WarmPool
                    ? await LookAtClaimsAsync(one.place, number, one.node, cancellation)
                    : await LookAsync(one.place, number, one.node, cancellation);
            }
            finally
            {
                rooms[one.place.Node].Release();
            }
        }));
    }

    // The control starts with the first sandbox: both must meet the cluster in the same state.
    private async Task<Sighting> LookAsync(Place place, int number, V1Node node, CancellationToken cancellation)
    {
        var name = run.Name($"{number}");
        var control = ControlAsync(place, name, cancellation);
        var first = await RunAsync(ProbePod.Sandbox, place, name, $"{run.Id}-first", true, cancellation);
        var second = await RunAsync(ProbePod.Sandbox, place, name, $"{run.Id}-second", false, cancellation);
        progress($"{place}: looked at");
        return new(place, node.Status.NodeInfo.BootID, first, await control, second);
    }

    // The control starts with the claim: until then the sandbox is nobody's.
    private async Task<Sighting> LookAtClaimsAsync(Place place, int number, V1Node node, CancellationToken cancellation)
    {
        var name = run.Name($"{number}");
        var request = Request(place, name, $"{run.Id}-warm", true);
        var looks = new WarmLooks(cluster, run, anchor, ProbePod.Sandbox(run, place, name, request), request, progress);
        var isOpen = await looks.OpenAsync(cancellation);
        var control = ControlAsync(place, name, cancellation);
        var nothing = new PodLog($"{run.Plan.SandboxNamespace}/{name}", "", ProbeLog.Parse("", request.Run));
        var (first, second) = isOpen ? await looks.LookTwiceAsync(cancellation) : (nothing, nothing);
        await looks.CloseAsync(cancellation);
        progress($"{place}: looked at");
        return new(place, node.Status.NodeInfo.BootID, first, await control, second);
    }

    private Task<PodLog> ControlAsync(Place place, string name, CancellationToken cancellation) =>
        RunAsync(ProbePod.Control, place with { LaunchPath = LaunchPath.Pod }, $"{name}-control", $"{run.Id}-control", true, cancellation);

    /// <summary>What the sightings show.</summary>
    public IEnumerable<Observation> Observe(IReadOnlyCollection<Sighting> sightings) =>
    [
        .. KernelComparison.Observe(
            [.. sightings.SelectMany(sighting => new[] { Kernel(sighting, sighting.Sandbox, ""), Kernel(sighting, sighting.Second, " (second)") })],
            [.. sightings.Select(sighting => Kernel(sighting, sighting.Control, ""))],
            run.Plan.RuntimeClasses),
        .. sightings.SelectMany(sighting => SurfaceObservations.Of(sighting, KindOf(sighting.Place))),
        .. sightings.SelectMany(MarkerObservations.Of),
        .. sightings.SelectMany(sighting => EgressObservations.Of(sighting, aims)),
    ];

    private async Task<PodLog> RunAsync(
        Func<SmokeRun, Place, string, ProbeRequest, V1Pod> make, Place place, string name, string marker, bool reaches, CancellationToken cancellation)
    {
        var request = Request(place, name, marker, reaches);
        var pod = anchor.Hold(make(run, place, name, request));
        var log = await pods.RunAsync(pod, place.LaunchPath, request.Run, cancellation);
        await pods.RemoveAsync(pod, place.LaunchPath, cancellation);
        return log;
    }

    private ProbeRequest Request(Place place, string name, string marker, bool reaches) => new()
    {
        // The marker tells the runs of one pod's name apart, so that no log is taken for another's.
        Run = $"{name}-{marker}",
        Targets = reaches ? [.. aims.Select(aim => aim.From(place.Node)).OfType<ProbeTarget>()] : [],
        Looks = [ProbeLook.Kernel, ProbeLook.Surface, ProbeLook.Markers],
        Marker = marker,
    };

    private RuntimeKind? KindOf(Place place) => run.Plan.RuntimeClasses.FirstOrDefault(runtime => runtime.Name == place.RuntimeClass)?.Kind;

    private static KernelSighting Kernel(Sighting sighting, PodLog pod, string which) =>
        KernelReading.Of(pod.Log, sighting.Place, pod.Pod + which, sighting.NodeBootId);
}
