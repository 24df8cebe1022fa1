namespace Stratus.Core.Proof;

/// <summary>What is known of a claim once it was put to the test; a higher value is worse.</summary>
public enum Outcome
{
    /// <summary>It was tested, its control got through as it must, and it stood.</summary>
    Holds,

    /// <summary>Nobody knows: nothing was seen, or what was seen proves nothing. Never counted as success.</summary>
    Inconclusive,

    /// <summary>It was seen not to hold.</summary>
    Broken,
}

/// <summary>How outcomes add up.</summary>
public static class Outcomes
{
    /// <summary>The worst of them; of none at all nothing is known.</summary>
    public static Outcome Worst(IEnumerable<Outcome> outcomes) => outcomes.Select(outcome => (Outcome?)outcome).Max() ?? Outcome.Inconclusive;
}
