using System.Diagnostics;
using System.Security.Cryptography;
using k8s.Models;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Proof.Reports;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Sandboxes;
using Stratus.Prober.Tests.Smoke;
using Stratus.Tests.Shared;

namespace Stratus.Prober.Tests.Sessions;

/// <summary><c>stratus smoke</c> as people run it: a process, a kubeconfig, files.</summary>
public sealed class SmokeCommandTests : IAsyncDisposable
{
    private readonly EgressBed bed = new();
    private readonly SmokeFolder folder = new();

    public async ValueTask DisposeAsync()
    {
        await bed.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_run_is_signed_shown_and_kept_and_its_report_can_be_verified()
    {
        await using var cluster = await StartedAsync();

        var (code, output, errors) = await StratusAsync("smoke", "--kubeconfig", At("kube.conf"), "--key", At("private.pem"), "--plan", At("plan.json"),
            "--report", At("report.json"), "--html", At("proof.html"));

        // runc stands behind the RuntimeClass here, and is found out.
        code.ShouldBe(1, errors);
        output.ShouldContain("broken  kernel.class:");
        errors.ShouldContain("node-1 × kata-qemu × bare pod: looked at");
        cluster.Objects.ShouldBeEmpty();
        cluster.ConfigMaps.Keys.Count(key => key.StartsWith("stratus-smoke/stratus-smoke-report-")).ShouldBe(1);
        // What was not seen to hold everywhere lets nothing start.
        var lease = ProofLease.Read(cluster.ConfigMaps["stratus-smoke/stratus-proof-lease"].Data.ToDictionary())!;
        lease.Nodes.Concat(lease.RuntimeClasses).ShouldBeEmpty();
        lease.ReportSha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(At("report.json")))));
        File.ReadAllText(At("proof.html")).ShouldContain("<!doctype html>", Case.Insensitive);
        var verified = await StratusAsync("verify", At("report.json"), "--key", At("public.pem"));
        verified.Code.ShouldBe(1);
        verified.Output.ShouldContain("signature  good");
    }

    [Fact]
    public async Task Its_cold_starts_are_compared_with_the_reports_that_the_cluster_keeps_and_with_files()
    {
        await using var cluster = await StartedAsync(EgressBed.Small with { Samples = 12 });
        using var key = ReportKey.ReadPrivate(File.ReadAllText(At("private.pem")));
        await EarlierRuns.KeepAsync(cluster, EgressBed.Small, key, Enumerable.Range(1, 5).Select(EarlierRuns.Of));
        await EarlierRuns.KeepAsync(cluster, EgressBed.Small, ProofKeys.Other, [EarlierRuns.Of(7)]);
        File.WriteAllBytes(At("older.json"), ReportFile.Write(EarlierRuns.Of(6), key));

        var (code, output, errors) = await StratusAsync("smoke", "--kubeconfig", At("kube.conf"), "--key", At("private.pem"), "--plan", At("plan.json"),
            "--report", At("report.json"), "--history", At("older.json"), "--markdown", At("proof.md"));

        code.ShouldBe(1, errors);
        errors.ShouldContain($"stratus: the report stratus-smoke-report-{EarlierRuns.Of(7).Id} counts for nothing: it was signed by the key");
        output.ShouldMatch(@"history +\d+ series compared with 6 earlier runs: \d+ became slower");
        output.ShouldContain("And yet it is refused: cold starts became slower than in the runs before.");
        output.ShouldMatch(@"slower +kata-qemu, one after another, image present: total \+");
        File.ReadAllText(At("proof.md")).ShouldContain("- slower: `kata-qemu, one after another, image present: total +");
    }

    [Fact]
    public async Task Called_off_it_takes_away_what_it_started_and_writes_nothing()
    {
        await using var cluster = await StartedAsync();
        var process = await MidwayAsync(cluster);

        Process.Start("kill", ["-INT", $"{process.Id}"])!.WaitForExit();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.ShouldBe(130);
        cluster.Objects.ShouldBeEmpty();
        File.Exists(At("report.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Killed_it_leaves_nothing_that_does_not_go_by_itself()
    {
        await using var cluster = await StartedAsync();
        var process = await MidwayAsync(cluster);

        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        var anchors = cluster.Jobs.Where(job => job.Spec.Completions == 0 && job.Spec.TtlSecondsAfterFinished > 0).ToDictionary(job => job.Metadata.Uid);
        anchors.Count.ShouldBe(2);
        cluster.Pods.ShouldNotBeEmpty();
        foreach (var thing in cluster.Pods.Cast<IMetadata<V1ObjectMeta>>().Concat(cluster.Services))
        {
            var owner = anchors[thing.Metadata.OwnerReferences.ShouldHaveSingleItem().Uid];
            owner.Metadata.NamespaceProperty.ShouldBe(thing.Metadata.NamespaceProperty, "across namespaces nothing is owned");
        }
        cluster.Pods.ShouldAllBe(pod => pod.Spec.ActiveDeadlineSeconds > 0);
    }

    private async Task<StandInCluster> StartedAsync(SmokePlan? plan = null)
    {
        await bed.PrepareAsync(EgressBed.Small);
        var cluster = await StandInCluster.StartAsync(bed.Kubelet);
        Kubeconfig(cluster.Url);
        File.WriteAllBytes(At("plan.json"), SmokePlanFile.Write(plan ?? EgressBed.Small));
        return cluster;
    }

    // As soon as a sandbox runs.
    private async Task<Process> MidwayAsync(StandInCluster cluster)
    {
        var process = folder.Smoke(cluster.Url, EgressBed.Small);
        while (!cluster.Pods.Any(pod => pod.Spec.RuntimeClassName is not null && pod.Status.Phase == "Running" && !pod.Name().EndsWith("target", StringComparison.Ordinal)))
        {
            process.HasExited.ShouldBeFalse();
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        return process;
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
    [InlineData("ftp://127.0.0.1", "private.pem", "its server is 'ftp://127.0.0.1'")]
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

    [Theory]
    [InlineData("", "it is no kubeconfig")]
    [InlineData("a: [", "it is no kubeconfig: ")]
    [InlineData("a:\n\tb: 1", "it is no kubeconfig: ")]
    [InlineData("-----BEGIN KEY-----", "it is no kubeconfig")]
    public async Task What_is_no_kubeconfig_is_said_to_be_none(string text, string words)
    {
        File.WriteAllText(At("kube.conf"), text);

        var (code, _, errors) = await StratusAsync("smoke", "--kubeconfig", At("kube.conf"), "--key", At("private.pem"), "--report", At("report.json"));

        code.ShouldBe(2, errors);
        errors.ShouldContain(words);
        errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Where_a_report_cannot_be_written_no_run_begins()
    {
        Kubeconfig("http://127.0.0.1:1");

        var (code, _, errors) = await StratusAsync("smoke", "--kubeconfig", At("kube.conf"), "--key", At("private.pem"), "--report", At("nowhere/report.json"));

        code.ShouldBe(2, errors);
        errors.ShouldContain("there is no folder");
        errors.ShouldNotContain("asking");
    }

    private void Kubeconfig(string server) => folder.Kubeconfig(server);

    private string At(string name) => folder.At(name);

    private static Task<(int Code, string Output, string Errors)> StratusAsync(params string[] arguments) => Tool.AskAsync("dotnet", [SmokeFolder.Program, .. arguments]);
}
