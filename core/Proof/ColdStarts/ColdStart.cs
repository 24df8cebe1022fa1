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

    /// <summary>When its creation was requested, UTC, to the millisecond.</summary>
    public required DateTimeOffset Requested { get; init; }

    /// <summary>Since the request: the API server had taken it in.</summary>
    public TimeSpan? Admitted { get; init; }

    /// <summary>Since the request: it had a node.</summary>
    public TimeSpan? Scheduled { get; init; }

    /// <summary>Since the request: its image was there.</summary>
    public TimeSpan? Pulled { get; init; }

    /// <summary>Since the request: the pod's sandbox was there.</summary>
    public TimeSpan? SandboxCreated { get; init; }

    /// <summary>Since the request: the guest's kernel had booted. Null also where there is no guest.</summary>
    public TimeSpan? GuestBooted { get; init; }

    /// <summary>Since the request: the first instruction of the sandbox's own program ran. Null where it never did.</summary>
    public TimeSpan? FirstInstruction { get; init; }
}

/// <summary>What decides how long a start may take.</summary>
/// <param name="Concurrency">How many sandboxes started at once; 1: one after another.</param>
/// <param name="ImagePresent">Whether the node had the image.</param>
public sealed record Condition(int Concurrency, bool ImagePresent)
{
    /// <summary>The condition in words: <c>one after another, image present</c>.</summary>
    public override string ToString() =>
        $"{(Concurrency == 1 ? "one after another" : $"{Concurrency} at once")}, image {(ImagePresent ? "present" : "absent")}";
}

/// <summary>How long a start may take.</summary>
/// <param name="RuntimeClass">The RuntimeClass that it is for.</param>
/// <param name="Condition">Under which condition.</param>
/// <param name="Percentile">50, 95 or 99; 100 is the slowest.</param>
/// <param name="Limit">The longest time from the API call to the first instruction.</param>
public sealed record Budget(string RuntimeClass, Condition Condition, int Percentile, TimeSpan Limit);
