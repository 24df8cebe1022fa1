using System.Collections.Immutable;
using System.Globalization;
using Stratus.Core.Proof;

namespace Stratus.Prober.ColdStarts;

/// <summary>Sandboxes of one place that start at once, and are waited for.</summary>
/// <param name="Place">Where.</param>
/// <param name="AtOnce">How many.</param>
/// <param name="Counts">Whether they are timed; no: they only warm the node up.</param>
/// <param name="Image">An image that the node is said not to have; null: the plan's.</param>
internal sealed record StartStep(Place Place, int AtOnce, bool Counts = true, string? Image = null);

/// <summary>
/// What starts when. Nodes are busy all at once, for they share nothing but the API; on a node steps follow one another, so that none disturbs
/// the next. RuntimeClasses take turns: a run that has to end early ends early for all of them alike.
/// </summary>
internal sealed record StartSchedule
{
    // What a start is expected to take, by the handler's name: half of what this project suggests as budgets for p95 until a cluster was measured.
    private static readonly (string Part, double Seconds)[] Expected = [("qemu", 1.5), ("runsc", 0.75), ("gvisor", 0.75), ("", 1.0)];

    // The calls around a start: its creation, its log, its removal.
    private static readonly TimeSpan Calls = TimeSpan.FromMilliseconds(150);

    /// <summary>The steps of each node, in their order.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<StartStep>> Steps { get; init; }

    /// <summary>How long it takes if every start takes what is expected.</summary>
    public required TimeSpan Estimate { get; init; }

    /// <summary>When it is over, whatever starts take: the limit, and a last start that never comes.</summary>
    public required TimeSpan AtMost { get; init; }

    /// <summary>The schedule of some places.</summary>
    public static StartSchedule Of(IEnumerable<Place> places, IEnumerable<RuntimeClass> runtimes, ColdStartOptions options)
    {
        var nodes = places.GroupBy(place => place.Node, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(node => node.Key, node => Of([.. node], options), StringComparer.Ordinal);
        var handlers = runtimes.ToDictionary(runtime => runtime.Name, runtime => runtime.Handler, StringComparer.Ordinal);
        return new()
        {
            Steps = nodes,
            Estimate = nodes.Values.Select(steps => steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + Takes(step, handlers))).DefaultIfEmpty().Max(),
            AtMost = options.Limit + options.StartTimeout,
        };
    }

    /// <summary>What will happen, in a few lines.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"""
        cold starts on {Steps.Count} nodes at once, on each one step after another:
        {string.Join('\n', Steps.Values.Take(1).SelectMany(Lines))}
        about {Estimate.TotalSeconds:0} s, if a start takes 1 s, of QEMU 1.5 s, of gVisor 0.75 s; over after {AtMost.TotalSeconds:0} s whatever starts take
        """);

    private static ImmutableArray<StartStep> Of(Place[] places, ColdStartOptions options) =>
    [
        .. Enumerable.Range(0, options.Warmups).SelectMany(number => Turn(places, number).Select(place => new StartStep(place, 1, Counts: false))),
        .. Enumerable.Range(0, options.Samples).SelectMany(number => Turn(places, number).Select(place => new StartStep(place, 1))),
        // Each image is absent from a node only once.
        .. options.AbsentImages.Select((image, number) => new StartStep(places[number % places.Length], 1, Image: image)),
        .. Enumerable.Range(0, options.Waves).SelectMany(number => Turn(places, number).Select(place => new StartStep(place, options.Concurrency))),
    ];

    // One place of each RuntimeClass: launch paths take turns too.
    private static IEnumerable<Place> Turn(Place[] places, int number) =>
        places.GroupBy(place => place.RuntimeClass, StringComparer.Ordinal).Select(paths => paths.ElementAt(number % paths.Count()));

    // Starts at once share the node's cores: that n of them take as long as the root of n one after another is a guess.
    private static TimeSpan Takes(StartStep step, Dictionary<string, string> handlers)
    {
        var handler = handlers.GetValueOrDefault(step.Place.RuntimeClass, "");
        return (TimeSpan.FromSeconds(Expected.First(one => handler.Contains(one.Part, StringComparison.Ordinal)).Seconds) * Math.Sqrt(step.AtOnce)) + Calls;
    }

    private static IEnumerable<string> Lines(ImmutableArray<StartStep> steps) =>
        from step in steps
        group step by (step.Counts, step.AtOnce, IsAbsent: step.Image is not null) into same
        let names = same.Select(step => step.Place.RuntimeClass).Distinct().ToArray()
        let times = same.Count() / names.Length
        let classes = $"{string.Join(", ", names)}, by {string.Join(" and ", same.Select(step => Place.Name(step.Place.LaunchPath)).Distinct())}"
        select $"  {(same.Key.Counts ? "timed" : "warm-up")}, {times} times {(same.Key.AtOnce == 1 ? "one" : $"{same.Key.AtOnce} at once")} of each{(same.Key.IsAbsent ? ", image absent" : "")}: {classes}";
}
