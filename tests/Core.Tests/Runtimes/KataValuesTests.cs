using System.Text.Json;
using Stratus.Core.Runtimes;
using Stratus.Core.Settings;

namespace Stratus.Core.Tests.Runtimes;

public class KataValuesTests
{
    [Fact]
    public void All_three_runtimes() => Values(SandboxRuntime.KataFirecracker, SandboxRuntime.KataCloudHypervisor, SandboxRuntime.KataQemu).ShouldBe(
        """
        {"defaultShim":{"amd64":"fc","arm64":"qemu-runtime-rs"},"k8sDistribution":"k3s","runtimeClasses":{"enabled":false},"shims":{"clh-runtime-rs":{"enabled":true},"disableAll":true,"fc":{"containerd":{"snapshotter":"devmapper"},"enabled":true},"qemu-runtime-rs":{"enabled":true}},"snapshotter":{"setup":[]}}
        """);

    [Fact]
    public void A_shim_that_cannot_run_on_arm64_is_no_default_there() => Values(SandboxRuntime.KataCloudHypervisor).ShouldBe(
        """
        {"defaultShim":{"amd64":"clh-runtime-rs"},"k8sDistribution":"k3s","runtimeClasses":{"enabled":false},"shims":{"clh-runtime-rs":{"enabled":true},"disableAll":true},"snapshotter":{"setup":[]}}
        """);

    [Fact]
    public void A_runtime_that_does_not_exist_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => KataShim.Of((SandboxRuntime)99));

    private static string Values(params SandboxRuntime[] runtimes) =>
        JsonSerializer.Serialize(KataValues.For([.. runtimes.Select(KataShim.Of)]));
}
