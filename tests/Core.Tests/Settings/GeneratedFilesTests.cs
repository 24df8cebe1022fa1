using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stratus.Core.Settings;

namespace Stratus.Core.Tests.Settings;

/// <summary>Stack files from a fixed seed, so that a failure can be repeated: good, with known mistakes, and hostile.</summary>
public sealed class GeneratedFilesTests
{
    // Fewer where every test runs once for each of a thousand mutants: see docs/testing.md.
    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("GENERATED_FILES") ?? "10000", CultureInfo.InvariantCulture);

    // A mistake, its value as JSON, and where it must be reported. Any set of them may be planted together.
    private static readonly (string Path, string Json, string Reported)[] Mistakes =
    [
        ("environment", "\"production\"", "environment"), ("hosts[0].id", "\"Box_1\"", "hosts[0].id"), ("hosts[0].role", "\"master\"", "hosts[0].role"),
        ("hosts[1].id", "\"\"", "hosts[1].id"), ("hosts[1].id", "\"server3\"", "hosts[2].id"), ("hosts[1].address", "\"10.0.0.300\"", "hosts[1].address"),
        ("hosts[1].user", "\"a b\"", "hosts[1].user"), ("hosts[2].port", "0", "hosts[2].port"), ("hosts[2].port", "\"22\"", "hosts[2].port"),
        ("hosts[2].hostKey", "\"ssh-ed25519 AAAA\"", "hosts[2].hostKey"), ("hosts[2].jumpHost", "[]", "hosts[2].jumpHost"),
        ("hosts[3].jumpHost.address", "7", "hosts[3].jumpHost.address"), ("hosts[3].thinPool.device", "\"/etc/passwd\"", "hosts[3].thinPool.device"),
        ("hosts[3].thinPool.loopSizeGib", "9", "hosts[3].thinPool.loopSizeGib"), ("hosts[3].usr", "1", "hosts[3].usr"),
        ("hosts[4]", "null", "hosts[4]"), ("cluster.podCidr", "\"10.42.0.1/16\"", "cluster.podCidr"), ("cluster.encryption", "\"yes\"", "cluster.encryption"),
        ("cluster.pods", "1", "cluster.pods"), ("runtimes[3]", "\"kata-fc\"", "runtimes"), ("runtimes[0]", "\"runc\"", "runtimes[0]"),
        ("sandbox.memory", "\"512m\"", "sandbox.memory"), ("sandbox.cpu", "1", "sandbox.cpu"), ("sandbox.maxSandboxes", "1.5", "sandbox.maxSandboxes"),
        ("sandbox.namespace", "\"kube-system\"", "sandbox.namespace"), ("egress[0].host", "\"*.example.com\"", "egress[0].host"),
        ("egress[1].cidr", "\"0.0.0.0/0\"", "egress[1].cidr"), ("egress[1].cidr", "\"10.42.1.0/24\"", "egress[1].cidr|cluster.podCidr"),
        ("egress[2]", "{}", "egress[2]"), ("sshPrivateKey", "\"hunter2\"", "sshPrivateKey"), ("enviroment", "\"dev\"", "enviroment"),
    ];

    private static readonly string[] Atoms =
    [
        "null", "true", "-1", "1e400", "99999999999999999999", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"'; rm -rf /; '\"", "\"$(reboot)\"",
        "\"dev\"", "\"server\"", "\"192.0.2.1\"", "\"0.0.0.0/0\"", "\"kata-fc\"", "[]", "{}", "[[[[]]]]", "{\"\\ud800\":1}", "{\"id\":1,\"id\":2}",
        "\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"", "[{\"host\":{}}]", "[{\"address\":[]},7]", "{\"device\":{}}", "\"\\u202e\\u001b[2J\"",
    ];

    private static readonly string[] Keys =
        ["environment", "hosts", "inventory", "cluster", "runtimes", "sandbox", "egress", "sshPrivateKey", "", "\u001b[2J", "hosts[0]", "a.b"];

    [Fact]
    public void Every_planted_mistake_is_reported_at_its_place()
    {
        var random = new Random(20_260_822);
        for (var i = 0; i < Count; i++)
        {
            var planted = Mistakes.Where(_ => random.Next(8) == 0).DistinctBy(mistake => mistake.Path).ToArray();
            var file = planted.Aggregate(StackFile.Prod(), (whole, mistake) => whole.With(mistake.Path, mistake.Json));
            var result = file.Parse();
            ShouldBeEither(result);
            if (planted.Length == 0) result.ErrorText.ShouldBe("");
            foreach (var mistake in planted)
                result.Errors.ShouldContain(error => mistake.Reported.Contains(error.Path, StringComparison.Ordinal), $"file {i}: {mistake}");
        }
    }

    [Fact]
    public void A_hostile_file_is_refused_without_an_exception()
    {
        var random = new Random(20_260_823);
        for (var i = 0; i < Count; i++)
        {
            var values = new Dictionary<string, JsonElement>();
            for (var member = random.Next(6); member > 0; member--)
                values[Keys[random.Next(Keys.Length)]] = JsonDocument.Parse(Any(random, 4)).RootElement;
            var result = SettingsParser.Parse(values, _ => Any(random, 5));
            ShouldBeEither(result);
            result.Errors.ShouldAllBe(error => !error.ToString().Any(character => character != '\n' && char.IsControl(character)));
        }
    }

    private static string Any(Random random, int depth) => (depth == 0 ? 0 : random.Next(4)) switch
    {
        2 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Any(random, depth - 1)))}]",
        3 => $"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"{JsonValue.Create(Name(random)).ToJsonString()}:{Any(random, depth - 1)}"))}}}",
        _ => Atoms[random.Next(Atoms.Length)],
    };

    private static string Name(Random random)
    {
        var rules = Stratus.Core.Settings.Rules.SettingRules.All;
        return rules[random.Next(rules.Length)].Key;
    }

    private static void ShouldBeEither(SettingsResult result) => (result.Settings is null).ShouldBe(!result.Errors.IsEmpty);
}
