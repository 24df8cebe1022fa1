using System.Text.Json;
using Stratus.Core.Hosts;
using Stratus.Core.Settings;
using Stratus.Core.Settings.Rules;

namespace Stratus.Core.Tests.Settings;

public sealed class Ec2SettingsTests
{
    [Fact]
    public void What_was_written_is_kept()
    {
        var result = StackFile.Ec2().Parse();

        result.ErrorText.ShouldBe("");
        result.Warnings.ShouldBeEmpty();
        var host = result.Settings!.Hosts[0];
        (host.Address, host.NodeAddress, host.ThinPool).ShouldBe((null, null, null));
        host.Ec2.ShouldBe(new()
        {
            InstanceType = "m8i.4xlarge",
            SubnetId = "subnet-0123456789abcdef0",
            PrivateIp = "10.0.1.1",
            RootSizeGib = 60,
            PoolSizeGib = 200,
            Protected = true,
        });
        host.Ec2!.Type.NeedsNestedVirtualization.ShouldBeTrue();
        var aws = result.Settings.Aws!;
        (aws.Region, aws.VpcId, aws.AmiOwner, aws.AmiName).ShouldBe(("eu-central-1", "vpc-0123456789abcdef0", "136693071363", "debian-13-*"));
        aws.AdminCidrs.ShouldBe(["203.0.113.0/28", "10.8.0.0/16"]);
        aws.SshPublicKey.ShouldBe(HostKeys.Ed25519(98));
        aws.Tags.ShouldBe(new Dictionary<string, string> { ["cost center"] = "4711", ["team"] = "agents" });
    }

    [Fact]
    public void What_was_left_out_has_its_default()
    {
        var file = StackFile.Ec2().With("runtimes", """["kata-qemu"]""").Without("aws.tags")
            .With("hosts[0].ec2", """{"instanceType":"c5.metal","subnetId":"subnet-01234567"}""");

        var settings = file.Parse().Settings!;

        settings.Hosts[0].Ec2.ShouldBe(new() { InstanceType = "c5.metal", SubnetId = "subnet-01234567", RootSizeGib = 50, Protected = true });
        settings.Aws!.Tags.ShouldBeEmpty();
    }

    [Fact]
    public void A_stack_without_such_hosts_has_no_aws() => StackFile.Prod().With("aws", "{}").Parse().Settings!.Aws.ShouldBeNull();

    public static TheoryData<string, string> Allowed => new(
        ("hosts[0].ec2.instanceType", "c7i.metal-24xl"), ("hosts[0].ec2.instanceType", "r8i-flex.large"),
        ("hosts[0].ec2.subnetId", "subnet-01234567"), ("hosts[0].ec2.privateIp", "192.0.2.1"),
        ("aws.region", "us-gov-west-1"), ("aws.region", "ap-southeast-2"), ("aws.vpcId", "vpc-01234567"), ("aws.amiOwner", "self"),
        ("aws.amiOwner", "amazon"), ("aws.amiName", "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20250610"),
        ("aws.adminCidrs[0]", "10.0.0.0/8"), ("aws.adminCidrs[0]", "203.0.113.7/32"), ("aws.sshPublicKey", HostKeys.Ed25519(3)),
        ("aws.tags.team", "a+b - c=d._:/@"), ("hostPrivateKeys.server1", SettingsParser.EncryptedSentinel));

    [Theory]
    [MemberData(nameof(Allowed))]
    public void A_good_text_is_taken(string path, string text) => StackFile.Ec2().WithText(path, text).Parse().ErrorText.ShouldBe("");

    public static TheoryData<string, string, string> Refused => new(
        ("hosts[0].ec2.instanceType", "m5.large",
            "'m5.large': virtualized without nested virtualization, so it has no /dev/kvm; near it and with KVM: m8i.large, m5.metal"),
        ("hosts[0].ec2.instanceType", "big", "'big': not the name of an instance type"),
        ("hosts[0].ec2.subnetId", "vpc-0123456789abcdef0", "'vpc-0123456789abcdef0'"), ("hosts[0].ec2.subnetId", "subnet-0123", "'subnet-0123'"),
        ("hosts[0].ec2.privateIp", "box.example.com", "'box.example.com'"), ("hosts[0].ec2.privateIp", "2001:db8::1", "'2001:db8::1'"),
        ("hosts[0].ec2.privateIp", "224.0.0.1", "'224.0.0.1': no machine has this address"),
        ("aws.region", "Frankfurt", "'Frankfurt'"), ("aws.region", "eu-central-1a", "'eu-central-1a'"),
        ("aws.vpcId", "subnet-0123456789abcdef0", "'subnet-0123456789abcdef0'"), ("aws.vpcId", "vpc-0123456789ABCDEF0", "'vpc-0123456789ABCDEF0'"),
        ("aws.amiOwner", "debian", "'debian'"), ("aws.amiOwner", "12345", "'12345'"),
        ("aws.amiName", "*", "'*'"), ("aws.amiName", "*-amd64-*", "'*-amd64-*': a pattern that begins with a wildcard finds whatever its owner has published"),
        ("aws.amiName", "ami;x", "'ami;x'"),
        ("aws.adminCidrs[0]", "0.0.0.0/0", "'0.0.0.0/0': the prefix must be /8 to /32"),
        ("aws.adminCidrs[0]", "203.0.113.7", "'203.0.113.7': the prefix length is missing; did you mean 203.0.113.7/32?"),
        ("aws.sshPublicKey", "ssh-ed25519 AAAA", "'ssh-ed25519 AAAA': the base64 is damaged; copy the whole line again"),
        ("aws.sshPublicKey", HostKeys.Ecdsa(256, 65), $"'{HostKeys.Ecdsa(256, 65)[..120]}… (160 characters)': an Ed25519 key is wanted, which EC2 and every sshd take: ssh-keygen -t ed25519"),
        ("aws.tags.team", "a;b", "'a;b': a character that EC2 does not allow in tags"), ("aws.tags.team", "", "an empty text"),
        ("aws.tags.Name", "x", "the name 'Name': Name is reserved"), ("aws.tags.AWS:x", "x", "the name 'AWS:x': aws: is reserved"),
        ("hostPrivateKeys.server1", "hunter2", "a text (not shown): it is not between -----BEGIN OPENSSH PRIVATE KEY----- and -----END OPENSSH PRIVATE KEY-----"),
        ("hostPrivateKeys.server1", HostKeys.Private(HostKeys.Ed25519(), cipher: "aes256-ctr"),
            "a text (not shown): it has a passphrase, which nobody types when the machine boots"),
        ("hostPrivateKeys.server1", HostKeys.Private(HostKeys.Ed25519(), keys: 2), "a text (not shown): it is damaged; copy the whole file again"),
        ("hostPrivateKeys.server1", HostKeys.Private(HostKeys.Make("ssh-dss", HostKeys.Bytes(32))),
            "a text (not shown): its algorithm is none that a host key may have"));

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_bad_text_gives_one_error_that_says_what_its_rule_allows(string path, string text, string found)
    {
        var error = StackFile.Ec2().WithText(path, text).Parse().Errors.ShouldHaveSingleItem();

        (error.Path, error.Found).ShouldBe((path, found));
        var rule = SettingRules.All.Single(rule => rule.Allowed == error.Allowed && rule.Example == error.Example);
        path.Replace("[0]", "[]", StringComparison.Ordinal).ShouldStartWith(rule.Path.Replace("[0]", "[]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("hosts[0].ec2.rootSizeGib", 20)]
    [InlineData("hosts[0].ec2.poolSizeGib", 10)]
    public void A_size_is_taken_at_its_bounds_and_refused_beyond_them(string path, int least)
    {
        foreach (var good in new[] { least, 16384 }) StackFile.Ec2().With(path, $"{good}").Parse().ErrorText.ShouldBe("");
        foreach (var bad in new[] { least - 1, 16385 })
        {
            StackFile.Ec2().With(path, $"{bad}").Parse().Errors.ShouldHaveSingleItem().Path.ShouldBe(path);
        }
    }

    [Theory]
    [InlineData("hosts[0].ec2.instanceType")]
    [InlineData("hosts[0].ec2.subnetId")]
    [InlineData("aws.region")]
    [InlineData("aws.vpcId")]
    [InlineData("aws.amiOwner")]
    [InlineData("aws.amiName")]
    [InlineData("aws.adminCidrs")]
    [InlineData("aws.sshPublicKey")]
    public void What_EC2_needs_must_be_there(string path)
    {
        var error = StackFile.Ec2().Without(path).Parse().Errors.ShouldHaveSingleItem();

        (error.Path, error.Found).ShouldBe((path, "nothing"));
    }

    [Theory]
    [InlineData("aws.adminCidrs", "[]", "a list of 0")]
    [InlineData("aws.tags", "[]", "a list of 0")]
    [InlineData("aws", "7", "the number 7")]
    [InlineData("hosts[0].ec2", "\"m8i.large\"", "'m8i.large'")]
    [InlineData("hosts[0].ec2.protected", "\"yes\"", "'yes'")]
    [InlineData("hostPrivateKeys", "[\"-----BEGIN\"]", "no text (not shown)")]
    [InlineData("hostPrivateKeys", "\"-----BEGIN\"", "a text (not shown)")]
    public void A_value_of_another_kind_gives_one_error(string path, string json, string found)
    {
        var error = StackFile.Ec2().With(path, json).Parse().Errors.ShouldHaveSingleItem();

        (error.Path, error.Found).ShouldBe((path, found));
    }

    [Fact]
    public void Tags_of_Stratus_are_refused()
    {
        var error = StackFile.Ec2().With("aws.tags", """{"stratus.infra/host":"x"}""").Parse().Errors.ShouldHaveSingleItem();

        (error.Path, error.Found).ShouldBe(("aws.tags.stratus.infra/host", "the name 'stratus.infra/host': stratus.infra/ is reserved"));
    }

    [Fact]
    public void Tags_have_a_limit() => StackFile.Ec2()
        .With("aws.tags", JsonSerializer.Serialize(Enumerable.Range(0, 41).ToDictionary(number => $"tag{number}", number => "x")))
        .Parse().Errors.ShouldHaveSingleItem().Path.ShouldBe("aws.tags");

    [Fact]
    public void No_error_shows_a_private_key()
    {
        var key = HostKeys.Private(HostKeys.Ed25519(77), cipher: "aes256-ctr");

        var text = StackFile.Ec2().WithText("hostPrivateKeys.server1", key).WithText("hostPrivateKeys.Box_1", key).Parse().ErrorText;

        text.ShouldContain("hostPrivateKeys.server1");
        text.ShouldContain("hostPrivateKeys.Box_1");
        text.ShouldNotContain(key.Split('\n')[1]);
    }

    [Fact]
    public void The_type_of_a_host_is_what_its_name_says() =>
        StackFile.Ec2().WithText("hosts[0].ec2.instanceType", "m7i.metal-48xl").Parse().Settings!.Hosts[0].Ec2!.Type
            .ShouldBe(Ec2InstanceType.Parse("m7i.metal-48xl"));
}
