using System.Globalization;
using k8s.Models;
using Stratus.Prober.ColdStarts;
using Stratus.Prober.Limits;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Smoke;

/// <summary>What a run does in which order, and how long that should take, which is said before it begins.</summary>
internal sealed record RunSchedule
{
    /// <summary>How long a run takes where everything comes up: what is left of that is for cold starts.</summary>
    public static readonly TimeSpan Goal = TimeSpan.FromMinutes(3);

    // Before its first act a container of runc takes about that; pods are looked at four times a second; a pod that was deleted is gone about that later.
    private static readonly TimeSpan Around = TimeSpan.FromSeconds(1.5);

    // What processes and memory are taken in; and, before and after the starts, what the reading of the clocks takes, and their pods.
    private static readonly TimeSpan Hogs = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Clocks = TimeSpan.FromSeconds(4);

    /// <summary>The steps, each with what it should take.</summary>
    public required IReadOnlyList<(string What, TimeSpan Takes)> Steps { get; init; }

    /// <summary>Whether there is room for what may linger of the limits beside the starts.</summary>
    public required bool MayLinger { get; init; }

    /// <summary>What all of them should take.</summary>
    public TimeSpan Takes => Steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Takes);

    /// <summary>The schedule of a run.</summary>
    public static RunSchedule Of(SmokeRun run, IReadOnlyCollection<V1Node> nodes, ColdStartOptions options)
    {
        var expected = new ExpectedStarts(run.Plan.RuntimeClasses);
        var places = nodes.Count == 0 ? 0 : run.Places(nodes.First().Name()).Count();
        var limited = nodes.Count == 0 ? 0 : run.LimitPlaces(nodes.First().Name()).Count();
        var room = Room.OfEach(nodes, run.Plan);
        var linger = room >= places + options.Concurrency;
        return new()
        {
            MayLinger = linger,
            Steps = places == 0 ? [] : [Targets, Looks(run, expected, places, room), .. Limits(run, expected, limited, room, linger), .. Starts(run, nodes, options), Cleaning],
        };
    }

    /// <summary>It in a few lines.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"""
        all nodes at once, on each:
        {string.Join('\n', Steps.Select(step => string.Create(CultureInfo.InvariantCulture, $"  {step.Takes.TotalSeconds,4:0} s  {step.What.Replace("\n", "\n          ", StringComparison.Ordinal)}")))}
        about {Takes.TotalSeconds:0} s, {ExpectedStarts.Words}
        """);

    private static (string, TimeSpan) Targets => ("what is tried is started", ExpectedStarts.Control + Around);

    private static (string, TimeSpan) Cleaning => ("everything is taken away", TimeSpan.FromSeconds(2));

    // A sandbox and its control, which wait for an answer and then look, and a second sandbox.
    private static (string, TimeSpan) Looks(SmokeRun run, ExpectedStarts expected, int places, int room)
    {
        var atOnce = Math.Min(places, room);
        var one = expected.TakeOfAll(2 * atOnce) + TimeSpan.FromSeconds(new ProbeRequest { Run = "x" }.WaitSeconds) + expected.TakeOfAll(atOnce) + (3 * Around);
        var beside = run.Plan.TriesLimits ? "; beside them the controls of limits" : "";
        return ($"{places} places, {atOnce} at once: a sandbox and its control, then a second sandbox{beside}", one * Rounds.Of(places, atOnce));
    }

    private static IEnumerable<(string, TimeSpan)> Limits(SmokeRun run, ExpectedStarts expected, int places, int room, bool lingerBesideStarts)
    {
        if (!run.Plan.TriesLimits) yield break;
        var (atOnce, linger) = LimitRounds.AtOnce(room, places);
        var disk = TimeSpan.FromSeconds(LimitProgram.Disk.Seconds);
        var one = expected.TakeOfAll(atOnce) + LimitRounds.Alone + expected.TakeOfAll(3 * atOnce) + (linger ? Hogs : disk);
        var takes = (one * Rounds.Of(places, atOnce)) + (linger && !lingerBesideStarts ? disk : TimeSpan.Zero);
        yield return ($"{places} places, {atOnce} at once: a neighbour and what takes processes, memory and disk", takes);
    }

    private static IEnumerable<(string, TimeSpan)> Starts(SmokeRun run, IReadOnlyCollection<V1Node> nodes, ColdStartOptions options)
    {
        var starts = StartSchedule.Of(nodes.SelectMany(node => run.Places(node.Name())), run.Plan.RuntimeClasses, options);
        if (starts.Steps.Values.Any(steps => steps.Length > 0))
            yield return ($"starts, the first act of each to connect:\n{starts}", starts.Estimate + (options.Samples > 0 ? Clocks : TimeSpan.Zero));
    }
}
