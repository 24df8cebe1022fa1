using System.Globalization;
using Stratus.Prober.Probe;

namespace Stratus.Prober.ColdStarts;

/// <summary>The log of a sandbox whose start is timed, with the time at which the container runtime read each line.</summary>
internal sealed record StartLog
{
    /// <summary>When the runtime read the first record, by the node's clock, to the nanosecond that it wrote down; null where there is none.</summary>
    public DateTimeOffset? First { get; private init; }

    /// <summary>For how long the kernel had been running then; null where it did not say.</summary>
    public TimeSpan? Uptime { get; private init; }

    /// <summary>How long the kernel booted; null where its log is closed.</summary>
    public TimeSpan? BootTook { get; private init; }

    /// <summary>Whether the program came to its end.</summary>
    public bool Ended { get; private init; }

    /// <summary>Reads a log as the API server gives it with timestamps: each line after the time of it, and a space.</summary>
    public static StartLog Parse(string log, string token)
    {
        var records = ProbeLog.Parse(log, token);
        var began = records.Records.FirstOrDefault(record => record.Kind == "began");
        return new()
        {
            First = log.Split('\n').FirstOrDefault(line => line.Contains($"stratus-probe {token} ", StringComparison.Ordinal)) is { } line ? Stamp(line) : null,
            Uptime = began is not null && Seconds(records, "started") is { } started ? began.At - (DateTimeOffset.UnixEpoch + started) : null,
            BootTook = Seconds(records, "took"),
            Ended = records.Ended,
        };
    }

    private static DateTimeOffset? Stamp(string line) =>
        DateTimeOffset.TryParse(line.Split(' ', 2)[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static TimeSpan? Seconds(ProbeLog log, string name) =>
        decimal.TryParse(log.Value("boot", name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 253402300800
            ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
}
