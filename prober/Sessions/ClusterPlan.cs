using System.Net;
using System.Text;
using k8s;
using k8s.Autorest;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Proof.Reports;

namespace Stratus.Prober.Sessions;

/// <summary>The plan that a stack leaves in its cluster.</summary>
public static class ClusterPlan
{
    /// <summary>Reads it.</summary>
    /// <exception cref="ReportException">There is none, or it is no plan.</exception>
    public static async Task<SmokePlan> ReadAsync(IKubernetes cluster, CancellationToken cancellation)
    {
        try
        {
            var map = await cluster.CoreV1.ReadNamespacedConfigMapAsync(ProofNames.Plan, ProofNames.Namespace, cancellationToken: cancellation);
            if (map.Data?.TryGetValue(ProofNames.PlanKey, out var text) == true) return SmokePlanFile.Read(Encoding.UTF8.GetBytes(text));
        }
        catch (HttpOperationException missing) when (missing.Response.StatusCode == HttpStatusCode.NotFound)
        {
        }
        throw new ReportException(ReportFault.Unreadable,
            $"the cluster has no plan of the proof: no {ProofNames.PlanKey} in the ConfigMap {ProofNames.Namespace}/{ProofNames.Plan}. A stack with its proof switched on leaves one; or name a file: --plan plan.json");
    }
}
