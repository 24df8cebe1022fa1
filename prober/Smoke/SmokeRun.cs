using System.Security.Cryptography;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Plans;

namespace Stratus.Prober.Smoke;

/// <summary>One run of a plan.</summary>
/// <param name="Plan">What is looked at.</param>
/// <param name="Id">What tells the run from every other: lower-case letters and digits; part of its objects' names.</param>
public sealed record SmokeRun(SmokePlan Plan, string Id)
{
    /// <summary>A run of its own.</summary>
    public static SmokeRun New(SmokePlan plan) => new(plan, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)));

    /// <summary>The places on a node.</summary>
    public IEnumerable<Place> Places(string node) =>
        from runtime in Plan.RuntimeClasses
        from path in Plan.LaunchPaths
        select new Place(node, runtime.Name, path);

    /// <summary>Those of them in which limits are tried: nothing tells a sandbox that waits in a pool when to begin, and a pool replaces one that was killed.</summary>
    public IEnumerable<Place> LimitPlaces(string node) => Places(node).Where(place => Checks.IsLimited(place.LaunchPath));

    /// <summary>What finds all of its objects again.</summary>
    public string Selector => $"{ProofNames.RunLabel}={Id}";

    /// <summary>The name of one of its objects.</summary>
    public string Name(string rest) => $"{ProofNames.Prefix}{Id}-{rest}";
}
