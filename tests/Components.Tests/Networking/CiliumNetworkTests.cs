using Stratus.Tests.Shared;

namespace Stratus.Components.Tests.Networking;

public class CiliumNetworkTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 2)]
    public async Task Services_work_inside_microVMs_whatever_the_platform(int servers, int agents)
    {
        var release = (await RunAsync(servers, agents)).Of("kubernetes:helm.sh/v3:Release", "cilium");

        release.At("values/socketLB/hostNamespaceOnly").ShouldBe(true);
        release.At("values/kubeProxyReplacement").ShouldBe(true);
        release.At("values/bpf/datapathMode").ShouldBe("veth");
    }

    [Theory]
    [InlineData(1, 0, 1d)]
    [InlineData(1, 1, 2d)]
    public async Task A_single_node_has_a_single_operator(int servers, int agents, double replicas)
    {
        var release = (await RunAsync(servers, agents)).Of("kubernetes:helm.sh/v3:Release", "cilium");

        release.At("values/operator/replicas").ShouldBe(replicas);
    }

    [Fact]
    public async Task The_chart_is_the_one_of_the_lock()
    {
        var release = (await RunAsync(1, 0)).Of("kubernetes:helm.sh/v3:Release", "cilium");

        release.At("chart").ShouldBe("cilium");
        release.At("version").ShouldBe(Core.Locking.VersionLock.Embedded.Chart("cilium").Version);
        release.At("repositoryOpts/repo").ShouldBe("https://helm.cilium.io");
    }

    private static Task<Recorder> RunAsync(int servers, int agents)
    {
        var platform = Platforms.Of(servers, agents);
        return Recorder.RunAsync(options => Build.Network(platform, Build.Cluster(platform, options), options));
    }
}
