using System.Globalization;
using System.IO.Compression;
using k8s;
using k8s.Models;
using Stratus.Core.Naming;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Plans;

namespace Stratus.Prober.Sessions;

/// <summary>The reports that a cluster keeps of itself: the last ones, each compressed in a ConfigMap.</summary>
internal sealed class Ledger(IKubernetes cluster, SmokePlan plan)
{
    /// <summary>The label of reports.</summary>
    public const string Label = "stratus.dev/smoke-report";

    /// <summary>The key of a report among the data: <c>kubectl get cm NAME -o jsonpath='{.binaryData.report\.json\.gz}' | base64 -d | gunzip</c>.</summary>
    public const string Key = "report.json.gz";

    // What a comparison of cold starts looks back on.
    private const int Kept = 20;

    // An object of the API server may have 1.5 MiB, and base64 takes a third more.
    private const int MostBytes = 1_000_000;

    /// <summary>Keeps a report, and drops the oldest.</summary>
    /// <exception cref="IOException">It is too large to be kept.</exception>
    public async Task KeepAsync(SmokeResult result, CancellationToken cancellation)
    {
        var report = Compress(result.Report);
        if (report.Length > MostBytes) throw new IOException($"the report has {report.Length} bytes when compressed, and a ConfigMap holds {MostBytes}");
        await cluster.CoreV1.CreateNamespacedConfigMapAsync(new()
        {
            Metadata = new()
            {
                Name = $"{ProofNames.Prefix}report-{result.Run.Id}",
                NamespaceProperty = plan.ControlNamespace,
                Labels = new Dictionary<string, string> { [Labels.ManagedBy] = Labels.Stratus, [Label] = result.Verdict.Outcome.ToString().ToLowerInvariant() },
                Annotations = new Dictionary<string, string> { ["stratus.dev/finished"] = result.Run.Finished.ToString("O", CultureInfo.InvariantCulture) },
            },
            BinaryData = new Dictionary<string, byte[]> { [Key] = report },
            Immutable = true,
        }, plan.ControlNamespace, cancellationToken: cancellation);
        foreach (var old in (await ListAsync(cancellation)).SkipLast(Kept))
            await cluster.CoreV1.DeleteNamespacedConfigMapAsync(old.Name(), plan.ControlNamespace, cancellationToken: cancellation);
    }

    // Oldest first, by the runs' own account: objects have their age to the second only.
    private async Task<IEnumerable<V1ConfigMap>> ListAsync(CancellationToken cancellation) =>
        (await cluster.CoreV1.ListNamespacedConfigMapAsync(plan.ControlNamespace, labelSelector: Label, cancellationToken: cancellation)).Items
        .OrderBy(report => report.GetAnnotation("stratus.dev/finished"), StringComparer.Ordinal);

    private static byte[] Compress(byte[] report)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Optimal)) stream.Write(report);
        return compressed.ToArray();
    }
}
