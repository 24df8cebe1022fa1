using System.Text.Json;
using Stratus.Core.Settings;

namespace Stratus.Core.Tests.Settings;

public sealed class SettingsParserTests
{
    [Fact]
    public void What_was_left_out_has_its_default()
    {
        var settings = StackFile.Dev().Parse().Settings!;
        settings.Cluster.ShouldBe(new() { PodCidr = "10.42.0.0/16", ServiceCidr = "10.43.0.0/16", Encryption = true });
        settings.Sandbox.ShouldBe(new()
        {
            Namespace = "sandboxes",
            Cpu = "1",
            Memory = "1Gi",
            EphemeralStorage = "2Gi",
            MaxSandboxes = 50,
            DeadlineSeconds = 600,
            TtlSecondsAfterFinished = 300,
        });
        settings.Egress.ShouldBeEmpty();
        settings.Hosts[0].ShouldBe(new()
        {
            Id = "box1",
            Role = HostRole.Server,
            Address = "192.0.2.10",
            NodeAddress = "192.0.2.10",
            User = "root",
            Port = 22,
            SshWaitMinutes = 10,
            HostKey = HostKeys.Ed25519(),
            ThinPool = new() { LoopSizeGib = 20 },
        });
    }

    [Fact]
    public void What_was_written_is_kept()
    {
        var settings = StackFile.Prod().Parse().Settings!;
        settings.Environment.ShouldBe(PlatformEnvironment.Prod);
        settings.Runtimes.ShouldBe([SandboxRuntime.KataFirecracker, SandboxRuntime.KataCloudHypervisor, SandboxRuntime.KataQemu]);
        settings.Hosts[3].ShouldBe(new()
        {
            Id = "agent4",
            Role = HostRole.Agent,
            Address = "198.51.100.4",
            NodeAddress = "10.0.0.4",
            User = "admin",
            Port = 2222,
            SshWaitMinutes = 30,
            Reapply = 2,
            HostKey = HostKeys.Ed25519(4),
            ThinPool = new() { Device = "/dev/disk/by-id/nvme-EXAMPLE_0004" },
            JumpHost = new() { Address = "jump.example.com", User = "jump", Port = 22, HostKey = HostKeys.Ed25519(99) },
        });
        settings.Sandbox.ShouldBe(new()
        {
            Namespace = "agents",
            Cpu = "2",
            Memory = "512Mi",
            EphemeralStorage = "1Gi",
            MaxSandboxes = 10,
            DeadlineSeconds = 60,
            TtlSecondsAfterFinished = 0,
        });
        settings.Egress.ShouldBe([new() { Host = "api.example.com", Port = 443 }, new() { Cidr = "203.0.113.7/32", Port = 8443 }]);
        StackFile.Prod().With("cluster.encryption", "false").Parse().Settings!.Cluster.Encryption.ShouldBeFalse();
    }

    [Fact]
    public void All_mistakes_are_reported_at_once_and_in_full()
    {
        var result = StackFile.Prod().WithText("hosts[0].usr", "x").WithText("hosts[0].address", "10.0.0.300").WithText("environment", "prd").Parse();
        result.ErrorText.ShouldBe("""
            3 mistakes in this stack's settings:
            environment
              found:   'prd'
              allowed: dev, staging or prod
              example: dev
              fix:     did you mean prod?
            hosts[0].usr
              found:   an unknown setting
              allowed: id, role, address, nodeAddress, user, port, hostKey, sshWaitMinutes, reapply, jumpHost, thinPool, ec2
              example: user: admin
              fix:     did you mean user?
            hosts[0].address
              found:   '10.0.0.300': neither an IP address nor a name
              allowed: an IP address or a lower-case DNS name
              example: 192.0.2.10
              fix:     write address: 192.0.2.10
            """.ReplaceLineEndings("\n"));
        StackFile.Dev().WithText("zzz", "x").Parse().ErrorText.ShouldStartWith("1 mistake in this stack's settings:\nzzz\n");
    }

    [Theory]
    [InlineData("enviroment", "did you mean environment?")]
    [InlineData("Hosts", "did you mean hosts?")]
    [InlineData("egres", "did you mean egress?")]
    [InlineData("sandboxes", "did you mean sandbox?")]
    [InlineData("ssh_private_key", "did you mean sshPrivateKey?")]
    [InlineData("completelyDifferent", "remove it")]
    [InlineData("", "remove it")]
    public void An_unknown_setting_is_a_mistake(string key, string fix)
    {
        var values = StackFile.Dev().Values();
        values[key] = JsonSerializer.SerializeToElement("hunter2");
        var error = SettingsParser.Parse(values).Errors.ShouldHaveSingleItem();
        (error.Path, error.Found, error.Fix).ShouldBe((key, "an unknown setting", fix));
        error.Allowed.ShouldBe("environment, hosts, inventory, aws, cluster, runtimes, sandbox, egress, proof, sshPrivateKey, hostPrivateKeys, proofPrivateKey");
        error.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public void A_setting_written_twice_is_a_mistake()
    {
        var error = WithHosts("""[{"id":"a","id":"b","role":"server","address":"a"}]""").Errors.ShouldHaveSingleItem();
        (error.Path, error.Found, error.Fix).ShouldBe(("hosts[0].id", "the setting more than once", "keep one id and remove the others"));
    }

    [Fact]
    public void Text_that_is_not_Unicode_is_a_mistake_and_no_exception()
    {
        WithHosts("""[{"id":"\ud800","role":"server","address":"a"}]""").Errors.ShouldHaveSingleItem().Found.ShouldBe("a text that is not valid Unicode");
        WithHosts("""[{"id":"a","role":"server","address":"a","\ud800":1}]""").Errors.ShouldHaveSingleItem()
            .Path.ShouldBe("hosts[0].(a name that is not valid Unicode)");
        WithHosts("""[{"id":"a","role":"server","address":"a","port":"\ud800"}]""").Errors.ShouldHaveSingleItem().Path.ShouldBe("hosts[0].port");
    }

    [Fact]
    public void What_an_error_shows_is_short_and_cannot_act_on_a_terminal()
    {
        WithHosts("""[{"id":"a\u001b[31m\u202e","role":"server","address":"a"}]""").Errors[0].Found.ShouldBe(@"'a\u001b[31m\u202e': it holds a control character");
        var shown = StackFile.Dev().WithText("cluster.podCidr", new string('x', 200)).Parse().Errors.ShouldHaveSingleItem().Found;
        shown.ShouldBe($"'{new string('x', 120)}… (200 characters)': not an IPv4 range");
        StackFile.Dev().WithText("a\nb" + new string('x', 200), "x").Parse().Errors.ShouldHaveSingleItem()
            .Path.ShouldBe(@"a\u000ab" + new string('x', 117) + "… (203 characters)");
        StackFile.Dev().With("hosts[0].port", new('9', 30)).Parse().Errors.ShouldHaveSingleItem().Found.ShouldBe($"the number {new string('9', 20)}…");
    }

    [Fact]
    public void An_encrypted_value_is_taken_for_the_key_only()
    {
        var error = StackFile.Dev().WithText("environment", SettingsParser.EncryptedSentinel).Parse().Errors.ShouldHaveSingleItem();
        (error.Found, error.Fix).ShouldBe(("an encrypted value", "this setting is not a secret: set it in plain, without --secret"));
        StackFile.Dev().WithText("hosts", SettingsParser.EncryptedSentinel).Parse().Errors.ShouldHaveSingleItem().Found.ShouldBe("an encrypted value");
    }

    [Fact]
    public void The_key_may_have_16384_characters()
    {
        StackFile.Dev().WithText("sshPrivateKey", "-----BEGIN ".PadRight(16384, 'x')).Parse().ErrorText.ShouldBe("");
        StackFile.Dev().WithText("sshPrivateKey", "-----BEGIN ".PadRight(16385, 'x')).Parse().Errors.ShouldHaveSingleItem()
            .Found.ShouldBe("a text of 16385 characters, more than 16384");
    }

    [Fact]
    public void Nothing_at_all_misses_what_must_be_there()
    {
        SettingsParser.Parse(new Dictionary<string, JsonElement>()).Errors.Select(error => error.Path).ShouldBe(["environment", "hosts", "runtimes"]);
        SettingsParser.Parse(null!).Errors.Length.ShouldBe(3);
        SettingsParser.Parse(new Dictionary<string, JsonElement> { ["hosts"] = default }).Errors.Length.ShouldBe(3);
    }

    [Fact]
    public void Values_of_a_disposed_document_are_a_mistake_and_no_exception()
    {
        var document = JsonDocument.Parse("\"dev\"");
        var values = new Dictionary<string, JsonElement> { ["environment"] = document.RootElement };
        document.Dispose();
        SettingsParser.Parse(values).Errors.ShouldHaveSingleItem().Path.ShouldBe("(settings)");
    }

    private static SettingsResult WithHosts(string json)
    {
        var values = StackFile.Dev().With("runtimes", """["kata-qemu"]""").Values();
        values["hosts"] = JsonDocument.Parse(json).RootElement;
        return SettingsParser.Parse(values);
    }
}
