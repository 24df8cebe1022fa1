using Stratus.Core.Proof;
using Stratus.Core.Proof.Egress;
using Stratus.Core.Proof.Kernels;
using Stratus.Prober.ColdStarts;
using Stratus.Prober.Probe;
using Stratus.Prober.Smoke;
using Stratus.Prober.Targets;

namespace Stratus.Prober.Tests.Simulations;

/// <summary>What sandboxes and their controls see in a healthy cluster, each in its own way and in its own time, but for what a fault changes.</summary>
internal sealed class SimulatedLooks(Random random, ProofRun run, IReadOnlyList<Aim> aims, Fault fault)
{
    private static readonly string[] WaysToBeShut = ["silent 2003 ", "silent 2000 ", "refused 2 Connection refused", "unreachable 1 No route to host"];
    private static readonly TargetKind[] MayBeAbsent = [TargetKind.MetadataIpv6, TargetKind.InternetIpv6, TargetKind.InternetSctp];

    public IEnumerable<Observation> Observe()
    {
        var sightings = run.Scope.Places().Select(Sighting).ToArray();
        return
        [
            .. KernelComparison.Observe(
                [.. sightings.SelectMany(one => new[] { Kernel(one, one.Sandbox, ""), Kernel(one, one.Second, " (second)") })],
                [.. sightings.Select(one => Kernel(one, one.Control, ""))], run.Scope.RuntimeClasses),
            .. sightings.SelectMany(one => SurfaceObservations.Of(one, KindOf(one.Place))),
            .. sightings.SelectMany(MarkerObservations.Of),
            .. sightings.SelectMany(one => EgressObservations.Of(one, aims)),
            .. run.Scope.Nodes.SelectMany(FirstPacketsOf),
        ];
    }

    private Sighting Sighting(Place place)
    {
        var begins = random.Next(26_000, 80_000);
        // A control meets the same target within half a minute; one or the other may have waited for room.
        return new(place, NodeOf(place).BootId, Pod(place, "sandbox", begins, reaches: true),
            Pod(place, "control", begins + ((random.NextDouble() - 0.5) * 2 * 24_000), reaches: true), Pod(place, "second", begins + random.Next(5_000, 30_000), reaches: false));
    }

    private PodLog Pod(Place place, string who, double begins, bool reaches)
    {
        var pod = new SimulatedPod(random, place, who, run.Started.AddMilliseconds(begins), fault);
        pod.Say("began", "probe", "1");
        var isControl = who == "control";
        foreach (var aim in reaches ? aims : []) pod.Say("target", aim.Target.Name, IsAbsent(aim, isControl) ? "absent 0 Network is unreachable" : Attempt(isControl || aim.Target.Allowed), random.Next(1, 40));
        SayKernel(pod, place, isControl);
        pod.Say("surface", "token", isControl ? "present" : "absent");
        pod.Say("surface", "devices", isControl ? "/dev/kmsg" : KindOf(place) == RuntimeKind.GVisor ? "/dev/fuse /dev/net/tun" : "none");
        pod.Say("surface", "cgroups", isControl ? "/sys/fs/cgroup" : "none");
        pod.Say("marker", "own", who);
        foreach (var (kind, path) in (ReadOnlySpan<(string, string)>)[("disk", "/tmp"), ("disk", "/var/tmp"), ("memory", "/dev/shm")])
        {
            pod.Say($"marker-{kind}", $"before:{path}", "none");
            pod.Say($"marker-{kind}", $"after:{path}", who);
        }
        pod.Say("marker", "walked", "complete");
        pod.Say("ended", "probe", "1");
        return pod.Log;
    }

    private bool IsAbsent(Aim aim, bool isControl) => !isControl && MayBeAbsent.Contains(aim.Target.Kind) && random.NextDouble() < 0.5;

    // What gets through may take nearly as long as it is waited for.
    private string Attempt(bool isOpen) => isOpen ? $"open {(random.NextDouble() < 0.05 ? random.Next(500, 1999) : random.Next(0, 20))} open" : WaysToBeShut[random.Next(WaysToBeShut.Length)];

    private void SayKernel(SimulatedPod pod, Place place, bool isControl)
    {
        var isGVisor = !isControl && KindOf(place) == RuntimeKind.GVisor;
        var node = NodeOf(place);
        pod.Say("kernel", "bootId", isControl ? node.BootId : isGVisor ? "" : new Guid(random.Next(), (short)random.Next(9999), 0, new byte[8]).ToString());
        pod.Say("kernel", "release", isControl ? node.Kernel : isGVisor ? "4.4.0" : "6.12.0-kata");
        pod.Say("kernel", "bootTime", isControl ? "1700000000.000" : $"{(run.Started.ToUnixTimeMilliseconds() / 1000) + random.Next(-60, 60)}.{random.Next(1000):000}");
        pod.Say("kernel", "hypervisor", isGVisor && random.NextDouble() < 0.5 ? "unknown" : isControl ? "none" : "visible");
        pod.Say("kernel", "firstMessage", isGVisor ? "[   0.000000] Starting gVisor..." : random.NextDouble() < 0.5 ? "" : "[    0.000000] Linux version");
    }

    private IEnumerable<Observation> FirstPacketsOf(string node)
    {
        var places = run.Scope.Places().Where(place => place.Node == node);
        var sandboxes = places.SelectMany(place => Enumerable.Range(0, 10).Select(_ => (place, First(place, "start", random.Next(30_000, 170_000), isOpen: false)))).ToArray();
        PodLog[] controls = [.. Enumerable.Range(0, 10).Select(number => First(places.First(), "first-control", 28_000 + (15_000 * number) + random.Next(-500, 500), isOpen: true))];
        return FirstPackets.Of(sandboxes, controls);
    }

    private PodLog First(Place place, string who, double begins, bool isOpen)
    {
        var pod = new SimulatedPod(random, place, who, run.Started.AddMilliseconds(begins), fault);
        pod.Say("began", "start", "1");
        pod.Say("first", Aims.FirstPacket, Attempt(isOpen), random.Next(1, 2000));
        pod.Say("ended", "start", "1");
        return pod.Log;
    }

    private KernelSighting Kernel(Sighting sighting, PodLog pod, string which) => KernelReading.Of(pod.Log, sighting.Place, pod.Pod + which, sighting.NodeBootId);

    private NodeFacts NodeOf(Place place) => run.Nodes.First(node => node.Name == place.Node);

    private RuntimeKind KindOf(Place place) => run.Scope.RuntimeClasses.First(runtime => runtime.Name == place.RuntimeClass).Kind;
}
