using System.Collections.Immutable;
using Stratus.Core.Proof;

namespace Stratus.Prober.ColdStarts;

/// <summary>Sandboxes of one RuntimeClass on one node that start at once, and whose first instructions are waited for.</summary>
/// <param name="Places">Where, one for each.</param>
/// <param name="Counts">Whether they are timed; no: they only warm the node up, or send a first packet.</param>
/// <param name="Image">An image that the node is said not to have; null: the plan's.</param>
internal sealed record StartStep(ImmutableArray<Place> Places, bool Counts = true, string? Image = null)
{
    /// <summary>How many.</summary>
    public int AtOnce => Places.Length;

    /// <summary>Their RuntimeClass.</summary>
    public string RuntimeClass => Places[0].RuntimeClass;
}
