using System.Collections.Immutable;
using k8s;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.Limits;

/// <summary>
/// Tries the limits of sandboxes: processes, memory and disk are taken, each up to a number, while a neighbour says how long it waits; and its
/// file is looked for. Nodes at once; on a node as many places at once as it has room for.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="run">The run.</param>
/// <param name="anchor">What the run's pods are owned by.</param>
/// <param name="progress">Is told what happens, a line at a time.</param>
internal sealed class LimitRounds(IKubernetes cluster, SmokeRun run, Anchor anchor, Action<string> progress)
{
    /// <summary>How long a neighbour is alone: some two hundred beats.</summary>
    public static readonly TimeSpan Alone = TimeSpan.FromSeconds(2);

    private readonly LimitPods pods = new(cluster, run, anchor, progress);

    /// <summary>How long a neighbour is alone. Default: <see cref="Alone"/>.</summary>
    public TimeSpan Quiet { get; init; } = Alone;

    /// <summary>What is run in a program's place. Default: the program itself.</summary>
    public Func<LimitProgram, LimitProgram> Size { get; init; } = program => program;

    /// <summary>
    /// How many of a node's places are tried at once in so much room, a neighbour and three hogs in each; and whether the disk hog of each, which for
    /// the most of its time only sits there, may do so beside the next.
    /// </summary>
    public static (int Places, bool Linger) AtOnce(int room, int places) => room - places >= 3
        ? (Math.Clamp((room - places) / 3, 1, Math.Max(places, 1)), true)
        : (Math.Clamp(room / 4, 1, Math.Max(places, 1)), false);

    /// <summary>What shows that limits were met, on every node. It may be done beside anything that is not timed.</summary>
    public Task<LimitControls[]> ControlAsync(IEnumerable<V1Node> nodes, CancellationToken cancellation) =>
        Task.WhenAll(nodes.Select(node => ControlAsync(new Place(node.Name(), "", LaunchPath.Pod), cancellation)));

    /// <summary>
    /// Tries them. What it gives back comes to its end some time later, where the disk's hogs may linger: they disturb nobody.
    /// When it is called off, its pods go with the anchor.
    /// </summary>
    public async Task<Task<LimitSighting>[]> RunAsync(IEnumerable<V1Node> nodes, CancellationToken cancellation) =>
        [.. (await Task.WhenAll(nodes.Select(node => RunAsync(node, cancellation)))).SelectMany(sightings => sightings)];

    /// <summary>What was seen.</summary>
    public static async Task<ImmutableArray<Observation>> ObserveAsync(Task<LimitSighting>[] sightings, LimitControls[] controls) =>
        [.. (await Task.WhenAll(sightings)).SelectMany(sighting => sighting.With(controls.First(control => control.Node == sighting.Place.Node)))];

    private async Task<List<Task<LimitSighting>>> RunAsync(V1Node node, CancellationToken cancellation)
    {
        var places = run.LimitPlaces(node.Name()).ToArray();
        var (atOnce, linger) = AtOnce(Room.Of(node, run.Plan), places.Length);
        var sightings = new List<Task<LimitSighting>>();
        foreach (var some in places.Chunk(atOnce))
        {
            sightings.AddRange(await LookAsync(some, cancellation));
            if (!linger) await Task.WhenAll(sightings);
        }
        return sightings;
    }

    private async Task<IEnumerable<Task<LimitSighting>>> LookAsync(Place[] places, CancellationToken cancellation)
    {
        var neighbours = await Task.WhenAll(places.Select(place => BeginAsync(place, cancellation)));
        await Task.Delay(Quiet, cancellation);
        var hogs = places.Select(place => Hogs(program => pods.Sandbox(place, program), cancellation)).ToArray();
        await Task.WhenAll(hogs.SelectMany(some => some).Where(hog => hog.Hog.Verb != LimitProgram.Disk.Verb).Select(hog => hog.End));
        var beside = await Task.WhenAll(neighbours.Select(neighbour => pods.StopAsync(neighbour, cancellation)));
        foreach (var place in places) progress($"{place}: its limits were tried");
        return places.Select((place, number) => SightingAsync(place, hogs[number], beside[number]));
    }

    private static async Task<LimitSighting> SightingAsync(Place place, (LimitProgram Hog, Task<LimitEnd> End)[] hogs, LimitEnd neighbour) =>
        new(place, await EndsAsync(hogs), neighbour);

    private async Task<LimitControls> ControlAsync(Place node, CancellationToken cancellation)
    {
        // Nobody looks whether what fits stays.
        var hogs = Hogs(program => pods.Control(node, program.Verb == LimitProgram.Disk.Verb ? program with { Seconds = 1 } : program), cancellation);
        var slowed = pods.RunAsync(pods.Control(node, Size(LimitProgram.Slowed)), cancellation);
        return new(node.Node, await EndsAsync(hogs), await slowed);
    }

    private (LimitProgram Hog, Task<LimitEnd> End)[] Hogs(Func<LimitProgram, LimitPod> make, CancellationToken cancellation) =>
        [.. ((LimitProgram[])[LimitProgram.Processes, LimitProgram.Memory, LimitProgram.Disk]).Select(Size).Select(hog => (hog, pods.RunAsync(make(hog), cancellation)))];

    private static async Task<(LimitProgram Hog, LimitEnd End)[]> EndsAsync((LimitProgram Hog, Task<LimitEnd> End)[] hogs) =>
        await Task.WhenAll(hogs.Select(async hog => (hog.Hog, await hog.End)));

    private async Task<LimitPod> BeginAsync(Place place, CancellationToken cancellation)
    {
        var neighbour = await pods.StartAsync(pods.Sandbox(place, Size(LimitProgram.Neighbour)), cancellation);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(run.Plan.PodTimeout);
        try
        {
            while (neighbour.Started is not null && !(await pods.ReadAsync(neighbour, deadline.Token)).Records.Any(record => record.Kind == "beat"))
                await Task.Delay(run.Plan.Interval, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            progress($"{neighbour.Name} did not begin");
        }
        return neighbour;
    }
}
