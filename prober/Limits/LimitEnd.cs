using System.Globalization;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Limits;

/// <summary>How a pod ended.</summary>
/// <param name="Pod">The pod, <c>namespace/name</c>.</param>
/// <param name="Log">What it said.</param>
/// <param name="Reason">Why it ended, in the kubelet's words for the pod or its container: <c>OOMKilled</c>, <c>Evicted</c>, …; empty: it did not say.</param>
/// <param name="Message">What else the kubelet said.</param>
/// <param name="ExitCode">Its program's exit code; null where none is known.</param>
/// <param name="IsDeleted">Whether somebody had it deleted, which kills it too.</param>
/// <param name="Seen">When that was seen, by the conductor's clock.</param>
internal sealed record LimitEnd(string Pod, ProbeLog Log, string Reason, string Message, int? ExitCode, bool IsDeleted, DateTimeOffset Seen)
{
    // Killed by SIGKILL under runc and in a virtual machine; what gVisor reports when its sandbox was killed as a whole.
    private static readonly int?[] Killed = [137, 128];

    /// <summary>When it was last heard of, by its node's clock; a log may be gone with its pod.</summary>
    public DateTimeOffset At => Log.Records.LastOrDefault()?.Seen ?? Seen;

    /// <summary>Whether it came to any end of its own, before it was taken away.</summary>
    public bool HasEnded => Reason.Length > 0 || ExitCode is not null;

    /// <summary>Why it ended, in words behind others; empty where it did not say.</summary>
    public string Why => (Reason, ExitCode) switch
    {
        _ when IsDeleted => ": somebody deleted it",
        ({ Length: > 0 } reason, { } code) => string.Create(CultureInfo.InvariantCulture, $": {reason}, exit code {code}"),
        ({ Length: > 0 } reason, _) => $": {reason}",
        (_, { } code) => string.Create(CultureInfo.InvariantCulture, $": exit code {code}"),
        _ => "",
    };

    /// <summary>Whether it was killed for the memory that it took, as far as anybody says.</summary>
    public bool WasKilled => !IsDeleted && (Reason == "OOMKilled" || (Reason is "" or "Error" or "ContainerStatusUnknown" && Killed.Contains(ExitCode)));

    /// <summary>
    /// Whether it had to go because of the disk that it had taken, as the kubelet's eviction manager words it. A node that is low on disk evicts
    /// too, and whoever uses more than he requested first: that is no limit that was kept.
    /// </summary>
    public bool WasEvictedForDisk => !IsDeleted && Reason == "Evicted" && Message.Contains("ephemeral", StringComparison.Ordinal)
        && Message.Contains("exceed", StringComparison.Ordinal) && !Message.Contains("node was low", StringComparison.Ordinal);
}
