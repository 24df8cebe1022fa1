using System.Collections.Immutable;
using Stratus.Core.Proof;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.Tests.Smoke;

/// <summary>Runs around what a conductor saw.</summary>
internal static class Runs
{
    public static Scope Scope(params ImmutableArray<RuntimeClass> runtimes) => new()
    {
        Nodes = ["node-1"],
        RuntimeClasses = runtimes,
        LaunchPaths = [LaunchPath.Pod],
        Targets = [],
        Budgets = [],
    };

    public static ProofRun Of(SmokePlan plan, SmokeSightings seen) => new()
    {
        Id = plan.Run,
        Stack = "test",
        Started = seen.Started,
        Finished = seen.Finished,
        Tool = "0.0.0",
        LockDigest = new string('0', 64),
        Versions = ImmutableSortedDictionary<string, string>.Empty,
        Scope = plan.Scope,
        Nodes = seen.Nodes,
        Observations = seen.Observations,
        ColdStarts = [],
    };
}
