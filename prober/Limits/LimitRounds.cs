using System.Collections.Immutable;
using k8s;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.Limits;

/// <summary>
/// Tries the limits of sandboxes: processes, memory and disk are taken, each up to a number, while a neighbour says how long it waits; and its
/// file is looked for. Nodes at once; on a node one RuntimeClass after another, for neighbours are measured. Bare pods only.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="run">The run.</param>
/// <param name="progress">Is told what happens, a line at a time.</param>
public sealed class LimitRounds(IKubernetes cluster, SmokeRun run, Action<string> progress)
{
    private static readonly TimeSpan CleaningTime = TimeSpan.FromSeconds(30);

    private readonly LimitPods pods = new(cluster, run, $"stratus-{run.Id}", progress);

    /// <summary>How long a neighbour is alone. Less than half of the time for which it tells.</summary>
    internal TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What is run in a program's place. Default: the program itself.</summary>
    internal Func<LimitProgram, LimitProgram> Size { get; init; } = program => program;

    /// <summary>What was seen. The run's pods are gone when it ends, however it ends: nothing else of the run may go on meanwhile.</summary>
    /// <param name="nodes">The nodes of the plan that there are.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<ImmutableArray<Observation>> RunAsync(IReadOnlyCollection<string> nodes, CancellationToken cancellation)
    {
        try
        {
            return [.. (await Task.WhenAll(nodes.Select(node => LookAsync(node, cancellation)))).SelectMany(observations => observations)];
        }
        finally
        {
            using var deadline = new CancellationTokenSource(CleaningTime);
            await new ProbePods(cluster, run, progress).RemoveAllAsync(deadline.Token);
        }
    }

    private async Task<IEnumerable<Observation>> LookAsync(string node, CancellationToken cancellation)
    {
        if (!run.Plan.LaunchPaths.Contains(LaunchPath.Pod)) return [];
        var sightings = new List<Task<LimitSighting>>();
        foreach (var runtime in run.Plan.RuntimeClasses) sightings.Add(await LookAsync(new Place(node, runtime.Name, LaunchPath.Pod), cancellation));
        var controls = await ControlAsync(new Place(node, "", LaunchPath.Pod), cancellation);
        return [.. (await Task.WhenAll(sightings)).SelectMany(sighting => sighting.With(controls))];
    }

    // The task that it gives back waits for the disk's hog, who for the most of its time only sits there: it disturbs nobody.
    private async Task<Task<LimitSighting>> LookAsync(Place place, CancellationToken cancellation)
    {
        var neighbour = pods.Sandbox(place, Size(LimitProgram.Neighbour));
        var wasStarted = await pods.StartAsync(neighbour, cancellation);
        if (wasStarted) await HasBegunAsync(neighbour, cancellation);
        await Task.Delay(Quiet, cancellation);
        var hogs = Hogs(program => pods.Sandbox(place, program), cancellation);
        var finder = pods.RunAsync(pods.Sandbox(place, Size(LimitProgram.Finder)), cancellation);
        var beside = await pods.EndAsync(neighbour, wasStarted, cancellation);
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

    private (LimitProgram Hog, Task<LimitEnd> End)[] Hogs(Func<LimitProgram, V1Pod> make, CancellationToken cancellation) =>
        [.. ((LimitProgram[])[LimitProgram.Processes, LimitProgram.Memory, LimitProgram.Disk]).Select(Size).Select(hog => (hog, pods.RunAsync(make(hog), cancellation)))];

    private static async Task<(LimitProgram Hog, LimitEnd End)[]> EndsAsync((LimitProgram Hog, Task<LimitEnd> End)[] hogs) =>
        await Task.WhenAll(hogs.Select(async hog => (hog.Hog, await hog.End)));

    private async Task HasBegunAsync(V1Pod neighbour, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(run.Plan.PodTimeout);
        try
        {
            while (!(await pods.ReadAsync(neighbour, deadline.Token)).Records.Any(record => record.Kind == "beat")) await Task.Delay(run.Plan.Interval, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            progress($"{neighbour.Name()} did not begin");
        }
    }
}
