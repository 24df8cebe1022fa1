using System.Collections.Immutable;
using k8s;
using Stratus.Core.Proof;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.Limits;

/// <summary>
/// Tries the limits of sandboxes: processes, memory and disk are taken, each up to a number, while a neighbour says how long it waits; and its
/// file is looked for. Nodes at once; on a node one place after another, for neighbours are measured.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="run">The run.</param>
/// <param name="anchor">What the run's pods are owned by.</param>
/// <param name="progress">Is told what happens, a line at a time.</param>
internal sealed class LimitRounds(IKubernetes cluster, SmokeRun run, Anchor anchor, Action<string> progress)
{
    private readonly LimitPods pods = new(cluster, run, anchor, progress);

    /// <summary>How long a neighbour is alone. Less than half of the time for which it tells.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>What is run in a program's place. Default: the program itself.</summary>
    public Func<LimitProgram, LimitProgram> Size { get; init; } = program => program;

    /// <summary>What was seen. When it is called off, its pods go with the anchor.</summary>
    /// <param name="nodes">The nodes of the plan that there are.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<ImmutableArray<Observation>> RunAsync(IReadOnlyCollection<string> nodes, CancellationToken cancellation) =>
        [.. (await Task.WhenAll(nodes.Select(node => LookAsync(node, cancellation)))).SelectMany(observations => observations)];

    private async Task<IEnumerable<Observation>> LookAsync(string node, CancellationToken cancellation)
    {
        var sightings = new List<Task<LimitSighting>>();
        foreach (var place in run.Places(node)) sightings.Add(await LookAsync(place, cancellation));
        var controls = await ControlAsync(new Place(node, "", LaunchPath.Pod), cancellation);
        return [.. (await Task.WhenAll(sightings)).SelectMany(sighting => sighting.With(controls))];
    }

    // The task that it gives back waits for the disk's hog, who for the most of its time only sits there: it disturbs nobody.
    private async Task<Task<LimitSighting>> LookAsync(Place place, CancellationToken cancellation)
    {
        var neighbour = await pods.StartAsync(pods.Sandbox(place, Size(LimitProgram.Neighbour)), cancellation);
        if (neighbour.Started is not null) await HasBegunAsync(neighbour, cancellation);
        await Task.Delay(Quiet, cancellation);
        var hogs = Hogs(program => pods.Sandbox(place, program), cancellation);
        var finder = pods.RunAsync(pods.Sandbox(place, Size(LimitProgram.Finder)), cancellation);
        var beside = await pods.EndAsync(neighbour, cancellation);
        await Task.WhenAll(hogs.Where(hog => hog.Hog.Verb != LimitProgram.Disk.Verb).Select(hog => hog.End));
        progress($"{place}: its limits were tried");
        return SightingAsync(place, hogs, beside, await finder);
    }

    private static async Task<LimitSighting> SightingAsync(Place place, (LimitProgram Hog, Task<LimitEnd> End)[] hogs, LimitEnd neighbour, LimitEnd finder) =>
        new(place, await EndsAsync(hogs), neighbour, finder);

    private async Task<LimitControls> ControlAsync(Place node, CancellationToken cancellation)
    {
        // Nobody looks whether what fits stays.
        var hogs = await EndsAsync(Hogs(program => pods.Control(node, program with { Seconds = Math.Min(program.Seconds, 20) }), cancellation));
        return new(hogs, await pods.RunAsync(pods.Control(node, Size(LimitProgram.Slowed)), cancellation));
    }

    private (LimitProgram Hog, Task<LimitEnd> End)[] Hogs(Func<LimitProgram, LimitPod> make, CancellationToken cancellation) =>
        [.. ((LimitProgram[])[LimitProgram.Processes, LimitProgram.Memory, LimitProgram.Disk]).Select(Size).Select(hog => (hog, pods.RunAsync(make(hog), cancellation)))];

    private static async Task<(LimitProgram Hog, LimitEnd End)[]> EndsAsync((LimitProgram Hog, Task<LimitEnd> End)[] hogs) =>
        await Task.WhenAll(hogs.Select(async hog => (hog.Hog, await hog.End)));

    private async Task HasBegunAsync(LimitPod neighbour, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(run.Plan.PodTimeout);
        try
        {
            while (!(await pods.ReadAsync(neighbour, deadline.Token)).Records.Any(record => record.Kind == "beat")) await Task.Delay(run.Plan.Interval, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            progress($"{neighbour.Name} did not begin");
        }
    }
}
