using System.Collections.Immutable;

namespace Stratus.Core.Proof;

/// <summary>What a probe saw.</summary>
public enum Seen
{
    /// <summary>No answer: the probe did not run, was starved or killed, or found nothing that it could read.</summary>
    Nothing,

    /// <summary>The probe did its work and did not get through: another kernel, no marker, no answer from a target, no token.</summary>
    Shut,

    /// <summary>The probe got through: the host's kernel, a marker, an answer from a target, a token.</summary>
    Open,
}

/// <summary>What was observed, where and when.</summary>
public sealed record Evidence
{
    /// <summary>What was observed, in one sentence.</summary>
    public required string What { get; init; }

    /// <summary>The pod that the probe ran in, <c>namespace/name</c>.</summary>
    public required string Pod { get; init; }

    /// <summary>The node that the pod ran on, as the API server said.</summary>
    public required string Node { get; init; }

    /// <summary>When it was observed, UTC, to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The values themselves, such as both boot ids. Holds no secret.</summary>
    public ImmutableSortedDictionary<string, string> Facts { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
