namespace Stratus.Core.Proof.ColdStarts;

/// <summary>
/// Percentiles by nearest rank: the smallest sample that at least so many percent of all samples do not exceed. It is a time that was
/// really measured, never one between two.
/// </summary>
public static class Percentiles
{
    /// <summary>The percentile of samples; at least one.</summary>
    /// <param name="samples">The samples, in any order.</param>
    /// <param name="percentile">1 to 100; 100 is the slowest.</param>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    public static TimeSpan Of(IReadOnlyCollection<TimeSpan> samples, int percentile)
    {
        if (samples.Count == 0) throw new ArgumentException("there is no sample", nameof(samples));
        var rank = (samples.Count * percentile + 99) / 100;
        return samples.Order().ElementAt(Math.Max(rank, 1) - 1);
    }

    /// <summary>
    /// How many samples a percentile takes: so many that one of them is expected beyond it. With fewer, the slowest sample stands for it and
    /// says little: 20 for p95, 100 for p99, 1 for the slowest.
    /// </summary>
    public static int Needed(int percentile) => percentile >= 100 ? 1 : (100 + (100 - percentile) - 1) / (100 - percentile);
}
