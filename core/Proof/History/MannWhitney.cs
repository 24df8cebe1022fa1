namespace Stratus.Core.Proof.History;

/// <summary>
/// Whether times tend to be longer than others, by ranks: a single slow start counts as one rank, however slow it was, and no shape of the
/// distribution is assumed. Cold starts have long tails, where a comparison of means sees what is not there.
/// </summary>
internal static class MannWhitney
{
    /// <summary>
    /// How likely ranks at least as high would be if both came from one distribution. By the normal approximation, corrected for ties and
    /// continuity; good from about ten samples a side.
    /// </summary>
    public static double LongerP(IReadOnlyCollection<TimeSpan> now, IReadOnlyCollection<TimeSpan> earlier)
    {
        double n = now.Count, m = earlier.Count, all = n + m;
        var (rankSum, ties) = Ranks(now, earlier);
        var u = rankSum - n * (n + 1) / 2;
        var variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
        return variance <= 0 ? 1 : Tails.Normal((u - n * m / 2 - 0.5) / Math.Sqrt(variance));
    }

    // The sum of the ranks of now, equal times sharing theirs; and of t³ − t over the groups of equal times.
    private static (double RankSum, double Ties) Ranks(IReadOnlyCollection<TimeSpan> now, IReadOnlyCollection<TimeSpan> earlier)
    {
        var sorted = now.Select(time => (Time: time, IsNow: true)).Concat(earlier.Select(time => (Time: time, IsNow: false))).ToArray();
        Array.Sort(sorted, (one, other) => one.Time.CompareTo(other.Time));
        double rankSum = 0, ties = 0;
        for (var start = 0; start < sorted.Length;)
        {
            var end = start;
            var count = 0;
            for (; end < sorted.Length && sorted[end].Time == sorted[start].Time; end++)
                if (sorted[end].IsNow) count++;
            double group = end - start;
            rankSum += count * (start + 1 + end) / 2.0;
            ties += group * group * group - group;
            start = end;
        }
        return (rankSum, ties);
    }
}
