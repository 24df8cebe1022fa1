using Stratus.Core.Settings.Rules;

namespace Stratus.Core.Tests.Settings;

public sealed class RelationTests
{
    private static readonly string Key = HostKeys.Ed25519();

    public static TheoryData<string, string, string, string> Mistakes => new(
        ("hosts[3].role", "\"server\"", "hosts", "4 servers"),
        ("hosts[2].role", "\"agent\"", "hosts", "2 servers"),
        ("hosts[3].id", "\"server1\"", "hosts[3].id", "'server1', which hosts[0] has too"),
        ("hosts[3].address", "\"198.51.100.2\"", "hosts[3].address", "'198.51.100.2', which hosts[1] has too"),
        ("hosts[3].nodeAddress", "\"10.0.0.2\"", "hosts[3].nodeAddress", "'10.0.0.2', which hosts[1] has too"),
        ("hosts[3].nodeAddress", "\"198.51.100.4\"", "", ""),
        ("hosts[0].jumpHost", "{\"address\":\"198.51.100.1\",\"port\":2222,\"hostKey\":\"KEY\"}", "hosts[0].jumpHost.address",
            "'198.51.100.1', the host itself"),
        ("hosts[0].jumpHost", "{\"address\":\"198.51.100.1\",\"port\":22,\"hostKey\":\"KEY\"}", "", ""),
        ("hosts[0].jumpHost", "{\"address\":\"198.51.100.9\",\"port\":2222,\"hostKey\":\"KEY\"}", "", ""),
        ("hosts[0].jumpHost", "{\"address\":\"192.0.2.1\"}", "hosts[0].jumpHost.hostKey", "nothing"),
        ("hosts[0].thinPool", "{}", "hosts[0].thinPool", "neither device nor loopSizeGib"),
        ("hosts[0].thinPool", "{\"loopSizeGib\":20}", "hosts[0].thinPool.loopSizeGib", "a loop-backed pool of 20 GiB"),
        ("hosts[0].thinPool.device", "\"/dev/sda\"", "hosts[0].thinPool.device", "'/dev/sda': " + Unstable),
        ("hosts[0].thinPool.device", "\"/dev/nvme0n1\"", "hosts[0].thinPool.device", "'/dev/nvme0n1': " + Unstable),
        ("hosts[0].thinPool.device", "\"/dev/vdb\"", "hosts[0].thinPool.device", "'/dev/vdb': " + Unstable),
        ("cluster.serviceCidr", "\"10.42.128.0/20\"", "cluster.serviceCidr", "'10.42.128.0/20', which overlaps podCidr 10.42.0.0/16"),
        ("cluster.podCidr", "\"198.51.100.0/24\"", "cluster.podCidr", "'198.51.100.0/24', which holds 198.51.100.1 of hosts[0]"),
        ("hosts[3].nodeAddress", "\"10.42.0.9\"", "cluster.podCidr", "'10.42.0.0/16', which holds 10.42.0.9 of hosts[3]"),
        ("hosts[3].address", "\"10.43.0.9\"", "cluster.serviceCidr", "'10.43.0.0/16', which holds 10.43.0.9 of hosts[3]"),
        ("cluster.podCidr", "\"10.42.0.0/23\"", "cluster.podCidr", "'10.42.0.0/23', which has a /24 for 2 of 4 hosts"),
        ("egress[0]", "{\"port\":443}", "egress[0]", "neither host nor cidr"),
        ("egress[0].cidr", "\"203.0.114.0/24\"", "egress[0]", "both host and cidr"),
        ("egress[1].cidr", "\"10.42.7.0/24\"", "egress[1].cidr", "'10.42.7.0/24', which overlaps podCidr 10.42.0.0/16"),
        ("egress[1].cidr", "\"10.43.7.0/24\"", "egress[1].cidr", "'10.43.7.0/24', which overlaps serviceCidr 10.43.0.0/16"),
        ("egress[1].cidr", "\"198.51.100.4/32\"", "egress[1].cidr", "'198.51.100.4/32', which holds 198.51.100.4 of hosts[3]"),
        ("egress[1].cidr", "\"10.0.0.4/32\"", "egress[1].cidr", "'10.0.0.4/32', which holds 10.0.0.4 of hosts[3]"),
        ("egress[1].answers", "\"198.51.100.20\"", "egress[1].answers", "'198.51.100.20', which is not in 203.0.113.7/32"),
        ("egress[0].answers", "\"198.51.100.20\"", "egress[0].answers", "'198.51.100.20', which is not in api.example.com"),
        ("egress[2]", "{\"host\":\"api.example.com\",\"port\":443}", "egress[2]", "the destination of egress[0] again"),
        ("egress[2]", "{\"cidr\":\"203.0.113.7/32\",\"port\":8443,\"answers\":\"203.0.113.7\"}", "egress[2]", "the destination of egress[1] again"),
        ("egress[2]", "{\"host\":\"api.example.com\",\"port\":8443}", "", ""));

    private const string Unstable = "the kernel may give this name to another disk at the next boot, and the disk is erased";

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void What_does_not_fit_together_is_reported_where_it_stands(string path, string json, string reported, string found)
    {
        var result = StackFile.Prod().With(path, json.Replace("KEY", Key, StringComparison.Ordinal)).Parse();
        if (reported.Length == 0)
        {
            result.ErrorText.ShouldBe("");
            return;
        }

        result.Errors[0].Path.ShouldBe(reported);
        result.Errors[0].Found.ShouldBe(found);
        result.Errors.ShouldAllBe(error => error.Path == reported);
        SettingRelations.All.ShouldContain(relation => relation.Allowed == result.Errors[0].Allowed && relation.Fix == result.Errors[0].Fix
            && relation.Example == result.Errors[0].Example && relation.Path == Pattern(reported));
    }

    [Theory]
    [InlineData("hosts[0].hostKey")]
    [InlineData("hosts[3].jumpHost.hostKey")]
    public void Outside_dev_a_missing_host_key_is_a_mistake(string path)
    {
        foreach (var environment in new[] { "staging", "prod" })
        {
            var error = StackFile.Prod().WithText("environment", environment).Without(path).Parse().Errors.ShouldHaveSingleItem();
            (error.Path, error.Found).ShouldBe((path, "nothing"));
            error.Fix.ShouldBe("run ssh-keyscan -t ed25519 ADDRESS, compare the key with the console's, and set hostKey");
        }

        StackFile.Prod().WithText("environment", "dev").Without(path).Parse().ErrorText.ShouldBe("");
    }

    [Fact]
    public void Firecracker_needs_a_thin_pool_on_every_host_and_the_others_none()
    {
        var error = StackFile.Prod().Without("hosts[3].thinPool").Parse().Errors.ShouldHaveSingleItem();
        (error.Path, error.Found).ShouldBe(("hosts[3].thinPool", "nothing"));
        StackFile.Prod().Without("hosts[3].thinPool").With("runtimes", """["kata-clh","kata-qemu"]""").Parse().ErrorText.ShouldBe("");
    }

    [Fact]
    public void A_pool_of_both_kinds_is_a_mistake_in_dev_too()
    {
        var error = StackFile.Dev().WithText("hosts[0].thinPool.device", "/dev/mapper/a").Parse().Errors.ShouldHaveSingleItem();
        (error.Path, error.Found).ShouldBe(("hosts[0].thinPool", "both device and loopSizeGib"));
    }

    [Theory]
    [InlineData("/dev/sda")]
    [InlineData("/dev/nvme0n1")]
    [InlineData("/dev/xvdb")]
    public void In_dev_the_kernels_own_device_names_are_allowed(string device) =>
        StackFile.Dev().With("hosts[0].thinPool", $$"""{"device":"{{device}}"}""").Parse().ErrorText.ShouldBe("");

    [Fact]
    public void Hosts_behind_one_address_have_ports_and_node_addresses_of_their_own()
    {
        StackFile.Prod().WithText("hosts[3].address", "198.51.100.2").With("hosts[3].port", "2223").Parse().ErrorText.ShouldBe("");
        var shared = StackFile.Prod().WithText("hosts[3].address", "198.51.100.2").With("hosts[3].port", "2223")
            .Without("hosts[3].nodeAddress").Without("hosts[1].nodeAddress").Parse();
        shared.Errors.ShouldHaveSingleItem().Path.ShouldBe("hosts[3].nodeAddress");
    }

    [Fact]
    public void An_egress_name_that_is_a_hosts_is_refused()
    {
        var result = StackFile.Prod().WithText("hosts[3].address", "box4.example.com").WithText("egress[0].host", "box4.example.com").Parse();
        var error = result.Errors.ShouldHaveSingleItem();
        (error.Path, error.Found).ShouldBe(("egress[0].host", "'box4.example.com', an address of hosts[3]"));
    }

    [Fact]
    public void An_unknown_environment_or_role_is_reported_once_and_nothing_is_guessed_from_it()
    {
        StackFile.Dev().WithText("environment", "x").Without("hosts[0].hostKey").Parse().Errors.ShouldHaveSingleItem().Path.ShouldBe("environment");
        StackFile.Prod().WithText("hosts[0].role", "x").Parse().Errors.ShouldHaveSingleItem().Path.ShouldBe("hosts[0].role");
        StackFile.Prod().With("hosts[0]", "7").Parse().Errors.ShouldHaveSingleItem().Path.ShouldBe("hosts[0]");
    }

    private static string Pattern(string path) => System.Text.RegularExpressions.Regex.Replace(path, @"\[[0-9]+\]", "[]");
}
