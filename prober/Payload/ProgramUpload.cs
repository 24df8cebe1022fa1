using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Core.Naming;
using Stratus.Core.Proof.Lease;

namespace Stratus.Prober.Payload;

/// <summary>
/// Brings the program into a cluster, in parts that ConfigMaps can hold: nobody builds, hosts or trusts an image of ours, and a stock
/// runtime image runs it.
/// </summary>
public static class ProgramUpload
{
    // Base64 and the object around it stay below the API server's 1.5 MiB.
    private const int MostBytes = 1_000_000;

    private const string Digest = "stratus.dev/program-digest";

    /// <summary>Puts the parts, unless they are there.</summary>
    /// <exception cref="IOException">The program is larger than the parts can hold.</exception>
    public static async Task PutAsync(IKubernetes cluster, string space, ProgramArchive program, CancellationToken cancellation)
    {
        if (program.Bytes.Length > ProofNames.ProgramParts * MostBytes) throw new IOException($"the program has {program.Bytes.Length} bytes, and {ProofNames.ProgramParts} ConfigMaps hold {ProofNames.ProgramParts * MostBytes}");
        var size = (program.Bytes.Length + ProofNames.ProgramParts - 1) / ProofNames.ProgramParts;
        for (var number = 0; number < ProofNames.ProgramParts; number++) await PutAsync(cluster, space, Part(space, program, number, size), cancellation);
    }

    private static async Task PutAsync(IKubernetes cluster, string space, V1ConfigMap part, CancellationToken cancellation)
    {
        try
        {
            var there = await cluster.CoreV1.ReadNamespacedConfigMapAsync(part.Name(), space, cancellationToken: cancellation);
            if (there.GetAnnotation(Digest) == part.GetAnnotation(Digest)) return;
            await cluster.CoreV1.ReplaceNamespacedConfigMapAsync(part, part.Name(), space, cancellationToken: cancellation);
        }
        catch (HttpOperationException missing) when (missing.Response.StatusCode == HttpStatusCode.NotFound)
        {
            await cluster.CoreV1.CreateNamespacedConfigMapAsync(part, space, cancellationToken: cancellation);
        }
    }

    private static V1ConfigMap Part(string space, ProgramArchive program, int number, int size) => new()
    {
        Metadata = new()
        {
            Name = ProofNames.ProgramPart(number),
            NamespaceProperty = space,
            Labels = new Dictionary<string, string> { [Labels.ManagedBy] = Labels.Stratus },
            Annotations = new Dictionary<string, string> { [Digest] = program.Digest },
        },
        BinaryData = new Dictionary<string, byte[]> { [$"part-{number}"] = program.Bytes[(number * size)..Math.Min((number + 1) * size, program.Bytes.Length)] },
    };
}
