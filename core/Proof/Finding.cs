using System.Collections.Immutable;

namespace Stratus.Core.Proof;

/// <summary>What came out of a check in one place.</summary>
public sealed record Finding
{
    /// <summary>The check's id.</summary>
    public required string Check { get; init; }

    /// <summary>Where; null where it concerns no one place.</summary>
    public Place? Place { get; init; }

    /// <summary>The target; empty for checks without targets.</summary>
    public string Target { get; init; } = "";

    /// <summary>What came out.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>What led to it.</summary>
    public required string Reason { get; init; }

    /// <summary>What usually is the matter; empty where it holds, as the next is.</summary>
    public string LikelyCause { get; init; } = "";

    /// <summary>What to try.</summary>
    public string Try { get; init; } = "";
}

/// <summary>What came out of a check everywhere.</summary>
/// <param name="Check">The check's id.</param>
/// <param name="Outcome">The worst of its findings.</param>
/// <param name="Held">In how many places, and to how many targets, it held.</param>
/// <param name="Findings">Those that do not hold, worst first, then in the order of places.</param>
public sealed record CheckVerdict(string Check, Outcome Outcome, int Held, ImmutableArray<Finding> Findings);

/// <summary>Whether a promise is kept.</summary>
/// <param name="Property">The promise.</param>
/// <param name="Outcome">The worst of its checks.</param>
/// <param name="Checks">Its checks, in the order of <see cref="Proof.Checks"/>.</param>
public sealed record PropertyVerdict(Property Property, Outcome Outcome, ImmutableArray<CheckVerdict> Checks);

/// <summary>What a run proves.</summary>
/// <param name="Outcome">The worst of all.</param>
/// <param name="Properties">Every promise.</param>
public sealed record ProofVerdict(Outcome Outcome, ImmutableArray<PropertyVerdict> Properties)
{
    /// <summary>Everything that does not hold, worst first.</summary>
    public IEnumerable<Finding> Findings() => Properties.SelectMany(property => property.Checks).SelectMany(check => check.Findings)
        .OrderByDescending(finding => finding.Outcome);
}
