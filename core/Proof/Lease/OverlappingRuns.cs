using System.Collections.Immutable;

namespace Stratus.Core.Proof.Lease;

/// <summary>The lease where runs overlap: the Job of an up, the CronJob, and <c>stratus smoke</c>.</summary>
public static class OverlappingRuns
{
    /// <summary>
    /// The lease to write over the one that is there. A run that began earlier than the one which that rests on saw an older state: it takes away what it does not
    /// cover itself, and adds nothing. Where it vouches for another stack it has no say at all.
    /// </summary>
    /// <param name="own">What a run covers.</param>
    /// <param name="there">The lease that is there; null: none that can be read.</param>
    public static ProofLease Over(this ProofLease own, ProofLease? there)
    {
        if (there is null || there.Started < own.Started || there.Run == own.Run) return own;
        if (there.StackSha256 != own.StackSha256) return there;
        return there.Covering(Both(own.RuntimeClasses, there.RuntimeClasses), Both(own.Nodes, there.Nodes));
    }

    private static ImmutableArray<string> Both(ImmutableArray<string> some, ImmutableArray<string> others) => [.. some.Intersect(others, StringComparer.Ordinal)];
}
