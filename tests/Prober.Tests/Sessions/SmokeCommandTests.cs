using System.Diagnostics;
using System.Security.Cryptography;
using Stratus.Core.Proof.Plans;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Smoke;

namespace Stratus.Prober.Tests.Sessions;

/// <summary><c>stratus smoke</c> as people run it: a process, a kubeconfig, files.</summary>
public sealed class SmokeCommandTests : IAsyncDisposable
{
    private readonly EgressBed bed = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stratus-smoke-");

    public SmokeCommandTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(At("private.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(At("public.pem"), key.ExportSubjectPublicKeyInfoPem());
    }

    public async ValueTask DisposeAsync()
    {
        await bed.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_run_is_signed_shown_and_kept_and_its_report_can_be_verified()
    {
        await bed.PrepareAsync(EgressBed.Small);
        await using var cluster = await StandInCluster.StartAsync(bed.Kubelet);
        Kubeconfig(cluster.Url);
        File.WriteAllBytes(At("plan.json"), SmokePlanFile.Write(EgressBed.Small));

        var (code, output, errors) = await StratusAsync("smoke", "--kubeconfig", At("kube.conf"), "--key", At("private.pem"), "--plan", At("plan.json"),
            "--report", At("report.json"), "--html", At("proof.html"));

        // runc stands behind the RuntimeClass here, and is found out.
        code.ShouldBe(1, errors);
        output.ShouldContain("broken  kernel.class:");
        errors.ShouldContain("node-1 × kata-qemu × bare pod: looked at");
        cluster.Objects.ShouldBeEmpty();
        cluster.ConfigMaps.Values.ShouldHaveSingleItem().BinaryData.ShouldContainKey("report.json.gz");
        File.ReadAllText(At("proof.html")).ShouldContain("<!doctype html>", Case.Insensitive);
        var verified = await StratusAsync("verify", At("report.json"), "--key", At("public.pem"));
        verified.Code.ShouldBe(1);
        verified.Output.ShouldContain("signature  good");
    }

    [Fact]
    public async Task Without_a_plan_it_takes_the_one_in_the_cluster_and_says_where_it_looked()
    {
        await using var cluster = await StandInCluster.StartAsync(bed.Kubelet);
        Kubeconfig(cluster.Url);

        var (code, _, errors) = await StratusAsync("smoke", "--kubeconfig", At("kube.conf"), "--key", At("private.pem"));

        code.ShouldBe(2);
        errors.ShouldContain("stratus-smoke/stratus-smoke-plan");
        errors.ShouldContain("--plan plan.json");
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", "private.pem", "was not reached")]
    [InlineData("http://127.0.0.1:1", "public.pem", "no key in PEM")]
    [InlineData("http://127.0.0.1:1", "absent.pem", "absent.pem")]
    [InlineData("", "private.pem", "server")]
    public async Task What_is_wrong_is_said_and_nothing_is_written(string server, string key, string words)
    {
        Kubeconfig(server);
        File.WriteAllBytes(At("plan.json"), SmokePlanFile.Write(EgressBed.Small));

        var (code, output, errors) = await StratusAsync("smoke", "--kubeconfig", At("kube.conf"), "--key", At(key), "--plan", At("plan.json"), "--report", At("report.json"));

        code.ShouldBe(2, errors);
        errors.ShouldContain(words);
        errors.ShouldNotContain("   at ");
        output.ShouldBeEmpty();
        File.Exists(At("report.json")).ShouldBeFalse();
    }

    private void Kubeconfig(string server) => File.WriteAllText(At("kube.conf"), $$"""
        apiVersion: v1
        kind: Config
        clusters: [{ name: test, cluster: { server: "{{server}}" } }]
        users: [{ name: test, user: { token: unused } }]
        contexts: [{ name: test, context: { cluster: test, user: test } }]
        current-context: test
        """);

    private string At(string name) => Path.Combine(folder.FullName, name);

    private static async Task<(int Code, string Output, string Errors)> StratusAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    // tests/Prober.Tests/bin/CONFIGURATION/FRAMEWORK → cli/bin/CONFIGURATION/FRAMEWORK
    private static string Program
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
            return Path.Combine(here.FullName, "../../../../..", "cli/bin", here.Parent!.Name, here.Name, "stratus.dll");
        }
    }
}
