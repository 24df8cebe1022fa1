using System.Text.Json;
using Stratus.Core.Cluster;
using Stratus.Core.Settings;
using Stratus.Tests.Shared;
using YamlDotNet.RepresentationModel;

namespace Stratus.Core.Tests.Cluster;

public class K3sConfigTests
{
    // What k3s's documentation demands to be the same on every server of a cluster.
    private static readonly string[] Shared =
    [
        "agent-token-file", "cluster-cidr", "disable", "disable-kube-proxy", "disable-network-policy", "flannel-backend", "secrets-encryption", "service-cidr",
    ];

    [Fact]
    public void The_first_servers_file_is_as_reviewed()
    {
        var platform = Platforms.Of(3, 2);

        Snapshot.Match(K3sConfig.For(platform, platform.Hosts[0]), "first-server");
    }

    [Fact]
    public void An_agents_file_is_as_reviewed()
    {
        var platform = Platforms.Of(3, 2);

        Snapshot.Match(K3sConfig.For(platform, platform.Hosts[^1]), "agent");
    }

    [Fact]
    public void Servers_agree_on_everything_that_they_must_agree_on()
    {
        var platform = Platforms.Of(3, 1);
        var configs = platform.Servers.Select(server => Parse(platform, server)).ToArray();

        foreach (var key in Shared)
        {
            configs.Select(config => config.GetProperty(key).GetRawText()).Distinct().Count().ShouldBe(1, key);
        }
    }

    [Fact]
    public void No_file_holds_a_secret_only_the_name_of_the_file_that_does()
    {
        var platform = Platforms.Of(3, 1);

        foreach (var host in platform.Hosts)
        {
            var config = Parse(platform, host);
            config.TryGetProperty("token", out _).ShouldBeFalse();
            config.TryGetProperty("agent-token", out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void Agents_get_no_key_that_only_servers_know()
    {
        var platform = Platforms.Of(1, 1);

        Parse(platform, platform.Hosts[1]).EnumerateObject().Select(key => key.Name)
            .ShouldBe(["kubelet-arg", "node-ip", "node-name", "protect-kernel-defaults", "server", "token-file"]);
    }

    [Theory]
    [InlineData("192.0.2.1", "https://192.0.2.1:6443")]
    [InlineData("2001:db8::1", "https://[2001:db8::1]:6443")]
    [InlineData("first.example.com", "https://first.example.com:6443")]
    public void A_joining_host_is_given_a_URL_that_is_one(string address, string expected)
    {
        var platform = Platforms.Of(1, 1);
        var first = platform.Hosts[0] with { NodeAddress = address };

        Parse(platform with { Hosts = [first, platform.Hosts[1]] }, platform.Hosts[1]).GetProperty("server").GetString().ShouldBe(expected);
    }

    [Fact]
    public void A_name_is_not_given_as_an_address()
    {
        var platform = Platforms.Of(1, 0);
        var named = platform.Hosts[0] with { NodeAddress = "node.example.com" };

        Parse(platform with { Hosts = [named] }, named).TryGetProperty("node-ip", out _).ShouldBeFalse();
    }

    [Fact]
    public void The_certificate_is_good_for_every_name_of_every_server()
    {
        var platform = Platforms.Of(3, 0);

        Parse(platform, platform.Hosts[2]).GetProperty("tls-san").EnumerateArray().Select(name => name.GetString())
            .ShouldBe(["192.0.2.1", "192.0.2.2", "192.0.2.3"]);
    }

    [Fact]
    public void The_text_is_YAML()
    {
        var platform = Platforms.Of(3, 2);
        var stream = new YamlStream();

        stream.Load(new StringReader(K3sConfig.For(platform, platform.Hosts[0])));

        ((YamlMappingNode)stream.Documents[0].RootNode)["flannel-backend"].ToString().ShouldBe("none");
    }

    private static JsonElement Parse(PlatformSettings platform, HostSettings host) =>
        JsonDocument.Parse(K3sConfig.For(platform, host)).RootElement;
}
