using System.Collections.Immutable;
using Stratus.Core.Proof;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Smoke;

/// <summary>What one place showed: a sandbox, its control beside it, and then another sandbox of the same name.</summary>
/// <param name="Place">Where.</param>
/// <param name="NodeBootId">The boot id of the node's kernel, by the node's own account.</param>
/// <param name="Sandbox">What the first sandbox said.</param>
/// <param name="Control">What the control said, meanwhile.</param>
/// <param name="Second">What the second sandbox said.</param>
internal sealed record Sighting(Place Place, string NodeBootId, PodLog Sandbox, PodLog Control, PodLog Second)
{
    /// <summary>Whether the second is the first: it was used before.</summary>
    public bool IsSame => Second.Uid.Length > 0 && Second.Uid == Sandbox.Uid;
}

/// <summary>A pod and what it said.</summary>
/// <param name="Pod">The pod, <c>namespace/name</c>.</param>
/// <param name="Node">The node that it ran on, as the API server said; empty where it never ran.</param>
/// <param name="Log">Its log.</param>
internal sealed record PodLog(string Pod, string Node, ProbeLog Log)
{
    /// <summary>What tells the pod from every other, also from one of its name; empty where it never ran.</summary>
    public string Uid { get; init; } = "";

    /// <summary>Evidence from it, as of its last record.</summary>
    public Evidence Evidence(string what, params (string Name, string? Value)[] facts) =>
        Evidence(what, Log.Records.LastOrDefault()?.Seen ?? DateTimeOffset.UnixEpoch, facts);

    /// <summary>Evidence from it.</summary>
    public Evidence Evidence(string what, DateTimeOffset at, params (string Name, string? Value)[] facts) => new()
    {
        What = what,
        Pod = Pod,
        Node = Node,
        At = at,
        Facts = facts.Where(fact => fact.Value is not null).ToImmutableSortedDictionary(fact => fact.Name, fact => fact.Value!, StringComparer.Ordinal),
    };
}
