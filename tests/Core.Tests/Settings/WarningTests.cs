using Stratus.Core.Settings.Rules;

namespace Stratus.Core.Tests.Settings;

public sealed class WarningTests
{
    private static string Warnings(StackFile file) =>
        string.Join(' ', file.Parse().Warnings.Select(warning => $"{warning.Name}@{warning.Path}"));

    [Fact]
    public void Prod_in_good_order_warns_of_nothing() => Warnings(StackFile.Prod()).ShouldBe("");

    [Fact]
    public void Shortcuts_of_dev_are_named()
    {
        Warnings(StackFile.Dev()).ShouldBe("loop-pool@hosts[0].thinPool.loopSizeGib");
        Warnings(StackFile.Dev().Without("hosts[0].hostKey").With("hosts[0].thinPool", """{"device":"/dev/sda"}""")
            .With("hosts[0].jumpHost", """{"address":"192.0.2.1"}"""))
            .ShouldBe("missing-host-key@hosts[0].hostKey missing-host-key@hosts[0].jumpHost.hostKey unstable-device@hosts[0].thinPool.device");
        Warnings(StackFile.Dev().With("hosts[0].thinPool", """{"device":"/dev/mapper/a"}""")).ShouldBe("");
    }

    [Fact]
    public void What_prod_does_not_allow_is_an_error_and_no_warning() =>
        Warnings(StackFile.Prod().Without("hosts[0].hostKey").With("hosts[1].thinPool", """{"loopSizeGib":20}""")).ShouldBe("");

    [Fact]
    public void A_single_server_in_prod_is_named()
    {
        var one = StackFile.Prod().WithText("hosts[1].role", "agent").WithText("hosts[2].role", "agent").With("sandbox.maxSandboxes", "50");
        Warnings(one).ShouldBe("single-server@hosts");
        Warnings(one.WithText("environment", "staging")).ShouldBe("");
    }

    [Fact]
    public void Open_traffic_is_named_where_there_is_any()
    {
        Warnings(StackFile.Prod().With("cluster.encryption", "false")).ShouldBe("unencrypted-traffic@cluster.encryption");
        Warnings(StackFile.Dev().With("cluster.encryption", "false")).ShouldBe("loop-pool@hosts[0].thinPool.loopSizeGib");
    }

    [Fact]
    public void A_shared_host_key_is_named() =>
        Warnings(StackFile.Prod().WithText("hosts[2].hostKey", HostKeys.Ed25519(1))).ShouldBe("shared-host-key@hosts[2].hostKey");

    [Theory]
    [InlineData("203.0.0.0/16", "")]
    [InlineData("202.0.0.0/15", "wide-egress@egress[1].cidr")]
    public void A_range_wider_than_16_bits_is_named(string range, string warning) =>
        Warnings(StackFile.Prod().WithText("egress[1].cidr", range).WithText("egress[1].answers", range[..^3])).ShouldBe(warning);

    [Fact]
    public void A_range_that_does_not_say_where_something_listens_is_named()
    {
        Warnings(StackFile.Prod().WithText("egress[1].cidr", "203.0.113.0/31")).ShouldBe("unanswered-range@egress[1].cidr");
        Warnings(StackFile.Prod().WithText("egress[1].cidr", "203.0.113.0/32")).ShouldBe("");
    }

    [Theory]
    [InlineData("server", 4, "small-quota@sandbox.maxSandboxes")]
    [InlineData("server", 5, "")]
    [InlineData("agent", 12, "small-quota@sandbox.maxSandboxes")]
    [InlineData("agent", 13, "")]
    public void A_quota_that_the_proof_does_not_fit_into_is_named(string others, int most, string warning) =>
        Warnings(StackFile.Prod().WithText("environment", "staging").WithText("hosts[1].role", others).WithText("hosts[2].role", others)
            .With("sandbox.maxSandboxes", $"{most}")).ShouldBe(warning);

    [Theory]
    [InlineData("cpu", "249m", "250m")]
    [InlineData("memory", "127Mi", "128Mi")]
    [InlineData("ephemeralStorage", "63Mi", "64Mi")]
    public void Sandboxes_smaller_than_those_of_the_proof_are_named(string member, string small, string enough)
    {
        Warnings(StackFile.Prod().WithText($"sandbox.{member}", small)).ShouldBe($"small-sandbox@sandbox.{member}");
        Warnings(StackFile.Prod().WithText($"sandbox.{member}", enough)).ShouldBe("");
    }

    [Fact]
    public void A_warning_says_the_risk_and_what_takes_it_away()
    {
        StackFile.Dev().Parse().Warnings[0].ToString().ShouldBe(
            "hosts[0].thinPool.loopSizeGib: a loop-backed pool is slow and lost with the file system it lies on (loop-pool). Set device; staging and prod demand it.");
        SettingRisks.All.ShouldAllBe(risk => risk.Risk.Length > 20 && risk.Fix.Length > 10);
    }
}
