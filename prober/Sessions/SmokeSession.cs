using System.Collections.Immutable;
using System.Security.Cryptography;
using k8s;
using Stratus.Core.Proof;
using Stratus.Core.Proof.History;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Proof.Reports;
using Stratus.Prober.Smoke;
using Stratus.Prober.WarmPools;

namespace Stratus.Prober.Sessions;

/// <summary>A run from its plan to its signed report, whoever starts it.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="progress">Is told what happens, a line at a time; from several threads.</param>
public sealed class SmokeSession(IKubernetes cluster, Action<string> progress)
{
    private static readonly TimeSpan LeasePatience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Runs a plan once, signs what came out, and compares it with the runs whose reports the cluster keeps; <see cref="KeepAsync"/> then lets sandboxes
    /// start by it.
    /// </summary>
    /// <exception cref="k8s.Autorest.HttpOperationException">The API server does not answer, or refuses what every run needs.</exception>
    public async Task<SmokeResult> RunAsync(SmokePlan plan, ECDsa key, CancellationToken cancellation)
    {
        await new LeaseKeeper(cluster, plan).PutShutAsync(cancellation);
        // Before the run, which then has the memory for itself.
        var earlier = await ReadAsync(plan, key, cancellation);
        plan = await PoolObjects.DeclareAsync(cluster, plan, cancellation);
        var run = await new Conductor(cluster, SmokeRun.New(plan), progress).RunAsync(cancellation);
        return new(run, Judge.Of(run), ReportFile.Write(run, key), Compare(run, earlier));
    }

    /// <summary>A run beside earlier ones; of each that it cannot be compared with is said why.</summary>
    internal RunHistory Compare(ProofRun run, ImmutableArray<ProofRun> earlier)
    {
        foreach (var other in earlier)
        {
            if (Regression.Obstacle(run, other) is { } why) progress($"the report of run {other.Id} is not compared: {why}");
        }
        return RunHistory.Of(run, earlier);
    }

    /// <summary>The runs whose reports the cluster keeps, as far as they were signed by the same key.</summary>
    internal async Task<ImmutableArray<ProofRun>> ReadAsync(SmokePlan plan, ECDsa key, CancellationToken cancellation)
    {
        ImmutableArray<ProofRun> earlier = [];
        var problem = await TryAsync("the kept reports were not read, and nothing is compared with them",
            async () => earlier = await new Ledger(cluster, plan).ReadAsync(key, progress, cancellation), cancellation);
        if (problem is not null) progress(problem);
        // What they took goes back to the pod, which has little: for minutes nothing else would ask for it.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return earlier;
    }

    /// <summary>Writes the lease that rests on a run, and keeps its report in the cluster: each whether or not the other can be done.</summary>
    /// <returns>What could not be done and why; null: nothing. What came out of the run is none the less so.</returns>
    public async Task<string?> KeepAsync(SmokePlan plan, SmokeResult result, CancellationToken cancellation)
    {
        var lease = await TryAsync("the lease was not written", async () => Say(await WriteLeaseAsync(plan, result, cancellation), result.Run), cancellation);
        var report = await TryAsync("the report was not kept in the cluster", () => new Ledger(cluster, plan).KeepAsync(result, cancellation), cancellation);
        return lease is null ? report : report is null ? lease : $"{lease}\n{report}";
    }

    // The lease that is there lets sandboxes start, whatever this run has seen.
    private Task<ProofLease> WriteLeaseAsync(SmokePlan plan, SmokeResult result, CancellationToken cancellation) =>
        Throttling.InsistAsync(token => new LeaseKeeper(cluster, plan).WriteAsync(result, token), cancellation, LeasePatience);

    private void Say(ProofLease lease, ProofRun run)
    {
        if (lease.Run != run.Id)
        {
            progress($"the lease rests on run {lease.Run}, which began later, {lease.Started:yyyy-MM-dd HH:mm:ss} UTC: this run adds nothing to it. If that one's clock was wrong, run:"
                + $" kubectl -n {ProofNames.Namespace} delete configmap {ProofNames.Lease}, then the proof again");
        }
        else if (lease.StackSha256.Length == 0) progress("the plan does not say which stack it vouches for: where admission asks for a lease, no new sandbox starts by this run");
        progress(Words(lease));
    }

    private static string Words(ProofLease lease) => lease.Nodes.IsEmpty
        ? "no new sandbox may start: the lease covers none"
        : $"new sandboxes may start until {lease.ValidUntil:yyyy-MM-dd HH:mm:ss} UTC: {string.Join(' ', lease.RuntimeClasses)} on {string.Join(' ', lease.Nodes)}";

    private static async Task<string?> TryAsync(string failure, Func<Task> act, CancellationToken cancellation)
    {
        try
        {
            await act();
            return null;
        }
        catch (Exception error) when (ClusterProblem.Words(error, cancellation) is { } words)
        {
            return $"{failure}: {words}";
        }
    }
}
