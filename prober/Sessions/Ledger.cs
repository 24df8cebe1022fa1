using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using k8s;
using k8s.Models;
using Stratus.Core.Naming;
using Stratus.Core.Proof;
using Stratus.Core.Proof.History;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Proof.Reports;

namespace Stratus.Prober.Sessions;

/// <summary>The reports that a cluster keeps of itself: the last ones, each compressed in a ConfigMap.</summary>
internal sealed class Ledger(IKubernetes cluster, SmokePlan plan)
{
    /// <summary>The label of reports.</summary>
    public const string Label = "stratus.dev/smoke-report";

    /// <summary>The key of a report among the data: <c>kubectl get cm NAME -o jsonpath='{.binaryData.report\.json\.gz}' | base64 -d | gunzip</c>.</summary>
    public const string Key = "report.json.gz";

    private const string Finished = "stratus.dev/finished";

    private const int Kept = Regression.MostRuns;

    // An object of the API server may have 1.5 MiB, and base64 takes a third more.
    private const int MostBytes = 1_000_000;

    /// <summary>Keeps a report, and drops the oldest.</summary>
    /// <exception cref="IOException">It is too large to be kept.</exception>
    public async Task KeepAsync(SmokeResult result, CancellationToken cancellation)
    {
        var report = KeptReport.Compress(result.Report);
        if (report.Length > MostBytes) throw new IOException($"the report has {report.Length} bytes when compressed, and a ConfigMap holds {MostBytes}");
        await cluster.CoreV1.CreateNamespacedConfigMapAsync(new()
        {
            Metadata = new()
            {
                Name = $"{ProofNames.Prefix}report-{result.Run.Id}",
                NamespaceProperty = plan.ControlNamespace,
                Labels = new Dictionary<string, string> { [Labels.ManagedBy] = Labels.Stratus, [Label] = result.Verdict.Outcome.ToString().ToLowerInvariant() },
                Annotations = new Dictionary<string, string> { [Finished] = result.Run.Finished.ToString("O", CultureInfo.InvariantCulture) },
            },
            BinaryData = new Dictionary<string, byte[]> { [Key] = report },
            Immutable = true,
        }, plan.ControlNamespace, cancellationToken: cancellation);
        var all = new List<(string Name, string Finished)>();
        // By the runs' own account: objects have their age to the second only.
        await foreach (var kept in ListAsync(cancellation)) all.Add((kept.Name(), kept.GetAnnotation(Finished) ?? ""));
        foreach (var (old, _) in all.OrderBy(kept => kept.Finished, StringComparer.Ordinal).SkipLast(Kept))
            await cluster.CoreV1.DeleteNamespacedConfigMapAsync(old, plan.ControlNamespace, cancellationToken: cancellation);
    }

    /// <summary>The runs whose reports are kept and were signed by a key, without what probes saw: to compare cold starts with.</summary>
    /// <param name="key">Of who vouches.</param>
    /// <param name="progress">Is told of each report that counts for nothing, and why.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ImmutableArray<ProofRun>> ReadAsync(ECDsa key, Action<string> progress, CancellationToken cancellation)
    {
        var runs = ImmutableArray.CreateBuilder<ProofRun>();
        await foreach (var kept in ListAsync(cancellation))
        {
            try
            {
                runs.Add(ReportFile.Verify(KeptReport.Decompress(kept.BinaryData?.TryGetValue(Key, out var data) == true ? data : []), key).Report.Run with { Observations = [] });
            }
            catch (Exception problem) when (problem is ReportException or InvalidDataException)
            {
                progress($"the report {kept.Name()} counts for nothing: {problem.Message}");
            }
            // What verifying one took, a multiple of its size, is given back before the next; the collector by itself lets several come together.
            GC.Collect();
        }
        return runs.ToImmutable();
    }

    // One at a time: all of them at once would take more memory than the conductor's pod has.
    private async IAsyncEnumerable<V1ConfigMap> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            var page = await cluster.CoreV1.ListNamespacedConfigMapAsync(
                plan.ControlNamespace, labelSelector: Label, limit: 1, continueParameter: next, cancellationToken: cancellation);
            foreach (var kept in page.Items) yield return kept;
            next = page.Metadata?.ContinueProperty;
        }
        while (!string.IsNullOrEmpty(next));
    }
}
