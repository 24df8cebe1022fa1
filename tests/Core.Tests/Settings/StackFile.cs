using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Stratus.Core.Settings;

namespace Stratus.Core.Tests.Settings;

/// <summary>A valid stack file to plant mistakes in. Paths are written as errors write them: <c>hosts[0].address</c>.</summary>
internal sealed partial class StackFile
{
    private readonly JsonObject _root;

    private StackFile(JsonObject root) => _root = root;

    /// <summary>One box, everything allowed in dev only.</summary>
    public static StackFile Dev() => new(new()
    {
        ["environment"] = "dev",
        ["hosts"] = new JsonArray(new JsonObject
        {
            ["id"] = "box1",
            ["role"] = "server",
            ["address"] = "192.0.2.10",
            ["hostKey"] = HostKeys.Ed25519(),
            ["thinPool"] = new JsonObject { ["loopSizeGib"] = 20 },
        }),
        ["runtimes"] = new JsonArray("kata-fc", "kata-qemu"),
    });

    /// <summary>Three servers and an agent behind a jump host; every setting is written.</summary>
    public static StackFile Prod() => new(new()
    {
        ["environment"] = "prod",
        ["hosts"] = new JsonArray(Host(1, "server"), Host(2, "server"), Host(3, "server"), Host(4, "agent")),
        ["cluster"] = new JsonObject { ["podCidr"] = "10.42.0.0/16", ["serviceCidr"] = "10.43.0.0/16", ["encryption"] = true },
        ["runtimes"] = new JsonArray("kata-fc", "kata-clh", "kata-qemu"),
        ["sandbox"] = new JsonObject
        {
            ["namespace"] = "agents",
            ["cpu"] = "2",
            ["memory"] = "512Mi",
            ["ephemeralStorage"] = "1Gi",
            ["maxSandboxes"] = 10,
            ["deadlineSeconds"] = 60,
            ["ttlSecondsAfterFinished"] = 0,
        },
        ["egress"] = new JsonArray(
            new JsonObject { ["host"] = "api.example.com" },
            new JsonObject { ["cidr"] = "203.0.113.7/32", ["port"] = 8443 }),
        ["sshPrivateKey"] = SettingsParser.EncryptedSentinel,
    });

    /// <summary>Three servers and an agent that are created in EC2; every setting of EC2 is written.</summary>
    public static StackFile Ec2() => new(new()
    {
        ["environment"] = "prod",
        ["hosts"] = new JsonArray(Instance(1, "server"), Instance(2, "server"), Instance(3, "server"), Instance(4, "agent")),
        ["aws"] = new JsonObject
        {
            ["region"] = "eu-central-1",
            ["vpcId"] = "vpc-0123456789abcdef0",
            ["amiOwner"] = "136693071363",
            ["amiName"] = "debian-13-*",
            ["adminCidrs"] = new JsonArray("203.0.113.0/28", "10.8.0.0/16"),
            ["sshPublicKey"] = HostKeys.Ed25519(98),
            ["tags"] = new JsonObject { ["team"] = "agents", ["cost center"] = "4711" },
        },
        ["runtimes"] = new JsonArray("kata-fc", "kata-qemu"),
        ["hostPrivateKeys"] = new JsonObject
        {
            ["server1"] = HostKeys.Private(HostKeys.Ed25519(1)),
            ["server2"] = HostKeys.Private(HostKeys.Ed25519(2)),
            ["server3"] = SettingsParser.EncryptedSentinel,
            ["agent4"] = SettingsParser.EncryptedSentinel,
        },
    });

    public StackFile With(string path, string json) => With(path, JsonNode.Parse(json));

    public StackFile WithText(string path, string text) => With(path, JsonValue.Create(text));

    public StackFile Without(string path)
    {
        var (parent, key) = Find(path);
        parent.AsObject().Remove((string)key);
        return this;
    }

    public SettingsResult Parse(Func<string, string>? readInventory = null) => SettingsParser.Parse(Values(), readInventory);

    public Dictionary<string, JsonElement> Values() => _root.ToDictionary(member => member.Key, member => JsonSerializer.SerializeToElement(member.Value));

    public StackFile With(string path, JsonNode? value)
    {
        var (parent, key) = Find(path);
        if (key is string name) parent.AsObject()[name] = value;
        else if ((int)key < parent.AsArray().Count) parent.AsArray()[(int)key] = value;
        else parent.AsArray().Add(value);
        return this;
    }

    private static JsonObject Instance(int number, string role) => new()
    {
        ["id"] = $"{role}{number}",
        ["role"] = role,
        ["user"] = "admin",
        ["hostKey"] = HostKeys.Ed25519((byte)number),
        ["ec2"] = new JsonObject
        {
            ["instanceType"] = "m8i.4xlarge",
            ["subnetId"] = "subnet-0123456789abcdef0",
            ["privateIp"] = $"10.0.1.{number}",
            ["rootSizeGib"] = 60,
            ["poolSizeGib"] = 200,
            ["protected"] = true,
        },
    };

    private static JsonObject Host(int number, string role) => new()
    {
        ["id"] = $"{role}{number}",
        ["role"] = role,
        ["address"] = $"198.51.100.{number}",
        ["nodeAddress"] = $"10.0.0.{number}",
        ["user"] = "admin",
        ["port"] = 2222,
        ["sshWaitMinutes"] = 30,
        ["reapply"] = 2,
        ["hostKey"] = HostKeys.Ed25519((byte)number),
        ["jumpHost"] = new JsonObject
        {
            ["address"] = "jump.example.com",
            ["user"] = "jump",
            ["port"] = 22,
            ["hostKey"] = HostKeys.Ed25519(99),
        },
        ["thinPool"] = new JsonObject { ["device"] = $"/dev/disk/by-id/nvme-EXAMPLE_000{number}" },
    };

    // The node that a path's last step is in, and that step: a name or an index. Objects on the way are made where they are missing.
    private (JsonNode Parent, object Key) Find(string path)
    {
        var steps = Step().Matches(path).Select(match => match.Groups["index"].Success
            ? (object)int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture) : match.Groups["name"].Value).ToArray();
        JsonNode node = _root;
        foreach (var step in steps[..^1])
            node = step is int index ? node[index]! : node[(string)step] ??= new JsonObject();
        return (node, steps[^1]);
    }

    [GeneratedRegex(@"\[(?<index>[0-9]+)\]|(?<name>[^.\[\]]+)")]
    private static partial Regex Step();
}
