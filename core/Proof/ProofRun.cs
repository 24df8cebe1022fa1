using System.Collections.Immutable;
using Stratus.Core.Proof.ColdStarts;

namespace Stratus.Core.Proof;

/// <summary>
/// One run of the proof: what was declared, and all that was seen. It holds no verdict, for that follows from it: see <see cref="Judge"/>.
/// </summary>
public sealed record ProofRun
{
    /// <summary>What tells it from every other run.</summary>
    public required string Id { get; init; }

    /// <summary>The stack that it vouches for.</summary>
    public required string Stack { get; init; }

    /// <summary>When the first probe started, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When the last probe had ended, UTC.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>The version of Stratus that ran it.</summary>
    public required string Tool { get; init; }

    /// <summary>The SHA-256 of <c>versions.lock.json</c>, lower-case hex.</summary>
    public required string LockDigest { get; init; }

    /// <summary>The versions that the cluster itself reports, by name: k3s, Cilium, Kata Containers.</summary>
    public required ImmutableSortedDictionary<string, string> Versions { get; init; }

    /// <summary>What the stack declares.</summary>
    public required Scope Scope { get; init; }

    /// <summary>The nodes, as they were found.</summary>
    public required ImmutableArray<NodeFacts> Nodes { get; init; }

    /// <summary>What the probes saw, in any order.</summary>
    public required ImmutableArray<Observation> Observations { get; init; }

    /// <summary>Every cold start that was timed, in any order.</summary>
    public required ImmutableArray<ColdStart> ColdStarts { get; init; }
}

/// <summary>A node, as it was found.</summary>
public sealed record NodeFacts
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its kernel's boot id.</summary>
    public required string BootId { get; init; }

    /// <summary>Its kernel's release.</summary>
    public required string Kernel { get; init; }

    /// <summary>Its architecture in the lock file's words: <c>amd64</c> or <c>arm64</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>By how much its clock is ahead of the one that timed the requests; negative: behind. Null where it was not measured.</summary>
    public TimeSpan? ClockOffset { get; init; }

    /// <summary>By how much that may be wrong, half of what the measurement took. Null where it was not measured.</summary>
    public TimeSpan? ClockUncertainty { get; init; }
}
