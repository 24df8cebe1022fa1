using Pulumi;
using Stratus.Core.Locking;
using Stratus.Core.Settings;
using Stratus.Tests.Shared;

namespace Stratus.Stacks.Tests;

public class SandboxPlatformTests
{
    [Fact]
    public async Task Nothing_can_be_scheduled_before_everything_is_denied()
    {
        var seen = await RunAsync(Platforms.Of(3, 2));

        foreach (var job in seen.Resources.Where(one => one.Type == "kubernetes:batch/v1:Job"))
        {
            (await seen.DependsOnAsync(job)).ShouldBe(["kata", "sandboxes"], job.Name);
        }
    }

    [Fact]
    public async Task The_first_sandboxes_wait_for_the_proof_that_lets_them_in()
    {
        var seen = await ProvenAsync(Platforms.Of(3, 2));

        foreach (var job in FirstSandboxes(seen))
        {
            (await seen.DependsOnAsync(job)).ShouldBe(["kata", "proof", "sandboxes"], job.Name);
        }
        seen.Orphans.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_nothing_is_enforced_they_do_not_wait_for_it()
    {
        var seen = await ProvenAsync(Platforms.Of(3, 2) with { Proof = ProofSettings.Default with { Enforce = false } });

        foreach (var job in FirstSandboxes(seen))
        {
            (await seen.DependsOnAsync(job)).ShouldBe(["kata", "sandboxes"], job.Name);
        }
    }

    [Fact]
    public async Task The_plan_names_the_nodes_that_sandboxes_run_on()
    {
        var plan = (await ProvenAsync(Platforms.Of(1, 2))).Of("kubernetes:core/v1:ConfigMap", "stratus-smoke-plan");

        Outline.Of([plan]).ShouldContain("\"nodes\":[\"agent-1\",\"agent-2\"]");
    }

    [Fact]
    public async Task Every_runtime_of_the_stack_has_its_first_sandbox()
    {
        var seen = await RunAsync(Platforms.One.With(SandboxRuntime.KataQemu, SandboxRuntime.KataFirecracker));

        seen.Resources.Where(one => one.Type == "kubernetes:batch/v1:Job").Select(one => one.At("spec/template/spec/runtimeClassName"))
            .ShouldBe(["kata-fc", "kata-qemu"]);
    }

    [Fact]
    public async Task A_server_that_runs_no_sandboxes_needs_no_KVM()
    {
        var seen = await RunAsync(Platforms.Of(1, 1));

        seen["server-1-preflight"].Script!["STRATUS_RUNTIMES"].ShouldBe("");
        seen["agent-1-preflight"].Script!["STRATUS_RUNTIMES"].ShouldBe("kata-fc kata-clh kata-qemu");
    }

    [Fact]
    public async Task Hosts_are_prepared_in_parallel()
    {
        var seen = await RunAsync(Platforms.Of(3, 2));

        foreach (var host in new[] { "server-1", "server-2", "agent-1" })
        {
            (await seen.DependsOnAsync(seen[$"{host}-preflight"])).ShouldBe([$"{host}-ssh"]);
        }
    }

    [Fact]
    public async Task Instances_in_EC2_become_hosts_like_any_other()
    {
        var seen = await RunAsync(Platforms.Of(3, 1).InEc2());

        var preflight = seen["agent-1-preflight"];
        preflight.At("connection/host").ShouldBe("10.0.1.4");
        preflight.At("connection/user").ShouldBe("admin");
        preflight.Script!["STRATUS_POOL_DEVICE"].ShouldBe("/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_agent1poolid");
        seen["agent-1-k3s"].Script!["STRATUS_K3S_CONFIG"].ShouldContain("https://10.0.1.1:6443");
        seen["server-1-cluster-access"].Script!["STRATUS_API_ADDRESS"].ShouldBe("10.0.1.1");
        seen.Resources.Count(one => one.Type == "aws:ec2/instance:Instance").ShouldBe(4);
        seen.Resources.Count(one => one.Type == "stratus:hosts:Ec2Perimeter").ShouldBe(1);
        seen.Orphans.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_a_preview_addresses_that_the_subnet_gives_are_unknown_and_everything_is_registered_all_the_same()
    {
        var platform = Platforms.Of(1, 1).InEc2();
        var free = platform with { Hosts = [.. platform.Hosts.Select(host => host with { Ec2 = host.Ec2! with { PrivateIp = null } })] };

        var seen = await Recorder.RunAsync(options => _ = new SandboxPlatform(
            "platform", new() { Settings = free, Lock = VersionLock.Embedded }, options), preview: true);

        seen.Resources.Count(one => one.Type == "command:remote:Command").ShouldBeGreaterThan(8);
        seen.Orphans.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_instances_nothing_of_AWS_is_registered() =>
        (await RunAsync(Platforms.Of(3, 2))).Resources.ShouldNotContain(one => one.Type.Contains("aws", StringComparison.Ordinal) || one.Type.Contains("Ec2", StringComparison.Ordinal));

    [Fact]
    public async Task Everything_has_a_parent() => (await RunAsync(Platforms.Of(3, 2))).Orphans.ShouldBeEmpty();

    private static Recorded[] FirstSandboxes(Recorder seen)
    {
        var jobs = seen.Resources.Where(one => one.Type == "kubernetes:batch/v1:Job" && one.Name.StartsWith("first-", StringComparison.Ordinal)).ToArray();
        jobs.ShouldNotBeEmpty();
        return jobs;
    }

    private static Task<Recorder> ProvenAsync(PlatformSettings settings) => Recorder.RunAsync(options => _ = new SandboxPlatform(
        "platform", new() { Settings = settings, Lock = VersionLock.Embedded, ProofPrivateKey = Output.CreateSecret("key") }, options));

    private static Task<Recorder> RunAsync(PlatformSettings settings) => Recorder.RunAsync(options =>
        _ = new SandboxPlatform("platform", new() { Settings = settings, Lock = VersionLock.Embedded }, options));
}
