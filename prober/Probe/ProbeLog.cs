using System.Collections.Immutable;
using System.Globalization;

namespace Stratus.Prober.Probe;

/// <summary>What a probe wrote to its log, its only channel.</summary>
public sealed record ProbeLog
{
    private const string Mark = "stratus-probe";

    /// <summary>The records in their order.</summary>
    public required ImmutableArray<ProbeRecord> Records { get; init; }

    /// <summary>Whether the probe came to its end. What a probe that was cut short did not say means nothing.</summary>
    public required bool Ended { get; init; }

    /// <summary>Reads a log. Lines that are no records of this run are passed over: programs under a probe write too.</summary>
    /// <param name="log">The log.</param>
    /// <param name="run">The run that the records must carry.</param>
    public static ProbeLog Parse(string log, string run)
    {
        var records = log.Split('\n').Select(line => Read(line.TrimEnd('\r'), run)).OfType<ProbeRecord>().ToImmutableArray();
        return new() { Records = records, Ended = records.LastOrDefault()?.Kind == "ended" };
    }

    /// <summary>The value of the only record of a kind and name; null where there is none, or it is empty, or there are several.</summary>
    public string? Value(string kind, string name) =>
        Records.Where(record => record.Kind == kind && record.Name == name).ToArray() is [{ Value.Length: > 0 } only] ? only.Value : null;

    // A console may put escape sequences in front of a line, and a kernel its own words.
    private static ProbeRecord? Read(string line, string run)
    {
        var start = line.IndexOf($"{Mark} {run} ", StringComparison.Ordinal);
        if (start < 0) return null;
        var parts = line[start..].Split(' ', 6);
        return parts is [_, _, var seconds, var kind, var name, ..]
            && decimal.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var at)
            && at is >= 0 and < 253402300800
            ? new(DateTimeOffset.UnixEpoch.AddMicroseconds((double)(at * 1_000_000)), kind, name, parts.Length > 5 ? parts[5] : "") { Read = Stamp(line[..start]) }
            : null;
    }

    // RFC 3339, as the API server puts it before each line that it is asked to date: in the zone of the node, which need not be UTC.
    private static DateTimeOffset? Stamp(string before) =>
        before.Length > 20 && before[10] == 'T'
        && DateTimeOffset.TryParse(before.AsSpan().Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}

/// <summary>One thing that a probe saw.</summary>
/// <param name="At">When, by the sandbox's own clock, UTC.</param>
/// <param name="Kind">What about: <c>began</c>, <c>first</c>, <c>target</c>, <c>kernel</c>, <c>surface</c>, <c>marker-disk</c>, <c>marker-memory</c> or <c>ended</c>.</param>
/// <param name="Name">Which of them.</param>
/// <param name="Value">What it saw.</param>
public sealed record ProbeRecord(DateTimeOffset At, string Kind, string Name, string Value)
{
    /// <summary>When the node's container runtime read it, by the node's clock; null where the log was not asked for it.</summary>
    public DateTimeOffset? Read { get; init; }

    /// <summary>When it was seen: a guest's clock may be wrong, its node's is measured.</summary>
    public DateTimeOffset Seen => Read ?? At;
}
