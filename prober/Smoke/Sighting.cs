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
    /// <summary>Evidence from one of the pods.</summary>
    public Evidence Of(PodLog pod, string what, params (string Name, string? Value)[] facts) => new()
    {
        What = what,
        Pod = pod.Pod,
        Node = Place.Node,
        At = pod.Log.Records.LastOrDefault()?.At ?? DateTimeOffset.UnixEpoch,
        Facts = facts.Where(fact => fact.Value is not null)
            .Aggregate(System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, (all, fact) => all.SetItem(fact.Name, fact.Value!)),
    };
}

/// <summary>A pod and what it said.</summary>
/// <param name="Pod">The pod, <c>namespace/name</c>.</param>
/// <param name="Log">Its log.</param>
internal sealed record PodLog(string Pod, ProbeLog Log);
