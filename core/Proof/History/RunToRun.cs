using System.Collections.Immutable;

namespace Stratus.Core.Proof.History;

/// <summary>Whether a run is slower than the differences between earlier runs explain: the one-sided prediction test for one more value.</summary>
internal static class RunToRun
{
    // No two runs are more alike than that; without it, runs that happen to be equal would make any other one impossible.
    private const double LeastSpread = 0.005;

    /// <summary>
    /// How likely a run at least as slow would be. Runs are taken for normal among one another, with a spread that the earlier runs show.
    /// </summary>
    /// <param name="now">The level of this run.</param>
    /// <param name="earlier">The levels of earlier runs; at least two.</param>
    public static double SlowerP(double now, IReadOnlyCollection<double> earlier)
    {
        var mean = earlier.Average();
        var spread = Math.Sqrt(earlier.Sum(level => (level - mean) * (level - mean)) / (earlier.Count - 1));
        return Tails.Student((now - mean) / (Math.Max(spread, LeastSpread) * Math.Sqrt(1 + 1.0 / earlier.Count)), earlier.Count - 1);
    }

    /// <summary>
    /// How slow a run is: the mean of the logarithms of its times, the fastest and the slowest fifth left out. In logarithms, for what slows
    /// a machine slows everything by a factor; without the ends, for they are outliers; a mean, for it needs a third fewer starts than a median.
    /// </summary>
    /// <param name="times">The times of a series, in ascending order.</param>
    public static double Level(ImmutableArray<TimeSpan> times)
    {
        var cut = times.Length / 5;
        return times.Skip(cut).Take(times.Length - 2 * cut).Average(Log);
    }

    // A phase may take no time at all; a microsecond is the least that is told apart.
    private static double Log(TimeSpan time) => Math.Log(Math.Max(time.TotalMicroseconds, 1));
}
