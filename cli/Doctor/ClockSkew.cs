using System.Collections.Immutable;
using System.Globalization;

namespace Stratus.Cli.Doctor;

/// <summary>How far a machine's clock is off, against the clock here.</summary>
internal static class ClockSkew
{
    /// <summary>etcd warns of peers whose clocks differ by more.</summary>
    public const double WarnSeconds = 1;

    /// <summary>
    /// A certificate or token that one machine makes is not yet valid, or no longer, on another one; the first step of <c>up</c> refuses the same.
    /// </summary>
    public const double FatalSeconds = 30;

    /// <summary>
    /// By how many seconds a clock is ahead, at least; negative: behind. Both of its readings were taken between the two here, so that what
    /// they cannot explain is skew; how long the connection took is not.
    /// </summary>
    public static double Between(double sent, double began, double ended, double received) =>
        ended > received ? ended - received : began < sent ? began - sent : 0;

    /// <summary>What such a skew means.</summary>
    public static Finding Judge(double skew, IEnumerable<string> runtimes)
    {
        var off = Math.Abs(skew);
        var severity = off > FatalSeconds ? Severity.Fatal : off > WarnSeconds ? Severity.Warning : Severity.Ok;
        var same = runtimes.ToImmutableSortedDictionary(runtime => runtime, _ => severity, StringComparer.Ordinal);
        if (severity == Severity.Ok) return new("clock.skew", severity, same, "its clock and the one here agree", "", "", "");
        var seconds = off.ToString("0.#", CultureInfo.InvariantCulture);
        return new("clock.skew", severity, same, $"its clock is {seconds} s {(skew > 0 ? "ahead of" : "behind")} the one here",
            severity == Severity.Fatal ? "certificates and tokens made on one machine are not valid on the other" : "etcd warns of clocks that differ by more than a second",
            "on the wrong one of the two: timedatectl set-ntp true, or date --set", "date --utc +%T, on both");
    }
}
