using System.Globalization;

namespace Stratus.Prober.Probe;

/// <summary>How an attempt to reach something ended.</summary>
public enum Answer
{
    /// <summary>The probe could not tell.</summary>
    Unknown,

    /// <summary>Something answered.</summary>
    Open,

    /// <summary>Something refused: the target itself, or a policy that rejects.</summary>
    Refused,

    /// <summary>Something on the way said that there is none.</summary>
    Unreachable,

    /// <summary>Nothing came back within the time.</summary>
    Silent,

    /// <summary>The sandbox has no such way out at all, such as no IPv6.</summary>
    Absent,
}

/// <summary>One attempt.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Answer">How it ended.</param>
/// <param name="Took">How long that took, to the millisecond.</param>
/// <param name="Words">What was said.</param>
/// <param name="At">When it had ended.</param>
public sealed record Attempt(string Target, Answer Answer, TimeSpan Took, string Words, DateTimeOffset At)
{
    /// <summary>The attempts in a log, the very first act included where there was one.</summary>
    public static IEnumerable<Attempt> In(ProbeLog log) => log.Records.Where(record => record.Kind is "first" or "target").Select(Read);

    /// <summary>The first act of a sandbox; null where it was none.</summary>
    public static Attempt? First(ProbeLog log) => log.Records.FirstOrDefault(record => record.Kind == "first") is { } record ? Read(record) : null;

    private static Attempt Read(ProbeRecord record)
    {
        var parts = record.Value.Split(' ', 3);
        var answer = Enum.TryParse<Answer>(parts[0], ignoreCase: true, out var known) && !char.IsAsciiDigit(parts[0][0]) ? known : Answer.Unknown;
        var took = parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : 0;
        return new(record.Name, answer, TimeSpan.FromMilliseconds(took), parts.Length > 2 ? parts[2] : "", record.Seen);
    }
}
