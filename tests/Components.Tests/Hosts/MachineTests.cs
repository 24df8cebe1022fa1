using System.Text.Json;
using Pulumi;
using Stratus.Components.Cluster;
using Stratus.Components.Hosts;
using Stratus.Core.Locking;
using Stratus.Core.Settings;
using Stratus.Tests.Shared;

namespace Stratus.Components.Tests.Hosts;

/// <summary>Later components take what only a machine's maker knows from it, not from the stack file.</summary>
public class MachineTests
{
    private static readonly PlatformSettings Platform = Platforms.Of(servers: 3, agents: 1);

    [Fact]
    public async Task The_pool_lies_on_the_device_that_the_machine_turned_out_to_have()
    {
        var seen = await RunAsync();

        foreach (var script in new[] { seen["server-1-preflight"].Script!, seen["server-1-preparation"].Script! })
        {
            (script["STRATUS_POOL_KIND"], script["STRATUS_POOL_DEVICE"]).ShouldBe(("device", "/dev/disk/by-id/of-server-1"));
        }
        seen["server-1-containerd"].Script!["STRATUS_POOL_NAME"].ShouldBe("stratus-pool");
    }

    [Fact]
    public async Task A_node_is_configured_with_the_addresses_that_the_machines_turned_out_to_have()
    {
        var seen = await RunAsync();

        Config(seen, "server-1").GetProperty("node-ip").GetString().ShouldBe("10.9.0.1");
        Config(seen, "server-1").GetProperty("tls-san").EnumerateArray().Select(name => name.GetString())
            .ShouldBe(["10.9.0.1", "10.9.0.2", "10.9.0.3", "server-1.example.com", "server-2.example.com", "server-3.example.com"]);
        Config(seen, "agent-4").GetProperty("server").GetString().ShouldBe("https://10.9.0.1:6443");
        Config(seen, "agent-4").GetProperty("node-ip").GetString().ShouldBe("10.9.0.4");
    }

    [Fact]
    public async Task The_kubeconfig_names_the_address_that_the_first_server_turned_out_to_have()
    {
        var seen = await RunAsync();

        seen["server-1-cluster-access"].Script!["STRATUS_API_ADDRESS"].ShouldBe("server-1.example.com");
    }

    private static Task<Recorder> RunAsync() => Recorder.RunAsync(options => _ = new K3sCluster("cluster", new()
    {
        Platform = Platform with { Hosts = [.. Platform.Hosts.Select(Numbered)] },
        Hosts = [.. Platform.Hosts.Select(Numbered).Select((host, index) => new HostPreparation(
            host.Id, new() { Host = Machine(host, index + 1), RuntimeClasses = Build.Classes }, options))],
        K3s = VersionLock.Embedded.Binary("k3s"),
    }, options));

    private static HostSettings Numbered(HostSettings host, int index) =>
        host with { Id = $"{host.Id.Split('-')[0]}-{index + 1}", ThinPool = null };

    private static Machine Machine(HostSettings host, int number) => new()
    {
        Settings = host,
        Connection = Output.CreateSecret(new Pulumi.Command.Remote.Inputs.ConnectionArgs { Host = "unused" }),
        Address = Output.Create($"{host.Id}.example.com"),
        NodeAddress = Output.Create($"10.9.0.{number}"),
        PoolDevice = Output.Create($"/dev/disk/by-id/of-{host.Id}"),
        Reached = new ComponentResource("test:index:Reached", host.Id),
    };

    private static JsonElement Config(Recorder seen, string host) =>
        JsonDocument.Parse(seen[$"{host}-k3s"].Script!["STRATUS_K3S_CONFIG"]).RootElement;
}
