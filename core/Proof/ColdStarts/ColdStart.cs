using System.Text.Json.Serialization;

namespace Stratus.Core.Proof.ColdStarts;

/// <summary>One start of a sandbox, timed from the API call on.</summary>
public sealed record ColdStart
{
    /// <summary>Where.</summary>
    public required Place Place { get; init; }

    /// <summary>Under which condition.</summary>
    public required Condition Condition { get; init; }

    /// <summary>The pod, <c>namespace/name</c>.</summary>
    public required string Pod { get; init; }

    /// <summary>When its creation was requested, by the conductor's clock right before the call, UTC; in reports to the millisecond.</summary>
    public required DateTimeOffset Requested { get; init; }

    /// <summary>
    /// Since the request: the API server had taken it in. By the conductor's clock, when the call was answered or its watch showed the pod: later
    /// than it was by the way back from the API server.
    /// </summary>
    public TimeSpan? Admitted { get; init; }

    /// <summary>
    /// Since the request: it had a node. By the conductor's clock, when its watch said so: later than it was by the way from the API server. The
    /// API itself dates it by the second only.
    /// </summary>
    public TimeSpan? Scheduled { get; init; }

    /// <summary>
    /// Since the request: the guest's kernel had booted, by the guest's own account of when it was started and how long it booted, to 10 ms. Null
    /// also where there is no guest, or where its kernel's log is closed to the sandbox.
    /// </summary>
    public TimeSpan? GuestBooted { get; init; }

    /// <summary>
    /// Since the request: the pod's sandbox was there. By the conductor's clock, when it learned of the first thing that the kubelet does in a
    /// sandbox: later than it was by the way from node to API server to conductor. Null where that took until something later was known.
    /// </summary>
    public TimeSpan? SandboxCreated { get; init; }

    /// <summary>Since the request: its image was there; learned, and null, as <see cref="SandboxCreated"/>. The kubelet looks for an image only then.</summary>
    public TimeSpan? Pulled { get; init; }

    /// <summary>
    /// Since the request: the first instruction of the sandbox's own program ran. By its node's clock, with which the container runtime stamps the
    /// lines that it reads, less that clock's measured offset: as wrong as the measurement may be, and later by what its soonest line took from
    /// the program to the runtime. Null where it never did. Of a sandbox that waited in a pool, by the conductor's clock: when its claim said that it was handed out,
    /// which is asked every 20 ms; its program ran by then.
    /// </summary>
    public TimeSpan? FirstInstruction { get; init; }
}

/// <summary>What decides how long a start may take.</summary>
/// <param name="Concurrency">How many sandboxes started at once; 1: one after another.</param>
/// <param name="ImagePresent">Whether the node had the image, as its kubelet said at this very start. Where nobody may ask it: whether it had been started there before.</param>
public sealed record Condition(int Concurrency, bool ImagePresent)
{
    /// <summary>Whether it was claimed from a pool in which it had been started beforehand: no cold start, and never counted as one. Default: no.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Warm { get; init; }

    /// <summary>The condition in words: <c>one after another, image present</c>.</summary>
    public override string ToString() =>
        $"{(Concurrency == 1 ? "one after another" : $"{Concurrency} at once")}, {(Warm ? "claimed from a warm pool" : $"image {(ImagePresent ? "present" : "absent")}")}";
}

/// <summary>How long a start may take.</summary>
/// <param name="RuntimeClass">The RuntimeClass that it is for.</param>
/// <param name="Condition">Under which condition.</param>
/// <param name="Percentile">50, 95 or 99; 100 is the slowest.</param>
/// <param name="Limit">The longest time from the API call to the first instruction.</param>
public sealed record Budget(string RuntimeClass, Condition Condition, int Percentile, TimeSpan Limit)
{
    /// <summary>What times say of it: inconclusive with fewer than the percentile takes.</summary>
    /// <param name="times">From the API call to the first instruction, of starts of the RuntimeClass under the condition.</param>
    public Outcome Judge(IReadOnlyCollection<TimeSpan> times) =>
        times.Count < Percentiles.Needed(Percentile) ? Outcome.Inconclusive
        : Percentiles.Of(times, Percentile) <= Limit ? Outcome.Holds
        : Outcome.Broken;
}
