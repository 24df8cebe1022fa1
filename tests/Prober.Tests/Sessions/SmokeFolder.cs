using System.Diagnostics;
using System.Security.Cryptography;
using Stratus.Core.Proof.Plans;

namespace Stratus.Prober.Tests.Sessions;

/// <summary>A folder with what <c>stratus smoke</c> takes, and the command as people run it.</summary>
internal sealed class SmokeFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stratus-smoke-");

    public SmokeFolder()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(At("private.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(At("public.pem"), key.ExportSubjectPublicKeyInfoPem());
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>A file in it.</summary>
    public string At(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Starts a run of a plan.</summary>
    public Process Smoke(string server, SmokePlan plan)
    {
        Kubeconfig(server);
        File.WriteAllBytes(At("plan.json"), SmokePlanFile.Write(plan));
        var process = Process.Start(new ProcessStartInfo("dotnet",
            [Program, "smoke", "--kubeconfig", At("kube.conf"), "--key", At("private.pem"), "--plan", At("plan.json"), "--report", At("report.json")])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Writes a kubeconfig for a server.</summary>
    public void Kubeconfig(string server) => File.WriteAllText(At("kube.conf"), $$"""
        apiVersion: v1
        kind: Config
        clusters: [{ name: test, cluster: { server: "{{server}}" } }]
        users: [{ name: test, user: { token: unused } }]
        contexts: [{ name: test, context: { cluster: test, user: test } }]
        current-context: test
        """);

    /// <summary>The program: tests/Prober.Tests/bin/CONFIGURATION/FRAMEWORK → cli/bin/CONFIGURATION/FRAMEWORK.</summary>
    public static string Program
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
            return Path.Combine(here.FullName, "../../../../..", "cli/bin", here.Parent!.Name, here.Name, "stratus.dll");
        }
    }
}
