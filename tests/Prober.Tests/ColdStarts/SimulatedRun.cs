using System.Collections.Immutable;
using System.Globalization;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Prober.Clocks;
using Stratus.Prober.ColdStarts;
using Stratus.Tests.Shared;

namespace Stratus.Prober.Tests.ColdStarts;

/// <summary>
/// A run whose cold starts are made up from a seed, and told as a cluster tells them: by clocks that are a little off, by watches that come
/// late and break, by an API that jitters. What is made of that is the prober's own work.
/// </summary>
internal sealed class SimulatedRun(int seed)
{
    private static readonly ProofRun Template = ProofRuns.Healthy(starts: 0);

    private readonly Random random = new(seed);
    private readonly ProofRun run = Template;

    /// <summary>By how many milliseconds a node's clock is off. Default: up to 20, either way.</summary>
    public Func<string, double>? Offset { get; init; }

    /// <summary>How long the API server has a request come again, in milliseconds. Default: a second, once in two hundred.</summary>
    public Func<Random, double> Throttle { get; init; } = random => random.NextDouble() < 0.005 ? 1000 : 0;

    /// <summary>How long a pull takes, in milliseconds; null: the image is there. Default: it is.</summary>
    public Func<Place, double?> Pull { get; init; } = _ => null;

    /// <summary>How many times as long as usual a start takes. Default: once.</summary>
    public Func<Place, double> Slower { get; init; } = _ => 1;

    /// <summary>Whether a start, the how manieth of its place, comes to its first instruction. Default: all do.</summary>
    public Func<Place, int, bool> Comes { get; init; } = (_, _) => true;

    /// <summary>Whether a node's clock can be read when all is over. Default: yes.</summary>
    public Func<string, bool> IsAlive { get; init; } = _ => true;

    /// <summary>Budgets beyond the template's.</summary>
    public ImmutableArray<Budget> Budgets { get; init; } = [];

    /// <summary>The run.</summary>
    public ProofRun Make()
    {
        var offsets = run.Scope.Nodes.ToDictionary(node => node, node => Ms(Offset?.Invoke(node) ?? (random.NextDouble() - 0.5) * 40));
        var clocks = run.Scope.Nodes.Where(IsAlive).ToImmutableDictionary(node => node, node => Read(offsets[node]).Until(Read(offsets[node] + Ms(random.NextDouble() * 0.5))));
        var kinds = run.Scope.RuntimeClasses.ToDictionary(runtime => runtime.Name, runtime => runtime.Kind);
        var starts = from place in run.Scope.Places() from number in Enumerable.Range(0, 10) select Start(place, number, offsets[place.Node]).By(clocks, kinds[place.RuntimeClass]);
        var sightings = new ColdStartSightings([.. starts], clocks, []);
        return run with
        {
            Scope = run.Scope with { Budgets = [.. run.Scope.Budgets, .. Budgets] },
            Nodes = [.. run.Nodes.Select(node => sightings.WithClock(node with { ClockOffset = null, ClockUncertainty = null }))],
            ColdStarts = sightings.Starts,
        };
    }

    // A round trip through API server, kubelet and a process, whose ways there and back differ.
    private ClockReading Read(TimeSpan offset) => ClockReading.Surest(Enumerable.Range(0, 20).Select(_ =>
    {
        var (there, back) = (Ms(ProofRuns.LogNormal(random, 3, 0.8)), Ms(ProofRuns.LogNormal(random, 3, 0.8)));
        return ClockReading.Of(ProofRuns.Started, there + back, ProofRuns.Started + there + offset);
    }));

    private TimedStart Start(Place place, int number, TimeSpan offset)
    {
        var requested = ProofRuns.Started.AddSeconds(random.Next(1, 150));
        // One start in fifty meets something that takes a while: itself, or the API.
        var putOff = Throttle(random);
        var factor = Slower(place) * (random.NextDouble() < 0.02 && putOff == 0 ? 2.5 : 1);
        var now = requested + Ms(putOff);
        DateTimeOffset After(double median) => now += Ms(ProofRuns.LogNormal(random, median * factor, 0.22));
        var (admitted, scheduled, guest, sandbox) = (After(8), After(25), After(120), After(300));
        var pull = Pull(place);
        var pulled = After(pull ?? 5);
        var first = After(60);
        var sighting = new PodSighting();
        sighting.Answered(Told(admitted));
        sighting.Saw(new V1Pod { Spec = new() { NodeName = place.Node } }, Told(scheduled));
        if (pull is not null) sighting.Saw(new Corev1Event { Reason = "Pulling" }, Told(sandbox));
        sighting.Saw(new Corev1Event { Reason = "Pulled", Message = pull is null ? "already present on machine" : "Successfully pulled image" }, Told(pulled));
        return new()
        {
            Place = place,
            Step = new([place]),
            Pod = $"sandboxes/{place.Node}-{place.RuntimeClass}-{number}",
            Requested = requested,
            Sighting = sighting,
            Log = StartLog.Parse(Comes(place, number) ? Log(first + offset, guest + offset - Ms(100)) : "", "run"),
        };
    }

    // By a watch, within a few milliseconds, or when a broken one was taken up again.
    private DateTimeOffset Told(DateTimeOffset moment) =>
        moment + Ms(ProofRuns.LogNormal(random, 6, 0.7) + (random.NextDouble() < 0.03 ? random.Next(200, 1500) : 0));

    // The runtime reads a line a little after it was written.
    private string Log(DateTimeOffset first, DateTimeOffset booting)
    {
        var read = first + Ms(ProofRuns.LogNormal(random, 0.4, 0.8));
        string Line(string record) => $"{read:yyyy-MM-dd'T'HH:mm:ss.fffffff}00Z stratus-probe run {Seconds(first)} {record}\n";
        return Line("began start 1") + Line($"boot started {Seconds(booting)}") + Line("boot took 0.100000") + Line("ended start 1");
    }

    private static string Seconds(DateTimeOffset moment) =>
        ((moment - DateTimeOffset.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond).ToString("F6", CultureInfo.InvariantCulture);

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMicroseconds(Math.Round(1000 * milliseconds));
}
