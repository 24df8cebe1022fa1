using System.Collections.Immutable;

namespace Stratus.Core.Proof.Rights;

/// <summary>What may be done with resources of one API group, in the words of RBAC.</summary>
/// <param name="Group">The API group; empty: the core one.</param>
/// <param name="Resources">The resources; a subresource stands behind a slash.</param>
/// <param name="Verbs">What may be done.</param>
public sealed record AccessRule(string Group, ImmutableArray<string> Resources, ImmutableArray<string> Verbs)
{
    /// <summary>The objects that it is about, by name. Default: all, also those that have none yet.</summary>
    public ImmutableArray<string> Names { get; init; } = [];
}
