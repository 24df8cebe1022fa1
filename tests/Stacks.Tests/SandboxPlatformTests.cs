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
    public async Task Everything_has_a_parent() => (await RunAsync(Platforms.Of(3, 2))).Orphans.ShouldBeEmpty();

    private static Task<Recorder> RunAsync(PlatformSettings settings) => Recorder.RunAsync(options =>
        _ = new SandboxPlatform("platform", new() { Settings = settings, Lock = VersionLock.Embedded }, options));
}
