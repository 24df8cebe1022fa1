using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Proof.Reports;
using Stratus.Prober.Payload;
using Stratus.Prober.Sessions;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Sandboxes;
using Stratus.Prober.Tests.Sessions;

namespace Stratus.Prober.Tests.Smoke;

/// <summary>
/// The conductor as its pod runs it: the program from its archive in a container with the memory that the pod asks for, on a root that it cannot
/// write, as nobody, with a token and the cluster's certificate, over TLS, and with the rights that the component gives it.
/// </summary>
internal sealed class ConductorContainer : IDisposable
{
    private const int Nobody = 65532;
    private const string Account = "/var/run/secrets/kubernetes.io/serviceaccount";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stratus-conductor-");
    private readonly X509Certificate2 certificate = Certificate();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        key.Dispose();
        certificate.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>Runs a plan in a cluster that keeps reports of earlier runs; how the program ended, what it said, and the report that it left there.</summary>
    public async Task<(int Code, string Output, ProofReport Report)> RunAsync(Kubelet kubelet, SmokePlan plan, IEnumerable<ProofRun> earlier)
    {
        await using var cluster = await StandInCluster.StartAsync(kubelet, certificate);
        cluster.Access = ClusterAccess.OfConductor(plan.SandboxNamespace);
        await EarlierRuns.KeepAsync(cluster, plan, key, earlier);
        var before = cluster.ConfigMaps.Keys.ToHashSet();
        Write("plan/plan.json", SmokePlanFile.Write(plan));
        Write("key/private.pem", key.ExportPkcs8PrivateKeyPem());
        Write("account/token", cluster.Access.Token);
        Write("account/namespace", "stratus-smoke");
        Write("account/ca.crt", certificate.ExportCertificatePem());
        using (var archive = new GZipStream(new MemoryStream(ProgramArchive.Of(AppContext.BaseDirectory).Bytes), CompressionMode.Decompress))
            await TarFile.ExtractToDirectoryAsync(archive, Directory.CreateDirectory(At("app")).FullName, overwriteFiles: false);
        using var container = Container(new Uri(cluster.Url));
        var (program, arguments) = await container.PrepareAsync(Runtime.Runc,
            ["/dotnet/dotnet", "/app/Stratus.Prober.dll", "run", "--plan", "/plan/plan.json", "--key", "/key/private.pem"]);
        var (code, output, errors) = await Tool.AskAsync(program, arguments);
        cluster.Access.Refused.ShouldBeEmpty(errors);
        cluster.Objects.ShouldBeEmpty(errors);
        var kept = cluster.ConfigMaps.SingleOrDefault(map => !before.Contains(map.Key) && map.Value.Metadata.Labels?.ContainsKey(Ledger.Label) == true).Value?.BinaryData[Ledger.Key];
        return (code, output, ReportFile.Verify(KeptReport.Decompress(kept.ShouldNotBeNull($"it ended with {code}: {errors}{output}")), key).Report);
    }

    private Container Container(Uri server) => new()
    {
        // Where the API's stand-in is.
        HostNetwork = true,
        User = Nobody,
        ReadOnlyRoot = true,
        TmpMebibytes = 64,
        Limits =
        {
            ["memory"] = new JsonObject { ["limit"] = (long)new ResourceQuantity(ConductorProcess.Memory).ToDecimal() },
        },
        Variables = ConductorProcess.Variables.AddRange(new Dictionary<string, string>
        {
            ["KUBERNETES_SERVICE_HOST"] = server.Host,
            ["KUBERNETES_SERVICE_PORT"] = server.Port.ToString(CultureInfo.InvariantCulture),
        }),
        Volumes =
        {
            ["/dotnet"] = Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory()),
            ["/app"] = At("app"),
            ["/plan"] = At("plan"),
            ["/key"] = At("key"),
            [Account] = At("account"),
        },
    };

    private string At(string name) => Path.Combine(folder.FullName, name);

    private void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), bytes);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=kubernetes", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
