using System.Collections.Immutable;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Plans;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.Tests.Smoke;

/// <summary>Plans, and runs around what a conductor saw.</summary>
internal static class Runs
{
    public static SmokePlan Plan(params ImmutableArray<RuntimeClass> runtimes) => new()
    {
        Stack = "test",
        LockDigest = new string('0', 64),
        SandboxNamespace = "sandboxes",
        Image = "registry.example/runtime@sha256:0000000000000000000000000000000000000000000000000000000000000000",
        Nodes = ["node-1"],
        RuntimeClasses = runtimes,
        LaunchPaths = [LaunchPath.Pod],
        Internet = new(),
        Budgets = [],
        Interval = TimeSpan.FromMilliseconds(50),
    };

    public static ProofRun Of(SmokeRun run, SmokeSightings seen) => new()
    {
        Id = run.Id,
        Stack = run.Plan.Stack,
        Started = seen.Started,
        Finished = seen.Finished,
        Tool = "0.0.0",
        LockDigest = run.Plan.LockDigest,
        Versions = ImmutableSortedDictionary<string, string>.Empty,
        Scope = new()
        {
            Nodes = run.Plan.Nodes,
            RuntimeClasses = run.Plan.RuntimeClasses,
            LaunchPaths = run.Plan.LaunchPaths,
            Targets = [],
            Budgets = run.Plan.Budgets,
        },
        Nodes = seen.Nodes,
        Observations = seen.Observations,
        ColdStarts = [],
    };
}
