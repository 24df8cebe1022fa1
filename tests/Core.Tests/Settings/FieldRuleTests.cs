using System.Text.Json;
using Stratus.Core.Settings;
using Stratus.Core.Settings.Rules;

namespace Stratus.Core.Tests.Settings;

public sealed class FieldRuleTests
{
    private static readonly string Long = new('a', 300);

    public static TheoryData<string, string> Allowed => new(
        ("hosts[0].id", "a"), ("hosts[0].id", "0-9"), ("hosts[0].id", new string('a', 40)),
        ("hosts[0].address", "0box.example.com"), ("hosts[0].address", "1.0.0.0"), ("hosts[0].address", "223.255.255.255"),
        ("hosts[0].address", "127.0.0.1"), ("hosts[0].address", "2001:db8::1"), ("hosts[0].address", "box"),
        ("hosts[0].address", new string('a', 63) + ".example"), ("hosts[0].nodeAddress", "node.example.com"),
        ("hosts[0].user", "_a"), ("hosts[0].user", "a.b-c_9"), ("hosts[0].user", new string('a', 32)),
        ("hosts[0].hostKey", HostKeys.Ed25519()), ("hosts[0].hostKey", HostKeys.Ecdsa(256, 65)), ("hosts[0].hostKey", HostKeys.Ecdsa(384, 97)),
        ("hosts[0].hostKey", HostKeys.Ecdsa(521, 133)),
        ("hosts[0].jumpHost.hostKey", HostKeys.Ecdsa(256, 65)), ("hosts[0].jumpHost.address", "192.0.2.1"), ("hosts[0].jumpHost.user", "root"),
        ("hosts[0].thinPool.device", "/dev/ubuntu-vg/stratus.pool_1"), ("hosts[0].thinPool.device", "/dev/mapper/vg-pool"), ("hosts[0].thinPool.device", "/dev/disk/by-id/wwn-0x5000c500a0b1c2d3"),
        ("cluster.podCidr", "11.0.0.0/8"), ("cluster.podCidr", "10.42.0.0/22"), ("cluster.serviceCidr", "172.16.0.0/12"),
        ("cluster.serviceCidr", "10.43.0.0/24"), ("sandbox.namespace", new string('n', 63)), ("sandbox.namespace", "my-default"),
        ("sandbox.cpu", "10m"), ("sandbox.cpu", "256"), ("sandbox.cpu", "1.5"), ("sandbox.cpu", "1e1"), ("sandbox.cpu", "500000u"),
        ("sandbox.cpu", "500000000n"), ("sandbox.cpu", "0.1k"), ("sandbox.memory", "16Mi"), ("sandbox.memory", "16Ti"),
        ("sandbox.memory", "512M"), ("sandbox.memory", "1G"), ("sandbox.memory", "1T"), ("sandbox.memory", "20000Ki"), ("sandbox.memory", "0.001P"),
        ("sandbox.memory", "0.001Pi"), ("sandbox.memory", "0.00001E"), ("sandbox.memory", "0.00001Ei"), ("sandbox.memory", "3e7"),
        ("sandbox.ephemeralStorage", "1Mi"), ("sandbox.ephemeralStorage", "64Ti"),
        ("egress[0].host", "a.b"), ("egress[0].host", "xn--bcher-kva.example"), ("egress[1].cidr", "203.0.113.7/32"),
        ("egress[1].cidr", "169.254.169.0/25"));

    [Theory]
    [MemberData(nameof(Allowed))]
    public void A_good_text_is_taken(string path, string text)
    {
        var result = StackFile.Prod().WithText(path, text).Parse();
        result.ErrorText.ShouldBe("");
        result.Settings.ShouldNotBeNull();
    }

    public static TheoryData<string, string, string> Refused => new(
        ("environment", "prd", "'prd'"), ("environment", "", "an empty text"), ("environment", "Prod", "'Prod'"),
        ("hosts[0].id", "Box", "'Box'"), ("hosts[0].id", "-a", "'-a'"), ("hosts[0].id", "a-", "'a-'"), ("hosts[0].id", "a_b", "'a_b'"),
        ("hosts[0].id", new string('a', 41), "a text of 41 characters, more than 40"),
        ("hosts[0].id", "a\n", @"'a\u000a': it holds a control character"), ("hosts[0].role", "master", "'master'"),
        ("hosts[0].address", "10.0.0.300", "'10.0.0.300': neither an IP address nor a name"),
        ("hosts[0].address", "10.0.0", "'10.0.0': neither an IP address nor a name"),
        ("hosts[0].address", "010.0.0.1", "'010.0.0.1': neither an IP address nor a name"),
        ("hosts[0].address", "0.1.2.3", "'0.1.2.3': no machine has this address"),
        ("hosts[0].address", "224.0.0.1", "'224.0.0.1': no machine has this address"),
        ("hosts[0].address", "255.255.255.255", "'255.255.255.255': no machine has this address"),
        ("hosts[0].address", "a..b", "'a..b'"), ("hosts[0].address", "-a.b", "'-a.b'"), ("hosts[0].address", "a-.b", "'a-.b'"),
        ("hosts[0].address", "Box.example.com", "'Box.example.com'"), ("hosts[0].address", "a b", "'a b'"),
        ("hosts[0].address", new string('a', 64) + ".b", $"'{new string('a', 64)}.b'"),
        ("hosts[0].address", Long, "a text of 300 characters, more than 253"), ("hosts[0].address", "fe80::1%eth0", "'fe80::1%eth0'"),
        ("hosts[0].address", "[::1]", "'[::1]'"), ("hosts[0].address", ":", "':'"), ("hosts[0].address", "192.0.2.1:22", "'192.0.2.1:22'"),
        ("hosts[0].nodeAddress", "10.0.0.1/24", "'10.0.0.1/24'"), ("hosts[0].user", "9a", "'9a'"), ("hosts[0].user", "a$", "'a$'"),
        ("hosts[0].user", new string('a', 33), "a text of 33 characters, more than 32"),
        ("hosts[0].jumpHost.address", "*", "'*'"), ("hosts[0].jumpHost.user", "A", "'A'"), ("hosts[0].jumpHost.hostKey", "x", "'x'"),
        ("hosts[0].thinPool.device", "/dev/disk/by-id/..", "'/dev/disk/by-id/..'"), ("hosts[0].thinPool.device", "/dev/mapper/", "'/dev/mapper/'"),
        ("hosts[0].thinPool.device", "/dev/mapper/a/b", "'/dev/mapper/a/b'"), ("hosts[0].thinPool.device", "sda", "'sda'"),
        ("hosts[0].thinPool.device", "/dev/disk/by-path/x", "'/dev/disk/by-path/x'"),
        ("hosts[0].thinPool.device", "/dev/shm/x", "'/dev/shm/x'"), ("hosts[0].thinPool.device", "/dev/../etc", "'/dev/../etc'"),
        ("hosts[0].thinPool.device", "/dev/vg/-x", "'/dev/vg/-x'"), ("hosts[0].thinPool.device", "/dev/vg/lv/x", "'/dev/vg/lv/x'"),
        ("hosts[0].thinPool.device", "/dev/mapper/x;reboot", "'/dev/mapper/x;reboot'"),
        ("cluster.podCidr", "10.42.0.1/16", "'10.42.0.1/16': address bits are set beyond the prefix; did you mean 10.42.0.0/16?"),
        ("cluster.podCidr", "10.42.0.0", "'10.42.0.0': the prefix length is missing; did you mean 10.42.0.0/32?"),
        ("cluster.podCidr", "pods", "'pods': not an IPv4 range"), ("cluster.podCidr", "fd00::/8", "'fd00::/8': not an IPv4 range"),
        ("cluster.podCidr", "8.0.0.0/7", "'8.0.0.0/7': the prefix must be /8 to /24"),
        ("cluster.podCidr", "10.42.0.0/25", "'10.42.0.0/25': the prefix must be /8 to /24"),
        ("cluster.serviceCidr", "172.0.0.0/11", "'172.0.0.0/11': the prefix must be /12 to /24"),
        ("cluster.serviceCidr", "10.43.0.0/25", "'10.43.0.0/25': the prefix must be /12 to /24"),
        ("sandbox.namespace", "default", "'default': that namespace belongs to Kubernetes"),
        ("sandbox.namespace", "stratus-smoke", "'stratus-smoke': that namespace is the proof's, and no policy holds in it"),
        ("sandbox.namespace", "kube-system", "'kube-system': that namespace belongs to Kubernetes"), ("sandbox.namespace", "A", "'A'"),
        ("sandbox.namespace", new string('n', 64), "a text of 64 characters, more than 63"),
        ("sandbox.cpu", "9m", "'9m': less than 10m"), ("sandbox.cpu", "257", "'257': more than 256"), ("sandbox.cpu", "two", "'two'"),
        ("sandbox.cpu", "-1", "'-1'"), ("sandbox.cpu", "1.", "'1.'"), ("sandbox.cpu", "1 ", "'1 '"), ("sandbox.cpu", "1K", "'1K'"),
        ("sandbox.memory", "512m", "'512m': less than 16Mi"), ("sandbox.memory", "15Mi", "'15Mi': less than 16Mi"),
        ("sandbox.memory", "17Ti", "'17Ti': more than 16Ti"), ("sandbox.memory", "1GiB", "'1GiB'"),
        ("sandbox.ephemeralStorage", "1023Ki", "'1023Ki': less than 1Mi"), ("sandbox.ephemeralStorage", "65Ti", "'65Ti': more than 64Ti"),
        ("egress[0].host", "*.example.com",
            "'*.example.com': wildcards are not allowed: whoever controls a name below it controls the sandbox's egress"),
        ("egress[0].host", "192.0.2.1", "'192.0.2.1': an IP address"), ("egress[0].host", "2001:db8::1", "'2001:db8::1': an IP address"),
        ("egress[0].host", "api", "'api': a name without a dot is looked up inside the cluster"),
        ("egress[0].host", "x.default.svc.cluster.local", "'x.default.svc.cluster.local': a name inside the cluster"),
        ("egress[0].host", "cluster.local", "'cluster.local': a name inside the cluster"),
        ("egress[0].host", "api.default.svc", "'api.default.svc': a name inside the cluster"),
        ("egress[0].host", "a.localhost", "'a.localhost': a name inside the cluster"), ("egress[0].host", "a.b.", "'a.b.'"),
        ("egress[0].host", "metadata.google.internal", "'metadata.google.internal': a cloud's metadata service, which hands out credentials"),
        ("egress[0].host", "1.2.3", "'1.2.3': neither an IP address nor a name"), ("egress[0].host", "https://a.b", "'https://a.b'"),
        ("egress[1].cidr", "0.0.0.0/0", "'0.0.0.0/0': it holds 169.254.169.254, a cloud's metadata service, which hands out credentials"),
        ("egress[1].cidr", "168.63.129.16/32", "'168.63.129.16/32': it holds 168.63.129.16, a cloud's metadata service, which hands out credentials"),
        ("egress[1].cidr", "100.64.0.0/10", "'100.64.0.0/10': it holds 100.100.100.200, a cloud's metadata service, which hands out credentials"),
        ("egress[1].cidr", "203.0.113.7", "'203.0.113.7': the prefix length is missing; did you mean 203.0.113.7/32?"),
        ("egress[1].cidr", "203.0.113.0/024", "'203.0.113.0/024': not an IPv4 range"),
        ("egress[1].cidr", "203.0.113.0/33", "'203.0.113.0/33': not an IPv4 range"),
        ("runtimes[1]", "gvisor", "'gvisor'"), ("runtimes[1]", "kata-fc", "'kata-fc' for the second time"),
        ("cluster.podCidr", SettingsParser.EncryptedSentinel, "an encrypted value"),
        ("hosts[0].hostKey", "-----BEGIN OPENSSH PRIVATE KEY-----", "a PEM text (not shown)"),
        ("sshPrivateKey", "hunter2", "a text (not shown): it does not start with -----BEGIN"), ("sshPrivateKey", "", "an empty text"),
        ("sshPrivateKey", "-----BEGIN X\0", "a text (not shown): it holds a control character"));

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_bad_text_gives_one_error_that_says_what_its_rule_allows(string path, string text, string found)
    {
        var result = StackFile.Prod().WithText(path, text).Parse();
        var error = result.Errors.ShouldHaveSingleItem();
        error.Path.ShouldBe(path);
        error.Found.ShouldBe(found);
        var rule = RuleAt(path);
        (error.Allowed, error.Example).ShouldBe((rule.Allowed, rule.Example));
        result.Settings.ShouldBeNull();
    }

    public static TheoryData<string, int, int> Numbers => new(
        ("hosts[0].port", 1, 65535), ("hosts[0].sshWaitMinutes", 1, 120), ("hosts[0].reapply", 0, 1000000), ("hosts[0].jumpHost.port", 1, 65535), ("egress[0].port", 1, 65535),
        ("sandbox.maxSandboxes", 1, 10000), ("sandbox.deadlineSeconds", 1, 86400), ("sandbox.ttlSecondsAfterFinished", 0, 86400));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_is_taken_at_its_bounds_and_refused_beyond_them(string path, int least, int most)
    {
        foreach (var good in new[] { least, most }) StackFile.Prod().With(path, $"{good}").Parse().ErrorText.ShouldBe("");
        foreach (var bad in new[] { $"{least - 1}", $"{most + 1}", "1.5", "1e999", "99999999999999999999999" })
        {
            var error = StackFile.Prod().With(path, JsonSerializer.SerializeToNode(JsonDocument.Parse(bad))).Parse().Errors.ShouldHaveSingleItem();
            error.Path.ShouldBe(path);
            error.Found.ShouldStartWith("the number ");
            error.Allowed.ShouldBe($"{least} to {most}");
        }
    }

    [Theory]
    [InlineData("10", true)]
    [InlineData("1024", true)]
    [InlineData("9", false)]
    [InlineData("1025", false)]
    public void A_loop_backed_pool_has_10_to_1024_GiB(string size, bool good) =>
        StackFile.Dev().With("hosts[0].thinPool.loopSizeGib", size).Parse().Errors.IsEmpty.ShouldBe(good);

    [Theory]
    [InlineData("hosts[0].id", "7", "the number 7", "write a text, in quotes: write id: box1")]
    [InlineData("hosts[0].id", "true", "true", "write a text, in quotes: write id: box1")]
    [InlineData("hosts[0].id", "null", "nothing (null)", "write id: box1")]
    [InlineData("hosts[0].id", "[1]", "a list of 1", "write id: box1")]
    [InlineData("sandbox.cpu", "1", "the number 1", "write a text, in quotes: write cpu: \"1\"")]
    [InlineData("hosts[0].port", "\"22\"", "'22'", "write a number, without quotes: write port: 22")]
    [InlineData("hosts[0].port", "\"ssh\"", "'ssh'", "write port: 22")]
    [InlineData("hosts[0].port", "false", "false", "write port: 22")]
    [InlineData("cluster.encryption", "\"true\"", "'true'", "write encryption: true")]
    [InlineData("cluster.encryption", "1", "the number 1", "write encryption: true")]
    [InlineData("cluster", "[]", "a list of 0", "write cluster: { podCidr: 10.42.0.0/16 }")]
    [InlineData("hosts[0].jumpHost", "\"jump\"", "'jump'", "write jumpHost: { address: 192.0.2.1, user: jump }")]
    [InlineData("hosts[0].thinPool", "20", "the number 20", "write thinPool: { device: /dev/disk/by-id/nvme-EXAMPLE_0001 }")]
    [InlineData("egress", "{}", "an object", "write egress: [{ host: api.example.com }]")]
    [InlineData("egress[0]", "\"api.example.com\"", "'api.example.com'", "write an object: write egress: [{ host: api.example.com }]")]
    [InlineData("runtimes", "[]", "a list of 0", "write runtimes: [kata-qemu]")]
    [InlineData("runtimes", "\"kata-fc\"", "'kata-fc'", "write runtimes: [kata-qemu]")]
    [InlineData("sshPrivateKey", "12345", "a number (not shown)", SecretFix)]
    [InlineData("sshPrivateKey", "{\"a\":1}", "no text (not shown)", SecretFix)]
    [InlineData("sshPrivateKey", "null", "nothing (null)", SecretFix)]
    public void A_value_of_the_wrong_kind_gives_one_error(string path, string json, string found, string fix)
    {
        var error = StackFile.Prod().With(path, json).Parse().Errors.ShouldHaveSingleItem();
        (error.Path, error.Found, error.Fix).ShouldBe((path, found, fix));
    }

    private const string SecretFix = "run: pulumi config set --secret stratus:sshPrivateKey < ~/.ssh/id_ed25519";

    [Theory]
    [InlineData("environment", "environment")]
    [InlineData("runtimes", "runtimes")]
    [InlineData("hosts", "hosts")]
    [InlineData("hosts[0].id", "hosts[0].id")]
    [InlineData("hosts[0].role", "hosts[0].role")]
    [InlineData("hosts[0].address", "hosts[0].address")]
    [InlineData("hosts[0].jumpHost.address", "hosts[0].jumpHost.address")]
    public void What_must_be_there_is_missed(string removed, string path)
    {
        var error = StackFile.Prod().Without(removed).Parse().Errors.ShouldHaveSingleItem();
        (error.Path, error.Found).ShouldBe((path, "nothing"));
    }

    [Fact]
    public void A_private_key_in_PEM_is_taken() =>
        StackFile.Prod().WithText("sshPrivateKey", "-----BEGIN OPENSSH PRIVATE KEY-----\r\nb3Bl\n").Parse().ErrorText.ShouldBe("");

    private static SettingRule RuleAt(string path)
    {
        var pattern = System.Text.RegularExpressions.Regex.Replace(path, @"\[[0-9]+\]", "[]");
        return SettingRules.All.SingleOrDefault(rule => rule.Path == pattern) ?? SettingRules.All.Single(rule => rule.Path + "[]" == pattern);
    }
}
