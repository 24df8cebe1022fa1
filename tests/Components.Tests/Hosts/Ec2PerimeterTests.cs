using Stratus.Components.Hosts;
using Stratus.Core.Settings;
using Stratus.Tests.Shared;

namespace Stratus.Components.Tests.Hosts;

public class Ec2PerimeterTests
{
    private static readonly PlatformSettings Platform = Platforms.Of(servers: 1, agents: 1).InEc2();

    [Fact]
    public async Task It_registers_what_was_reviewed()
    {
        var seen = await RunAsync(Platform);

        Snapshot.Match(Outline.Of(seen.Resources), "ec2-perimeter");
    }

    [Fact]
    public async Task Nothing_but_SSH_and_the_API_is_open_to_an_address_and_those_to_operators_only()
    {
        var seen = await RunAsync(Platform);

        var open = Rules(seen).Where(rule => rule.ContainsKey("cidrBlocks")).ToArray();
        open.Select(rule => rule["fromPort"]).ShouldBe([22d, 6443d], ignoreOrder: true);
        open.ShouldAllBe(rule => ((IEnumerable<object>)rule["cidrBlocks"]).Single().Equals("203.0.113.0/28"));
        Rules(seen).ShouldAllBe(rule => rule.ContainsKey("cidrBlocks") || rule.ContainsKey("self") || rule.ContainsKey("securityGroups"));
    }

    [Fact]
    public async Task Etcd_is_open_to_servers_only()
    {
        var seen = await RunAsync(Platform);

        Ports(seen, "perimeter-nodes").ShouldNotContain(2379d);
        var etcd = Rules(seen, "perimeter-servers").Single(rule => rule["fromPort"].Equals(2379d));
        (etcd["toPort"], etcd["self"]).ShouldBe((2380d, true));
    }

    [Fact]
    public async Task WireGuards_port_is_open_only_where_traffic_is_encrypted()
    {
        var plain = Platform with { Cluster = Platform.Cluster with { Encryption = false } };

        Ports(await RunAsync(Platform), "perimeter-nodes").ShouldContain(51871d);
        Ports(await RunAsync(plain), "perimeter-nodes").ShouldNotContain(51871d);
    }

    [Fact]
    public async Task SSH_is_open_on_the_ports_that_hosts_listen_on()
    {
        var moved = Platform with { Hosts = [Platform.Hosts[0] with { Port = 2222 }, Platform.Hosts[1]] };

        Rules(await RunAsync(moved), "perimeter-nodes").Where(rule => rule.ContainsKey("cidrBlocks")).Select(rule => rule["fromPort"]).ShouldBe([22d, 2222d]);
    }

    [Fact]
    public async Task Everything_belongs_to_the_component_and_to_the_region_of_the_stack()
    {
        var seen = await RunAsync(Platform);

        seen.Orphans.ShouldBeEmpty();
        seen.Of("pulumi:providers:aws", "perimeter").Inputs["region"].ShouldBe("eu-central-1");
    }

    private static IEnumerable<IReadOnlyDictionary<string, object>> Rules(Recorder seen, string? group = null) => seen.Resources
        .Where(one => one.Type == "aws:ec2/securityGroup:SecurityGroup" && one.Name == (group ?? one.Name))
        .SelectMany(one => ((IEnumerable<object>)one.Inputs["ingress"]).Cast<IReadOnlyDictionary<string, object>>());

    private static IEnumerable<object> Ports(Recorder seen, string group) => Rules(seen, group).Select(rule => rule["fromPort"]);

    private static Task<Recorder> RunAsync(PlatformSettings platform) => Recorder.RunAsync(options =>
        _ = new Ec2Perimeter("perimeter", new() { Platform = platform, Stack = "test" }, options));
}
