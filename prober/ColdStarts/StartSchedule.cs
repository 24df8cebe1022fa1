using System.Collections.Immutable;
using System.Globalization;
using Stratus.Core.Proof;

namespace Stratus.Prober.ColdStarts;

/// <summary>
/// What starts when. Nodes are busy all at once, for they share nothing but the API; on a node steps follow one another, so that none disturbs
/// the next. RuntimeClasses take turns: a run that has to end early ends early for all of them alike.
/// </summary>
internal sealed record StartSchedule
{
    // The calls before a first instruction is known: the creation, and the log.
    private static readonly TimeSpan Calls = TimeSpan.FromMilliseconds(100);

    /// <summary>The steps of each node, in their order.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<StartStep>> Steps { get; init; }

    /// <summary>How long it takes if every start takes what is expected.</summary>
    public required TimeSpan Estimate { get; init; }

    /// <summary>The schedule of some places.</summary>
    public static StartSchedule Of(IEnumerable<Place> places, IEnumerable<RuntimeClass> runtimes, ColdStartOptions options)
    {
        var nodes = places.GroupBy(place => place.Node, StringComparer.Ordinal).ToArray();
        var expected = new ExpectedStarts(runtimes);
        var steps = nodes.ToImmutableSortedDictionary(node => node.Key, node => Of([.. node], options, nodes.Length), StringComparer.Ordinal);
        return new() { Steps = steps, Estimate = steps.Values.Select(node => Takes(node, expected, options)).DefaultIfEmpty().Max() };
    }

    /// <summary>What will happen, in a few lines.</summary>
    public override string ToString() => string.Join('\n', Steps.Values.Take(1).SelectMany(Lines));

    private static ImmutableArray<StartStep> Of(Place[] places, ColdStartOptions options, int nodes)
    {
        var cold = places.Where(place => place.LaunchPath != LaunchPath.WarmPool).ToArray();
        var classes = cold.GroupBy(place => place.RuntimeClass, StringComparer.Ordinal).Select(paths => paths.ToArray()).ToArray();
        var counts = options.Samples > 0;
        var (paths, warmups) = (classes.Select(places => places.Length).DefaultIfEmpty(1).Max(), options.Warmups);
        var (single, waves) = (options.SinglesFor(paths), options.WavesFor(paths, nodes));
        return
        [
            .. Rounds(warmups, classes, number => paths => new StartStep([At(paths, number)], Counts: false)),
            .. Rounds(single, classes, number => paths => new StartStep([At(paths, number)], counts)),
            // Each image is absent from a node only once.
            .. cold.Length == 0 ? [] : options.AbsentImages.Select((image, number) => new StartStep([At(cold, number)], Image: image)),
            .. Rounds(waves, classes, number => paths => new StartStep([.. Enumerable.Range(number * options.Concurrency, options.Concurrency).Select(one => At(paths, one))], counts)),
            // A claim is no cold start: it takes nothing from their samples. Last, for a pool that is never filled costs the run its patience.
            .. Claims(places.Except(cold), options),
        ];
    }

    private static IEnumerable<StartStep> Claims(IEnumerable<Place> places, ColdStartOptions options) =>
        Enumerable.Range(0, options.Claims).Chunk(Math.Max(options.Concurrency, 1))
            .SelectMany(some => places.Select(place => new StartStep([.. Enumerable.Repeat(place, some.Length)], options.Samples > 0)));

    private static IEnumerable<StartStep> Rounds(int times, Place[][] classes, Func<int, Func<Place[], StartStep>> step) =>
        Enumerable.Range(0, times).SelectMany(number => classes.Select(step(number)));

    // Launch paths take turns.
    private static Place At(Place[] places, int number) => places[number % places.Length];

    private static TimeSpan Takes(ImmutableArray<StartStep> steps, ExpectedStarts expected, ColdStartOptions options)
    {
        // Who starts at once waits until those before it are gone, who end when nobody has answered them.
        var starts = steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + expected.Take(step.RuntimeClass, step.AtOnce) + Calls
            + (step.AtOnce > 1 && options.FirstPackets > 0 ? options.AnswerWait : TimeSpan.Zero));
        return options.FirstPackets == 0 ? starts : starts * (1 + (ExpectedStarts.Control / options.ControlEvery));
    }

    private static IEnumerable<string> Lines(ImmutableArray<StartStep> steps) =>
        from step in steps
        group step by (step.Counts, step.AtOnce, IsAbsent: step.Image is not null, IsClaim: step.Places[0].LaunchPath == LaunchPath.WarmPool) into same
        let names = same.Select(step => step.RuntimeClass).Distinct().ToArray()
        let times = same.Count() / names.Length
        let classes = $"{string.Join(", ", names)}, by {string.Join(" and ", same.SelectMany(step => step.Places).Select(place => Place.Name(place.LaunchPath)).Distinct())}"
        select string.Create(CultureInfo.InvariantCulture,
            $"{(same.Key.Counts ? "timed" : "not timed")}, {times} times {(same.Key.AtOnce == 1 ? "one" : $"{same.Key.AtOnce} at once")} of each{(same.Key.IsAbsent ? ", image absent" : "")}: {classes}");
}
