using Stratus.Core.Settings;
using Stratus.Tests.Shared;

namespace Stratus.Components.Tests.Runtimes;

public class KataRuntimeTests
{
    [Fact]
    public async Task Only_the_shims_asked_for_are_installed()
    {
        var release = (await RunAsync(SandboxRuntime.KataQemu)).Of("kubernetes:helm.sh/v3:Release", "kata");

        release.At("values/shims/disableAll").ShouldBe(true);
        release.At("values/shims/qemu-runtime-rs/enabled").ShouldBe(true);
        release.At("values/shims/fc").ShouldBeNull();
        release.At("values/shims/clh-runtime-rs").ShouldBeNull();
        release.At("values/defaultShim/amd64").ShouldBe("qemu-runtime-rs");
    }

    [Fact]
    public async Task Firecracker_keeps_its_root_file_systems_in_the_thin_pool_and_the_others_do_not()
    {
        var release = (await RunAsync(SandboxRuntime.KataFirecracker, SandboxRuntime.KataCloudHypervisor)).Of("kubernetes:helm.sh/v3:Release", "kata");

        release.At("values/shims/fc/containerd/snapshotter").ShouldBe("devmapper");
        release.At("values/shims/clh-runtime-rs/containerd").ShouldBeNull();
    }

    [Theory]
    [InlineData(SandboxRuntime.KataFirecracker, "kata-fc", "kata-fc", "130Mi")]
    [InlineData(SandboxRuntime.KataCloudHypervisor, "kata-clh", "kata-clh-runtime-rs", "130Mi")]
    [InlineData(SandboxRuntime.KataQemu, "kata-qemu", "kata-qemu-runtime-rs", "320Mi")]
    public async Task Each_runtime_is_offered_under_a_name_that_outlives_its_shim(SandboxRuntime runtime, string name, string handler, string memory)
    {
        var runtimeClass = (await RunAsync(runtime)).Of("kubernetes:node.k8s.io/v1:RuntimeClass", name);

        runtimeClass.At("handler").ShouldBe(handler);
        runtimeClass.At("overhead/podFixed/memory").ShouldBe(memory);
    }

    [Fact]
    public async Task It_waits_until_every_node_can_take_its_drop_in()
    {
        var seen = await RunAsync(SandboxRuntime.KataQemu);

        (await seen.DependsOnAsync(seen.Of("kubernetes:helm.sh/v3:Release", "kata"))).ShouldBe(["cilium", "cluster"]);
    }

    [Fact]
    public async Task Everything_belongs_to_the_component() =>
        (await RunAsync(SandboxRuntime.KataQemu)).Orphans.ShouldBeEmpty();

    private static Task<Recorder> RunAsync(params SandboxRuntime[] runtimes)
    {
        var platform = Platforms.Of(3, 1).With([.. runtimes]);
        return Recorder.RunAsync(options =>
        {
            var cluster = Build.Cluster(platform, options);
            Build.Runtime(platform, cluster, Build.Network(platform, cluster, options), options);
        });
    }
}
