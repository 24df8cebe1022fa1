using System.Globalization;
using Stratus.Core.Proof;
using Stratus.Prober.Limits;
using Stratus.Tests.Shared;

namespace Stratus.Prober.Tests.Simulations;

/// <summary>How hogs end and neighbours beat in a healthy cluster, but for what a fault changes.</summary>
internal sealed class SimulatedLimits(Random random, ProofRun run, Fault fault)
{
    /// <summary>How many beats a neighbour tells, more than half of them alone.</summary>
    public const int Beats = 300;

    private static readonly LimitProgram[] Hogs = [LimitProgram.Processes, LimitProgram.Memory, LimitProgram.Disk];

    public IEnumerable<Observation> Observe()
    {
        var controls = run.Scope.Nodes.ToDictionary(node => node, ControlsOf);
        return run.Scope.Places().SelectMany(place => Sighting(place).With(controls[place.Node]));
    }

    private LimitSighting Sighting(Place place)
    {
        var begins = run.Started.AddMilliseconds(random.Next(40_000, 140_000));
        return new(place, [.. Hogs.Select(hog => (hog, Stopped(place, hog, begins)))], Neighbour(place, begins.AddSeconds(-2.2)));
    }

    private LimitControls ControlsOf(string node)
    {
        var (place, begins) = (new Place(node, "", LaunchPath.Pod), run.Started.AddMilliseconds(random.Next(5_000, 30_000)));
        var slowed = new SimulatedPod(random, place, "slowed", begins, fault);
        for (var beat = 0; beat < 100; beat++) slowed.Say("beat", "before", Beat(11), 11);
        for (var beat = 0; beat < 5; beat++) slowed.Say("beat", "during", Beat(500), 500);
        slowed.Say("ended", "slowed", "1");
        return new(node, [.. Hogs.Select(hog => (hog, Free(place, hog, begins)))], End(slowed, "", 0));
    }

    // Each is ended as its kernel, its runtime or its kubelet may do it.
    private LimitEnd Stopped(Place place, LimitProgram hog, DateTimeOffset begins)
    {
        var pod = Hog(place, hog, begins, hog.Steps / 4);
        if (hog.Verb == LimitProgram.Disk.Verb && random.NextDouble() < 0.5) return End(pod, "Evicted", 137, "Pod ephemeral local storage usage exceeds the total limit of containers 64Mi. ");
        if (random.NextDouble() < 0.5) return hog.Verb == LimitProgram.Disk.Verb ? Told(pod, hog, "stopped 1") : End(pod, random.NextDouble() < 0.5 ? "OOMKilled" : "", 137);
        return Told(pod, hog, "stopped 137");
    }

    private LimitEnd Free(Place place, LimitProgram hog, DateTimeOffset begins) => Told(Hog(place, hog, begins, hog.Steps), hog, "all");

    private SimulatedPod Hog(Place place, LimitProgram hog, DateTimeOffset begins, int most)
    {
        var pod = new SimulatedPod(random, place, hog.Verb, begins, fault);
        pod.Say("began", "find", "1");
        pod.Say("file", "others", "none");
        pod.Say("ended", "find", "1");
        pod.Say("began", "hog", hog.Verb);
        for (var step = 1; step <= 8; step++) pod.Say("hog", hog.Verb, (most * step / 8).ToString(CultureInfo.InvariantCulture), random.Next(100, 400));
        return pod;
    }

    private LimitEnd Told(SimulatedPod pod, LimitProgram hog, string how)
    {
        pod.Say("hog", hog.Verb, how);
        pod.Say("ended", "hog", "1");
        return End(pod, "", 0);
    }

    // A beat in fifty meets something else of a busy node.
    private LimitEnd Neighbour(Place place, DateTimeOffset begins)
    {
        var pod = new SimulatedPod(random, place, "neighbour", begins, fault);
        pod.Say("began", "neighbour", "1");
        pod.Say("file", "own", "/tmp/stratus-file");
        for (var beat = 0; beat < Beats; beat++) pod.Say("beat", "neighbour", Beat(random.NextDouble() < 0.02 ? 60 : 11), 13);
        return End(pod, "", null);
    }

    private string Beat(double milliseconds) => ((long)(1000 * ProofRuns.LogNormal(random, milliseconds, 0.15))).ToString(CultureInfo.InvariantCulture);

    private LimitEnd End(SimulatedPod pod, string reason, int? code, string message = "") => new(pod.Name, pod.Log.Log, reason, message, code, false, run.Finished);
}
