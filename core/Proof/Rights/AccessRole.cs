using System.Collections.Immutable;

namespace Stratus.Core.Proof.Rights;

/// <summary>Rules that hold in one place.</summary>
/// <param name="Name">What it is called among the conductor's.</param>
/// <param name="Namespace">The namespace; null: the whole cluster.</param>
/// <param name="Rules">What is allowed there.</param>
public sealed record AccessRole(string Name, string? Namespace, ImmutableArray<AccessRule> Rules);
