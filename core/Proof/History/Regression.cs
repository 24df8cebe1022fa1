using System.Collections.Immutable;
using Stratus.Core.Proof.ColdStarts;

namespace Stratus.Core.Proof.History;

/// <summary>A series of a run beside the same series of earlier runs.</summary>
public sealed record Comparison
{
    /// <summary>What is compared.</summary>
    public required SeriesKey Series { get; init; }

    /// <summary>How many starts this run has.</summary>
    public required int Count { get; init; }

    /// <summary>This run's median.</summary>
    public required TimeSpan Median { get; init; }

    /// <summary>The medians of the earlier runs, oldest first.</summary>
    public required ImmutableArray<TimeSpan> EarlierMedians { get; init; }

    /// <summary>How many starts the earlier runs have together.</summary>
    public required int EarlierCount { get; init; }

    /// <summary>By how much this run's median is above the median of the earlier starts, as a share of that; negative: below.</summary>
    public required double Change { get; init; }

    /// <summary>How likely so much would be if nothing had changed, adjusted for the number of comparisons by Holm's method.</summary>
    public required double P { get; init; }

    /// <summary>Whether it is slower, and not by noise.</summary>
    public required bool IsRegression { get; init; }
}

/// <summary>
/// Finds cold starts that became slower. Two tests must both say so, for each is blind to one kind of noise: <see cref="MannWhitney"/>
/// over all starts does not mind slow outliers, but takes every run for a fresh sample of the same machine; <see cref="RunToRun"/> knows
/// how much whole runs differ although nothing changed. The larger of both p-values counts, adjusted by Holm's method.
/// </summary>
public static class Regression
{
    /// <summary>The largest share of healthy runs that may be called slower in anything at all; measured it is less, see <c>docs/proof.md</c>.</summary>
    public const double FalseAlarms = 0.02;

    /// <summary>How many earlier runs there must be: with fewer nobody knows how much runs differ.</summary>
    public const int LeastRuns = 5;

    /// <summary>How many earlier runs are looked at, the latest.</summary>
    public const int MostRuns = 20;

    /// <summary>How many starts each run must have of a series.</summary>
    public const int LeastStarts = 10;

    /// <summary>The smallest change that is called one, as a share of the earlier median.</summary>
    public const double LeastChange = 0.05;

    /// <summary>The smallest change that is called one, as a time: below it nobody waits longer.</summary>
    public static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// The earlier runs that a run can be compared with, oldest first: of the same stack and the same nodes, finished before it started, each
    /// once. Other nodes are another machine.
    /// </summary>
    public static ImmutableArray<ProofRun> Comparable(ProofRun run, IEnumerable<ProofRun> others) =>
    [
        .. others.Where(other => Obstacle(run, other) is null).DistinctBy(other => other.Id).OrderBy(other => other.Started).TakeLast(MostRuns),
    ];

    /// <summary>Why a run is not one of those, in words; null where it is.</summary>
    public static string? Obstacle(ProofRun run, ProofRun other) =>
        other.Id == run.Id ? "it is the run itself"
        : other.Stack != run.Stack ? $"it is of the stack {other.Stack}"
        : !other.Scope.Nodes.ToHashSet(StringComparer.Ordinal).SetEquals(run.Scope.Nodes) ? "it is of other nodes"
        : other.Finished > run.Started ? "it had not ended when this one began"
        : null;

    /// <summary>Compares every series that enough earlier runs have.</summary>
    public static ImmutableArray<Comparison> Find(ProofRun run, IEnumerable<ProofRun> others)
    {
        var earlier = Comparable(run, others).Select(other => Series.Of(other).ToDictionary(series => series.Key, series => series.Times)).ToArray();
        return Holm(
        [
            .. from series in Series.Of(run)
               where series.Times.Length >= LeastStarts
               let before = earlier.Select(other => other.GetValueOrDefault(series.Key, [])).Where(times => times.Length >= LeastStarts).ToArray()
               where before.Length >= LeastRuns
               select Compare(series.Key, series.Times, before),
        ]);
    }

    private static Comparison Compare(SeriesKey key, ImmutableArray<TimeSpan> now, ImmutableArray<TimeSpan>[] before)
    {
        var pooled = before.SelectMany(times => times).ToArray();
        var medians = before.Select(times => Percentiles.Of(times, 50)).ToImmutableArray();
        var (median, earlier) = (Percentiles.Of(now, 50), Percentiles.Of(pooled, 50));
        return new()
        {
            Series = key,
            Count = now.Length,
            Median = median,
            EarlierMedians = medians,
            EarlierCount = pooled.Length,
            Change = earlier > TimeSpan.Zero ? median / earlier - 1 : 0,
            P = Math.Max(MannWhitney.LongerP(now, pooled), RunToRun.SlowerP(RunToRun.Level(now), [.. before.Select(RunToRun.Level)])),
            IsRegression = median - earlier >= LeastTime && median >= earlier * (1 + LeastChange),
        };
    }

    // Holm (1979): the k-th smallest of n p-values times n − k + 1, never smaller than the one before. Right whatever depends on what.
    private static ImmutableArray<Comparison> Holm(ImmutableArray<Comparison> comparisons)
    {
        var adjusted = new Dictionary<SeriesKey, double>();
        var largest = 0.0;
        foreach (var (comparison, index) in comparisons.OrderBy(comparison => comparison.P).Select((comparison, index) => (comparison, index)))
        {
            largest = Math.Max(largest, Math.Min(1, comparison.P * (comparisons.Length - index)));
            adjusted[comparison.Series] = largest;
        }
        return
        [
            .. comparisons.Select(comparison => comparison with
            {
                P = adjusted[comparison.Series],
                IsRegression = comparison.IsRegression && adjusted[comparison.Series] < FalseAlarms,
            }),
        ];
    }
}
