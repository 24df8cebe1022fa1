using System.Collections.Concurrent;
using System.Collections.Immutable;
using k8s;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Prober.Clocks;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.ColdStarts;

/// <summary>Times cold starts on every node at once. Nothing else of the run should go on meanwhile: it would disturb them.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="run">The run.</param>
/// <param name="anchor">What the run's pods are owned by.</param>
/// <param name="progress">Is told what happens, a line at a time.</param>
/// <param name="clock">The conductor's clock. Default: the system's.</param>
internal sealed class ColdStartRounds(IKubernetes cluster, SmokeRun run, Anchor anchor, Action<string> progress, TimeProvider? clock = null)
{
    // Starts in a row that never came, after which a node is given up: it is lost, and each more would cost the run its patience.
    private const int LostInARow = 3;

    // A clock's pod that runs answers at once, or its node is lost.
    private static readonly TimeSpan SecondReading = TimeSpan.FromSeconds(15);

    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private int pods;

    /// <summary>What was timed. When it is called off, its pods go with the anchor.</summary>
    /// <param name="nodes">The nodes of the plan that there are.</param>
    /// <param name="options">How much is timed.</param>
    /// <param name="cancellation">Ends the rounds early.</param>
    public async Task<ColdStartSightings> RunAsync(IReadOnlyCollection<string> nodes, ColdStartOptions options, CancellationToken cancellation)
    {
        var schedule = StartSchedule.Of(nodes.SelectMany(run.Places), run.Plan.RuntimeClasses, options);
        foreach (var line in schedule.ToString().Split('\n')) progress(line.TrimEnd('\r'));
        if (options.AbsentImages.IsEmpty) progress("starts without the image are not timed: none is named that the nodes do not have");
        var clocks = new NodeClocks(cluster, run, anchor, clock, progress);
        await clocks.StartAsync(nodes, cancellation);
        var before = await clocks.ReadAsync(nodes, run.Plan.PodTimeout, cancellation);
        var starts = await TimeAsync(schedule, options, cancellation);
        var after = await clocks.ReadAsync(nodes, SecondReading, cancellation);
        await clocks.StopAsync(nodes, cancellation);
        return Sightings(starts, before.Where(one => after.ContainsKey(one.Key)).ToImmutableDictionary(one => one.Key, one => one.Value.Until(after[one.Key])));
    }

    private async Task<IReadOnlyCollection<TimedStart>> TimeAsync(StartSchedule schedule, ColdStartOptions options, CancellationToken cancellation)
    {
        await using var watch = new StartWatch(cluster, run, clock, progress);
        await watch.StartAsync(cancellation);
        var timer = new StartTimer(cluster, run, anchor, watch, clock, progress);
        var starts = new ConcurrentBag<TimedStart>();
        await Task.WhenAll(schedule.Steps.Select(node => TimeAsync(node.Key, node.Value, options, timer, starts, cancellation)));
        return starts;
    }

    private async Task TimeAsync(
        string node, ImmutableArray<StartStep> steps, ColdStartOptions options, StartTimer timer, ConcurrentBag<TimedStart> starts, CancellationToken cancellation)
    {
        long? begun = null;
        var lost = 0;
        for (var number = 0; number < steps.Length; number++)
        {
            if (steps[number].Counts) begun ??= clock.GetTimestamp();
            var late = begun is { } since && clock.GetElapsedTime(since) >= options.Limit;
            if (late || lost >= LostInARow)
            {
                progress($"{node}: {(late ? "the time is up" : $"{lost} starts in a row never came to their first instruction")}; {steps.Length - number} of {steps.Length} steps are left out");
                return;
            }
            foreach (var start in await StartAsync(steps[number], options, timer, cancellation))
            {
                lost = start.Log.First is null ? lost + 1 : 0;
                if (start.Step.Counts) starts.Add(start);
            }
        }
    }

    // What has to be pulled may take its time: the first start in a place, and those whose image is absent.
    private Task<TimedStart[]> StartAsync(StartStep step, ColdStartOptions options, StartTimer timer, CancellationToken cancellation)
    {
        var patience = step.Counts && step.Image is null ? options.StartTimeout : run.Plan.PodTimeout;
        return Task.WhenAll(Enumerable.Range(0, step.AtOnce).Select(_ =>
            timer.TimeAsync(step, run.Name($"start-{Interlocked.Increment(ref pods)}"), patience, cancellation)));
    }

    private ColdStartSightings Sightings(IEnumerable<TimedStart> starts, ImmutableDictionary<string, ClockReading> clocks)
    {
        var kinds = run.Plan.RuntimeClasses.ToDictionary(runtime => runtime.Name, runtime => runtime.Kind, StringComparer.Ordinal);
        var known = starts.ToLookup(start => start.HasCondition);
        if (known[false].Any()) progress($"{known[false].Count()} starts are not counted: their kubelets did not say whether the image was absent");
        return new([.. known[true].OrderBy(start => start.Requested).Select(start => start.By(clocks, kinds[start.Step.Place.RuntimeClass]))], clocks);
    }
}

/// <summary>What was timed.</summary>
/// <param name="Starts">Every start, by one clock, the conductor's; those that never came to their first instruction too.</param>
/// <param name="Clocks">How the nodes' clocks stood to it meanwhile; a node is missing whose clock could not be read before and after.</param>
internal sealed record ColdStartSightings(ImmutableArray<ColdStart> Starts, ImmutableDictionary<string, ClockReading> Clocks)
{
    /// <summary>A node's facts with what is known of its clock.</summary>
    public NodeFacts WithClock(NodeFacts facts) => Clocks.TryGetValue(facts.Name, out var reading)
        ? facts with { ClockOffset = reading.Offset, ClockUncertainty = reading.Uncertainty }
        : facts;
}
