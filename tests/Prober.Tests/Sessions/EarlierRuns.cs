using System.Security.Cryptography;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Proof.Reports;
using Stratus.Prober.Sessions;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Smoke;
using Stratus.Tests.Shared;

namespace Stratus.Prober.Tests.Sessions;

/// <summary>Runs of some days ago, made up: whatever starts today is slower than what they saw.</summary>
internal static class EarlierRuns
{
    /// <summary>A run of so many days ago, of the stack, the node and the RuntimeClass that whole runs look at.</summary>
    public static ProofRun Of(int day)
    {
        var run = ProofRuns.Healthy(day, nodes: 1, runtimes: 1, starts: 10, slower: 0.01);
        var started = TimeProvider.System.GetUtcNow().AddDays(-day);
        return run with
        {
            Stack = "test",
            Started = started,
            Finished = started.AddMinutes(3),
            Observations = [],
            Nodes = [.. run.Nodes.Select(node => node with { Name = "node-1" })],
            Scope = run.Scope with { Nodes = ["node-1"], RuntimeClasses = [Runs.MicroVm], Budgets = [] },
            ColdStarts = [.. run.ColdStarts.Select(start => start with { Place = new("node-1", Runs.MicroVm.Name, start.Place.LaunchPath) })],
        };
    }

    /// <summary>Has a cluster keep reports of runs, as if they had been made there.</summary>
    public static async Task KeepAsync(StandInCluster cluster, SmokePlan plan, ECDsa key, IEnumerable<ProofRun> runs)
    {
        foreach (var run in runs)
            await new Ledger(cluster.Client, plan).KeepAsync(Results.Of(run) with { Report = ReportFile.Write(run, key) }, TestContext.Current.CancellationToken);
    }
}
