using System.Collections.Immutable;
using Stratus.Core.Settings.Formats;

namespace Stratus.Core.Settings.Rules;

/// <summary>The rules of all settings. The parser obeys them and <c>docs/settings.md</c> is written from them.</summary>
public static partial class SettingRules
{
    /// <summary>How a key comes to be, and into the stack; it is never a file.</summary>
    public const string ProofKeyAdvice =
        "run: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | pulumi config set --secret stratus:proofPrivateKey";

    private const string Dev = "dev";

    /// <summary>Every rule, in the order of the reference.</summary>
    public static ImmutableArray<SettingRule> All { get; } =
        [.. Top(), .. Hosts(), .. JumpHost(), .. ThinPool(), .. Ec2(), .. Aws(), .. Cluster(), .. Sandbox(), .. Egress(), .. Proof(), .. Budgets()];

    private static readonly ILookup<string, SettingRule> Groups = All.ToLookup(rule => rule.Group, StringComparer.Ordinal);

    /// <summary>The rules of the settings in one object.</summary>
    /// <param name="group">The object's path, <c>hosts[]</c>; empty for the top.</param>
    /// <returns>The rules, in the order of the reference; empty for an object that does not exist.</returns>
    public static IEnumerable<SettingRule> Of(string group) => Groups[group];

    private static IEnumerable<SettingRule> Top() =>
    [
        new()
        {
            Path = "environment", Kind = SettingKind.Text, Required = true, Choices = [Dev, "staging", "prod"],
            Meaning = "How strict the rules are. staging is in every safety respect as prod.",
            Allowed = "dev, staging or prod", Example = Dev,
        },
        new()
        {
            Path = "hosts", Kind = SettingKind.GroupList, Min = 1, Max = 5000,
            Meaning = "The machines.", Allowed = "a list of 1 to 5,000 hosts",
            Example = "[{ id: box1, role: server, address: 192.0.2.10 }]",
            Advice = "list the machines under hosts, or name a file that lists them: inventory: hosts.json",
        },
        new()
        {
            Path = "inventory", Kind = SettingKind.Text, Max = 1024,
            Meaning = "A JSON file that holds the list of hosts, in place of hosts. The path is relative to Pulumi.yaml.",
            Allowed = "the path of a JSON file of at most 1 MiB that holds a list of hosts, in place of hosts", Example = "hosts.json",
            Advice = "write inventory: PATH and see that the file holds a JSON list of hosts, or list the machines under hosts",
        },
        new()
        {
            Path = "aws", Kind = SettingKind.Group, Meaning = "What the hosts in EC2 share. Needed where a host has ec2.",
            Allowed = "an object", Example = "{ region: eu-central-1, vpcId: vpc-0123456789abcdef0, … }",
        },
        new()
        {
            Path = "cluster", Kind = SettingKind.Group, Meaning = "The k3s cluster.",
            Allowed = "an object", Example = "{ podCidr: 10.42.0.0/16 }",
        },
        new()
        {
            Path = "runtimes", Kind = SettingKind.TextList, Required = true, Min = 1, Max = 3,
            Choices = ["kata-fc", "kata-clh", "kata-qemu"],
            Meaning = "The RuntimeClasses to install. kata-fc (Firecracker) and kata-clh (Cloud Hypervisor) need amd64; kata-fc needs a thin pool.",
            Allowed = "a list of at least one of kata-fc, kata-clh, kata-qemu, none of them twice", Example = "[kata-qemu]",
        },
        new()
        {
            Path = "sandbox", Kind = SettingKind.Group, Meaning = "The namespace that sandboxes run in, and their limits.",
            Allowed = "an object", Example = "{ namespace: sandboxes }",
        },
        new()
        {
            Path = "egress", Kind = SettingKind.GroupList, Max = 500,
            Meaning = "What sandboxes may reach, and nothing else. Left out or empty: nothing at all.",
            Allowed = "a list of at most 500 destinations", Example = "[{ host: api.example.com }]",
        },
        new()
        {
            Path = "proof", Kind = SettingKind.Group, Meaning = "How the stack is proven, and what hangs on it.",
            Allowed = "an object", Example = "{ leaseSeconds: 90000 }",
        },
        new()
        {
            Path = "sshPrivateKey", Kind = SettingKind.Secret, Max = 16384, Check = PrivateKey,
            Meaning = "The private key that opens every host and jump host. Left out: the SSH agent's keys.",
            Allowed = "a private key in PEM, stored encrypted", Example = "secure: v1:…",
            Advice = "run: pulumi config set --secret stratus:sshPrivateKey < ~/.ssh/id_ed25519",
        },
        new()
        {
            Path = "hostPrivateKeys", Kind = SettingKind.SecretMap, Max = 5000, Check = OpenSshKey.Problem, CheckKey = Names.HostId,
            Meaning = "The private host keys of the hosts in EC2 by their ids, so that each shows its hostKey from the first packet.",
            Allowed = "an object of OpenSSH private keys without a passphrase, by host id, stored encrypted", Example = "box1: { secure: v1:… }",
            Advice = "run: pulumi config set --secret --path stratus:hostPrivateKeys.ID < ID",
        },
        new()
        {
            Path = "proofPrivateKey", Kind = SettingKind.Secret, Max = 4096, Check = SigningKey,
            Meaning = "The private key that signs reports of the proof. staging and prod do not go up without it; dev without it is not proven.",
            Allowed = "an ECDSA key on P-256 in PEM without a passphrase, stored encrypted", Example = "secure: v1:…",
            Advice = ProofKeyAdvice,
        },
    ];

    private static string? PrivateKey(string text) =>
        text.StartsWith("-----BEGIN ", StringComparison.Ordinal) ? null : "it does not start with -----BEGIN";
}
