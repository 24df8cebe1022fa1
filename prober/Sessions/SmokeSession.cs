using System.Security.Cryptography;
using k8s;
using Stratus.Core.Proof;
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
    /// <summary>Runs a plan once and signs what came out; <see cref="KeepAsync"/> then lets sandboxes start by it.</summary>
    /// <exception cref="k8s.Autorest.HttpOperationException">The API server does not answer, or refuses what every run needs.</exception>
    public async Task<SmokeResult> RunAsync(SmokePlan plan, ECDsa key, CancellationToken cancellation)
    {
        await new LeaseKeeper(cluster, plan).PutShutAsync(cancellation);
        plan = await PoolObjects.DeclareAsync(cluster, plan, cancellation);
        var run = await new Conductor(cluster, SmokeRun.New(plan), progress).RunAsync(cancellation);
        return new(run, Judge.Of(run), ReportFile.Write(run, key));
    }

    /// <summary>Keeps the report in the cluster, and writes the lease that rests on it.</summary>
    public async Task KeepAsync(SmokePlan plan, SmokeResult result, CancellationToken cancellation)
    {
        // What was seen takes effect even where its report cannot be kept.
        var lease = await new LeaseKeeper(cluster, plan).WriteAsync(result, cancellation);
        progress(lease.Nodes.IsEmpty ? "no new sandbox may start: the run covers none" : $"new sandboxes may start until {lease.ValidUntil:yyyy-MM-dd HH:mm:ss} UTC: {string.Join(' ', lease.RuntimeClasses)} on {string.Join(' ', lease.Nodes)}");
        await new Ledger(cluster, plan).KeepAsync(result, cancellation);
    }
}

/// <summary>What came out of a run.</summary>
/// <param name="Run">What was seen.</param>
/// <param name="Verdict">What it proves.</param>
/// <param name="Report">The signed report's file.</param>
public sealed record SmokeResult(ProofRun Run, ProofVerdict Verdict, byte[] Report);
