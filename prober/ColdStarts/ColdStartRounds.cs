using System.Collections.Immutable;
using k8s;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Prober.Clocks;
using Stratus.Prober.Probe;
using Stratus.Prober.Smoke;
using Stratus.Prober.WarmPools;

namespace Stratus.Prober.ColdStarts;

/// <summary>
/// Times cold starts on every node at once; the same sandboxes send the first packets. Nothing else of the run should go on meanwhile: it would
/// disturb them.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="run">The run.</param>
/// <param name="anchor">What the run's pods are owned by.</param>
/// <param name="progress">Is told what happens, a line at a time.</param>
/// <param name="clock">The conductor's clock. Default: the system's.</param>
internal sealed class ColdStartRounds(IKubernetes cluster, SmokeRun run, Anchor anchor, Action<string> progress, TimeProvider? clock = null)
{
    // A clock's pod that runs answers at once, or its node is lost.
    private static readonly TimeSpan SecondReading = TimeSpan.FromSeconds(15);

    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private readonly ProbePods controls = new(cluster, run, progress);
    private int pods;

    /// <summary>What was seen. When it is called off, its pods go with the anchor.</summary>
    /// <param name="nodes">The nodes of the plan that there are.</param>
    /// <param name="options">How much is timed.</param>
    /// <param name="first">What the first act of the sandboxes on a node is to connect to; null: nothing.</param>
    /// <param name="cancellation">Ends the rounds early.</param>
    public async Task<ColdStartSightings> RunAsync(
        IReadOnlyCollection<string> nodes, ColdStartOptions options, Func<string, ProbeTarget?> first, CancellationToken cancellation)
    {
        var schedule = StartSchedule.Of(nodes.SelectMany(run.Places), run.Plan.RuntimeClasses, options);
        if (options.Samples > 0 && options.AbsentImages.IsEmpty) progress("starts without the image are not timed: none is named that the nodes do not have");
        var clocks = new NodeClocks(cluster, run, anchor, clock, progress);
        string[] timed = options.Samples > 0 ? [.. nodes] : [];
        await clocks.StartAsync(timed, cancellation);
        var before = await clocks.ReadAsync(timed, run.Plan.PodTimeout, cancellation);
        var seen = await StartAsync(schedule, options, first, cancellation);
        var after = await clocks.ReadAsync(timed, SecondReading, cancellation);
        await clocks.StopAsync(timed, cancellation);
        return Sightings(seen, before.Where(one => after.ContainsKey(one.Key)).ToImmutableDictionary(one => one.Key, one => one.Value.Until(after[one.Key])));
    }

    private async Task<NodeSightings[]> StartAsync(StartSchedule schedule, ColdStartOptions options, Func<string, ProbeTarget?> first, CancellationToken cancellation)
    {
        await using var watch = new StartWatch(cluster, run, clock, progress);
        await watch.StartAsync(cancellation);
        var (timer, claims) = (new StartTimer(cluster, run, anchor, watch, clock, progress), new ClaimTimer(cluster, run, anchor, clock, progress));
        Task<BegunStart> BeginAsync(StartStep step, Place place, ProbeTarget? target)
        {
            var name = run.Name($"start-{Interlocked.Increment(ref pods)}");
            if (place.LaunchPath == LaunchPath.WarmPool) return claims.TimeAsync(step, place, name, target, cancellation);
            // What has to be pulled may take its time: the first start in a place, and those whose image is absent.
            return timer.TimeAsync(step, place, name, target, step.Counts && step.Image is null ? options.StartTimeout : run.Plan.PodTimeout, cancellation);
        }
        return await Task.WhenAll(schedule.Steps.Select(node => new NodeStarts(
            node.Key, options, first(node.Key), BeginAsync, (name, target) => ControlAsync(name, target, options, cancellation), clock, progress).RunAsync(node.Value, cancellation)));
    }

    // Outside every policy, with the same first act; where it does not get out either, that sandboxes do not proves nothing.
    private async Task<PodLog> ControlAsync(string node, ProbeTarget target, ColdStartOptions options, CancellationToken cancellation)
    {
        var name = run.Name($"first-control-{Interlocked.Increment(ref pods)}");
        var pod = anchor.Hold(ProbePod.Control(run, new Place(node, "", LaunchPath.Pod), name, new() { Run = name, First = target, Window = TimeSpan.Zero }));
        var log = await controls.RunAsync(pod, LaunchPath.Pod, name, cancellation, options.StartTimeout);
        await new StartPods(cluster, run).RemoveAsync(pod, LaunchPath.Pod, cancellation);
        return log;
    }

    private ColdStartSightings Sightings(NodeSightings[] seen, ImmutableDictionary<string, ClockReading> clocks)
    {
        var kinds = run.Plan.RuntimeClasses.ToDictionary(runtime => runtime.Name, runtime => runtime.Kind, StringComparer.Ordinal);
        var starts = seen.SelectMany(node => node.Starts).ToLookup(start => start.Sighting.FoundNoRoom);
        if (starts[true].Any()) progress($"{starts[true].Count()} starts are not counted: no node had room for them at first ({starts[true].First().Sighting.Complaint})");
        var known = starts[false].ToLookup(start => start.HasCondition);
        if (known[false].Any()) progress($"{known[false].Count()} starts are not counted: their kubelets did not say whether the image was absent");
        return new(
            [.. known[true].OrderBy(start => start.Requested).Select(start => start.By(clocks, kinds[start.Place.RuntimeClass]))], clocks,
            [.. seen.SelectMany(node => node.FirstPackets)]);
    }
}

/// <summary>What was timed.</summary>
/// <param name="Starts">Every start, by one clock, the conductor's; those that never came to their first instruction too.</param>
/// <param name="Clocks">How the nodes' clocks stood to it meanwhile; a node is missing whose clock could not be read before and after.</param>
/// <param name="FirstPackets">What came of every sandbox's first act.</param>
internal sealed record ColdStartSightings(ImmutableArray<ColdStart> Starts, ImmutableDictionary<string, ClockReading> Clocks, ImmutableArray<Observation> FirstPackets)
{
    /// <summary>A node's facts with what is known of its clock.</summary>
    public NodeFacts WithClock(NodeFacts facts) => Clocks.TryGetValue(facts.Name, out var reading)
        ? facts with { ClockOffset = reading.Offset, ClockUncertainty = reading.Uncertainty }
        : facts;
}
