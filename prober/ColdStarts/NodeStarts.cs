using System.Collections.Immutable;
using Stratus.Core.Proof;
using Stratus.Prober.Probe;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.ColdStarts;

/// <summary>The starts on one node, step by step.</summary>
/// <param name="node">The node.</param>
/// <param name="options">How much is timed.</param>
/// <param name="first">What everybody's first act is to connect to; null: nothing.</param>
/// <param name="begin">Begins a start: with which others, where, connecting to what first, and how long it may take.</param>
/// <param name="control">Runs a control of first packets to its end.</param>
/// <param name="clock">The conductor's clock.</param>
/// <param name="progress">Is told what happens, a line at a time.</param>
internal sealed class NodeStarts(
    string node, ColdStartOptions options, ProbeTarget? first, Func<StartStep, Place, ProbeTarget?, Task<BegunStart>> begin,
    Func<string, ProbeTarget, Task<PodLog>> control, TimeProvider clock, Action<string> progress)
{
    // Starts in a row that never came, after which a node is given up: it is lost, and each more would cost the run its patience.
    private const int LostInARow = 3;

    private readonly List<BegunStart> begun = [];
    private readonly List<PodLog> controls = [];
    private readonly List<Task> gone = [];
    private long? since;
    private long? controlled;
    private int lost;

    /// <summary>Goes through all steps, or as many as there is time for.</summary>
    public async Task<NodeSightings> RunAsync(ImmutableArray<StartStep> steps, CancellationToken cancellation)
    {
        using var slots = new SemaphoreSlim(Math.Max(options.Concurrency, 1));
        try
        {
            await GoThroughAsync(steps, slots, cancellation);
        }
        finally
        {
            await Task.WhenAll(gone);
        }
        var logs = await Task.WhenAll(begun.Select(async start => (start.Start.Place, await start.End)));
        return new([.. begun.Select(start => start.Start).Where(start => start.Step.Counts)], first is null ? [] : [.. FirstPackets.Of(logs, controls)]);
    }

    private async Task GoThroughAsync(ImmutableArray<StartStep> steps, SemaphoreSlim slots, CancellationToken cancellation)
    {
        for (var number = 0; number < steps.Length; number++)
        {
            if (steps[number].Counts) since ??= clock.GetTimestamp();
            if (Enough(steps) is { } why)
            {
                progress($"{node}: {why}; {steps.Length - number} of {steps.Length} steps are left out");
                return;
            }
            await ControlAsync();
            await StepAsync(steps[number], slots, cancellation);
        }
    }

    private string? Enough(ImmutableArray<StartStep> steps)
    {
        if (lost >= LostInARow) return $"{lost} starts in a row never came to their first instruction";
        var isLate = since is { } then && clock.GetElapsedTime(then) >= options.Limit;
        // Times may be fewer; that nobody gets out has to be seen of as many as the judge takes.
        var counts = begun.CountBy(start => start.Start.Place).ToDictionary();
        return isLate && steps.SelectMany(step => step.Places).Distinct().All(place => counts.GetValueOrDefault(place) >= options.FirstPackets) ? "the time is up" : null;
    }

    // Before the starts that it is for: a judge takes one within half a minute.
    private async Task ControlAsync()
    {
        if (first is null || (controlled is { } then && clock.GetElapsedTime(then) < options.ControlEvery)) return;
        controlled = clock.GetTimestamp();
        controls.Add(await control(node, first));
    }

    private async Task StepAsync(StartStep step, SemaphoreSlim slots, CancellationToken cancellation)
    {
        foreach (var _ in step.Places) await slots.WaitAsync(cancellation);
        var starts = await Task.WhenAll(step.Places.Select(place => begin(step, place, first)));
        foreach (var start in starts)
        {
            lost = start.Start.Log.First is null ? lost + 1 : 0;
            begun.Add(start);
            gone.Add(FreeAsync(start.End, slots));
        }
    }

    private static async Task FreeAsync(Task end, SemaphoreSlim slots)
    {
        await end.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        slots.Release();
    }
}

/// <summary>What the starts on one node showed.</summary>
/// <param name="Starts">Those that count.</param>
/// <param name="FirstPackets">What came of every sandbox's first act.</param>
internal sealed record NodeSightings(ImmutableArray<TimedStart> Starts, ImmutableArray<Observation> FirstPackets);
