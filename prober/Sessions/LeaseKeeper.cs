using System.Net;
using System.Security.Cryptography;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Core.Naming;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Plans;

namespace Stratus.Prober.Sessions;

/// <summary>Writes the lease by which admission lets new sandboxes start.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="plan">What says for how long.</param>
/// <param name="settling">How long admission may take to learn of a lease that was not there. Default: 5 s.</param>
internal sealed class LeaseKeeper(IKubernetes cluster, SmokePlan plan, TimeSpan? settling = null)
{
    private readonly TimeSpan settling = settling ?? TimeSpan.FromSeconds(5);

    /// <summary>Sees to it that there is one: without any, admission refuses every pod, the proof's own too. What is put there lets nothing else start.</summary>
    public async Task PutShutAsync(CancellationToken cancellation)
    {
        try
        {
            await cluster.CoreV1.ReadNamespacedConfigMapAsync(ProofNames.Lease, plan.ControlNamespace, cancellationToken: cancellation);
        }
        catch (HttpOperationException missing) when (missing.Response.StatusCode == HttpStatusCode.NotFound)
        {
            await cluster.CoreV1.CreateNamespacedConfigMapAsync(Map(ProofLease.Shut), plan.ControlNamespace, cancellationToken: cancellation);
            await Task.Delay(settling, cancellation);
        }
    }

    /// <summary>Writes what a run covers, also when that is nothing; beside a run that began later it only takes away. Gives what is there now.</summary>
    public async Task<ProofLease> WriteAsync(SmokeResult result, CancellationToken cancellation)
    {
        var own = ProofLease.Of(result.Run, result.Verdict, plan.Lease, Convert.ToHexStringLower(SHA256.HashData(result.Report)), plan.StackDigest);
        while (true)
        {
            var there = await cluster.CoreV1.ReadNamespacedConfigMapAsync(ProofNames.Lease, plan.ControlNamespace, cancellationToken: cancellation);
            var lease = own.Over(ProofLease.Read(there.Data?.ToDictionary()));
            try
            {
                await cluster.CoreV1.ReplaceNamespacedConfigMapAsync(Map(lease, there.Metadata.ResourceVersion), ProofNames.Lease, plan.ControlNamespace, cancellationToken: cancellation);
                return lease;
            }
            catch (HttpOperationException meanwhile) when (meanwhile.Response.StatusCode == HttpStatusCode.Conflict)
            {
                // Another run wrote between the two calls: what that one covers counts.
            }
        }
    }

    private V1ConfigMap Map(ProofLease lease, string? version = null) => new()
    {
        Metadata = new()
        {
            Name = ProofNames.Lease,
            NamespaceProperty = plan.ControlNamespace,
            ResourceVersion = version,
            Labels = new Dictionary<string, string> { [Labels.ManagedBy] = Labels.Stratus },
        },
        Data = lease.ToData().ToDictionary(),
    };
}
