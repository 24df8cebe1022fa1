using System.Collections.Immutable;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Plans;
using Stratus.Prober.Smoke;
using Stratus.Prober.Tests.Cluster;

namespace Stratus.Prober.Tests.Smoke;

/// <summary>Plans, and whole runs of them.</summary>
internal static class Runs
{
    public static readonly RuntimeClass GVisor = new("gvisor", "runsc", RuntimeKind.GVisor);
    public static readonly RuntimeClass MicroVm = new("kata-qemu", "kata-qemu", RuntimeKind.MicroVm);

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
        Concurrency = 1,
        FirstPackets = 0,
        Samples = 0,
        TriesLimits = false,
        Interval = TimeSpan.FromMilliseconds(50),
    };

    /// <summary>Runs a plan with the rights that the conductor has; what it proves of the checks that saw anything.</summary>
    public static async Task<SmokeResult> RunAsync(Kubelet kubelet, SmokePlan plan, Action<StandInCluster>? prepare = null)
    {
        await using var cluster = await StandInCluster.StartAsync(kubelet);
        var access = cluster.Access = ClusterAccess.OfConductor(plan.SandboxNamespace);
        prepare?.Invoke(cluster);
        var said = new List<string>();
        var run = await new Conductor(cluster.HeldClient, new(plan, "r1"), line =>
        {
            lock (said) said.Add(line);
        }).RunAsync(TestContext.Current.CancellationToken);
        access.Refused.ShouldBeEmpty("it does nothing that it has no right to");
        cluster.Objects.ShouldBeEmpty("a run leaves nothing behind");
        return new(run, Judge.Of(run), said, [.. cluster.Created]);
    }
}

/// <summary>What came out of a run.</summary>
internal sealed record SmokeResult(ProofRun Run, ProofVerdict Verdict, IReadOnlyList<string> Said, IReadOnlyList<k8s.Models.V1Pod> Created)
{
    /// <summary>The outcomes of the checks that saw anything, by their ids.</summary>
    public Dictionary<string, Outcome> Outcomes
    {
        get
        {
            var looked = Run.Observations.Select(observation => observation.Check).ToHashSet();
            return Verdict.Properties.SelectMany(property => property.Checks).Where(check => looked.Contains(check.Check))
                .ToDictionary(check => check.Check, check => check.Outcome);
        }
    }

    /// <summary>The targets of a check's findings of an outcome.</summary>
    public IEnumerable<string> Targets(string check, Outcome outcome) =>
        Verdict.Findings().Where(finding => finding.Check == check && finding.Outcome == outcome).Select(finding => finding.Target).Distinct();
}
