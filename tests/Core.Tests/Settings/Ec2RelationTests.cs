using System.Text.RegularExpressions;
using Stratus.Core.Settings;
using Stratus.Core.Settings.Rules;

namespace Stratus.Core.Tests.Settings;

public sealed partial class Ec2RelationTests
{
    public static TheoryData<string, string, string, string> Mistakes => new(
        ("hosts[0].address", "\"192.0.2.77\"", "hosts[0].address", "an address beside ec2"),
        ("hosts[0].nodeAddress", "\"192.0.2.77\"", "hosts[0].nodeAddress", "a value beside ec2"),
        ("hosts[0].thinPool", "{\"device\":\"/dev/mapper/a\"}", "hosts[0].thinPool", "a value beside ec2"),
        ("hosts[0].user", "\"root\"", "hosts[0].user", "'root'"),
        ("hosts[0].port", "2222", "", ""),
        ("hosts[0].jumpHost", "{\"address\":\"203.0.113.1\",\"hostKey\":\"KEY\"}", "", ""),
        ("hosts[3].ec2.instanceType", "\"m7g.metal\"", "hosts[3].ec2.instanceType", "'m7g.metal', arm64, with kata-fc"),
        ("hosts[0].ec2.instanceType", "\"m7g.metal\"", "", ""),
        ("hosts[1].ec2.privateIp", "\"10.0.1.1\"", "hosts[1].ec2.privateIp", "'10.0.1.1', which hosts[0] has too"),
        ("hosts[1].ec2.privateIp", "\"10.42.0.9\"", "cluster.podCidr", "'10.42.0.0/16', which holds 10.42.0.9 of hosts[1]"),
        ("egress", "[{\"cidr\":\"10.0.1.2/32\"}]", "egress[0].cidr", "'10.0.1.2/32', which holds 10.0.1.2 of hosts[1]"),
        ("aws", "{}", "aws", "nothing"),
        ("hostPrivateKeys.server9", "\"SENTINEL\"", "hostPrivateKeys", "a key of 'server9', which is no host with ec2"),
        ("hostPrivateKeys.box9", "\"SENTINEL\"", "hostPrivateKeys", "a key of 'box9', which is no host with ec2"),
        ("hostPrivateKeys", "\"SENTINEL\"", "", ""),
        ("hosts[0].hostKey", "\"KEY\"", "hosts[0].hostKey", "the public half of another key"),
        ("hosts[2].hostKey", "\"KEY\"", "", ""));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void What_does_not_fit_together_is_reported_where_it_stands(string path, string json, string reported, string found)
    {
        var text = json.Replace("KEY", HostKeys.Ed25519(50), StringComparison.Ordinal)
            .Replace("SENTINEL", SettingsParser.EncryptedSentinel, StringComparison.Ordinal);

        var result = StackFile.Ec2().With(path, text).Parse();

        if (reported.Length == 0)
        {
            result.ErrorText.ShouldBe("");
            return;
        }
        var error = result.Errors.ShouldHaveSingleItem();
        (error.Path, error.Found).ShouldBe((reported, found));
        SettingRelations.All.ShouldContain(relation => relation.Allowed == error.Allowed && relation.Fix == error.Fix
            && relation.Example == error.Example && relation.Path == Index().Replace(reported, "[]"));
    }

    [Fact]
    public void A_host_has_an_address_or_is_created()
    {
        var error = StackFile.Prod().Without("hosts[0].address").Parse().Errors.ShouldHaveSingleItem();

        (error.Path, error.Found, error.Fix).ShouldBe(("hosts[0].address", "nothing", "keep address or ec2"));
    }

    [Fact]
    public void Machines_that_exist_and_instances_form_no_cluster_together()
    {
        var error = StackFile.Ec2().With("hosts[3]", StackFile.Prod().Values()["hosts"][3].GetRawText())
            .Without("hostPrivateKeys.agent4").Parse().Errors.ShouldHaveSingleItem();

        (error.Path, error.Found).ShouldBe(("hosts[3].ec2", "nothing, though hosts[0] has it"));
    }

    [Fact]
    public void Firecracker_needs_a_pool_on_every_instance()
    {
        var error = StackFile.Ec2().Without("hosts[1].ec2.poolSizeGib").Parse().Errors.ShouldHaveSingleItem();

        (error.Path, error.Found).ShouldBe(("hosts[1].ec2.poolSizeGib", "nothing"));
        StackFile.Ec2().Without("hosts[1].ec2.poolSizeGib").With("runtimes", """["kata-qemu"]""").Parse().ErrorText.ShouldBe("");
    }

    [Fact]
    public void On_arm64_the_runtimes_that_are_not_shipped_for_it_are_refused()
    {
        var file = StackFile.Ec2().With("runtimes", """["kata-fc","kata-clh","kata-qemu"]""").WithText("hosts[3].ec2.instanceType", "c7g.metal");

        file.Parse().Errors.ShouldHaveSingleItem().Found.ShouldBe("'c7g.metal', arm64, with kata-fc and kata-clh");
        file.With("runtimes", """["kata-qemu"]""").Parse().ErrorText.ShouldBe("");
    }

    [Theory]
    [InlineData("staging")]
    [InlineData("prod")]
    public void Outside_dev_an_instance_has_both_halves_of_its_host_key(string environment)
    {
        var neither = StackFile.Ec2().WithText("environment", environment).Without("hosts[0].hostKey").Without("hostPrivateKeys.server1")
            .Parse().Errors.ShouldHaveSingleItem();
        (neither.Path, neither.Found).ShouldBe(("hosts[0].hostKey", "nothing"));
        neither.Fix.ShouldContain("ssh-keygen -t ed25519");
        var publicOnly = StackFile.Ec2().WithText("environment", environment).Without("hostPrivateKeys.server1").Parse().Errors.ShouldHaveSingleItem();
        (publicOnly.Path, publicOnly.Found).ShouldBe(("hostPrivateKeys", "no key of server1"));
        var privateOnly = StackFile.Ec2().WithText("environment", environment).Without("hosts[0].hostKey").Parse().Errors.ShouldHaveSingleItem();
        (privateOnly.Path, privateOnly.Found).ShouldBe(("hosts[0].hostKey", "nothing, though hostPrivateKeys has a key of the host"));
    }

    [Fact]
    public void In_dev_neither_half_is_allowed_and_warned_of_and_one_alone_is_a_mistake()
    {
        var neither = StackFile.Ec2().WithText("environment", "dev").Without("hosts[0].hostKey").Without("hostPrivateKeys.server1").Parse();
        neither.ErrorText.ShouldBe("");
        neither.Warnings.ShouldContain(warning => warning.Name == "missing-host-key" && warning.Path == "hosts[0].hostKey");
        StackFile.Ec2().WithText("environment", "dev").Without("hostPrivateKeys.server1").Parse().Errors.ShouldHaveSingleItem();
        StackFile.Ec2().WithText("environment", "dev").Without("hosts[0].hostKey").Parse().Errors.ShouldHaveSingleItem();
    }

    [Fact]
    public void No_private_keys_at_all_are_told_host_by_host() =>
        StackFile.Ec2().Without("hostPrivateKeys").Parse().Errors.Select(error => error.Found)
            .ShouldBe(["no key of server1", "no key of server2", "no key of server3", "no key of agent4"]);

    [Fact]
    public void An_unprotected_instance_is_named_outside_dev()
    {
        var file = StackFile.Ec2().With("hosts[1].ec2.protected", "false");

        file.Parse().Warnings.Select(warning => $"{warning.Name}@{warning.Path}").ShouldBe(["unprotected-instance@hosts[1].ec2.protected"]);
        file.WithText("environment", "dev").Parse().Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void An_ec2_that_is_wrong_is_not_taken_for_a_missing_address() =>
        StackFile.Ec2().With("hosts[0].ec2", "7").Parse().Errors.ShouldHaveSingleItem().Path.ShouldBe("hosts[0].ec2");

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Index();
}
