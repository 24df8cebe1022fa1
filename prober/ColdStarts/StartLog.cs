using System.Globalization;
using Stratus.Prober.Probe;

namespace Stratus.Prober.ColdStarts;

/// <summary>The log of a sandbox whose start is timed. Each line has two times: the sandbox's when it was written, its node's when it was read.</summary>
internal sealed record StartLog
{
    /// <summary>
    /// When the first record was written, by the node's clock; null where there is none. A line is read some time after it was written, on a
    /// busy node some milliseconds; so the line that was read soonest tells how the sandbox's clock stands to the node's, and the sandbox's
    /// clock when the first was written. It may be as wrong as it likes, as long as it runs.
    /// </summary>
    public DateTimeOffset? First { get; private init; }

    /// <summary>For how long the kernel had been running then; null where it did not say.</summary>
    public TimeSpan? Uptime { get; private init; }

    /// <summary>How long the kernel booted; null where its log is closed.</summary>
    public TimeSpan? BootTook { get; private init; }

    /// <summary>Whether all was said that the start is timed by.</summary>
    public bool Timed { get; private init; }

    /// <summary>All that was said.</summary>
    public required ProbeLog Records { get; init; }

    /// <summary>Reads a log as the API server gives it with timestamps: each line after the time of it, and a space.</summary>
    public static StartLog Parse(string log, string token)
    {
        var records = ProbeLog.Parse(log, token);
        var delays = records.Records.Where(record => record.Read is not null).Select(record => record.Read!.Value - record.At).ToArray();
        var began = records.Records.FirstOrDefault(record => record.Kind == "began");
        return new()
        {
            Records = records,
            First = began is null || delays.Length == 0 ? null : began.At + delays.Min(),
            Uptime = began is not null && Seconds(records, "started") is { } started ? began.At - (DateTimeOffset.UnixEpoch + started) : null,
            BootTook = Seconds(records, "took"),
            Timed = records.Records.Any(record => record.Kind == "timed"),
        };
    }

    private static TimeSpan? Seconds(ProbeLog log, string name) =>
        decimal.TryParse(log.Value("boot", name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 253402300800
            ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
}
