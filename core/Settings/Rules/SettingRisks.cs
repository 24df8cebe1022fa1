using System.Collections.Immutable;
using Stratus.Core.Networking;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Settings.Formats;
using Stratus.Core.Settings.Reading;

namespace Stratus.Core.Settings.Rules;

/// <summary>What is allowed and risky.</summary>
public static class SettingRisks
{
    /// <summary>Every risk, in the order of the reference.</summary>
    public static ImmutableArray<SettingRisk> All { get; } =
    [
        new()
        {
            Name = "missing-host-key", Path = "hosts[].hostKey", Risk = "without a host key a stranger could answer in the machine's place",
            Fix = "Set hostKey; staging and prod demand it.", Check = draft => InDev(draft, host => host.HostKey is null, "hostKey"),
        },
        new()
        {
            Name = "missing-host-key", Path = "hosts[].jumpHost.hostKey",
            Risk = "without a host key a stranger could answer in the jump host's place",
            Fix = "Set hostKey; staging and prod demand it.",
            Check = draft => InDev(draft, host => host.JumpHost is { HostKey: null }, "jumpHost.hostKey"),
        },
        new()
        {
            Name = "loop-pool", Path = "hosts[].thinPool.loopSizeGib",
            Risk = "a loop-backed pool is slow and lost with the file system it lies on",
            Fix = "Set device; staging and prod demand it.",
            Check = draft => InDev(draft, host => host.ThinPool is { LoopSizeGib: not null }, "thinPool.loopSizeGib"),
        },
        new()
        {
            Name = "unstable-device", Path = "hosts[].thinPool.device", Risk = DeviceName.Unstable,
            Fix = "Name the disk by /dev/disk/by-id; staging and prod demand it.",
            Check = draft => InDev(draft, host => host.ThinPool?.Device is { Length: > 0 } device
                && !DeviceName.IsStable(device), "thinPool.device"),
        },
        new()
        {
            Name = "shared-host-key", Path = "hosts[].hostKey",
            Risk = "another host has the same key: whoever holds one machine can pose as the other",
            Fix = "Make a new host key on the machine that was cloned.", Check = SharedKeys,
        },
        new()
        {
            Name = "unprotected-instance", Path = "hosts[].ec2.protected",
            Risk = "Pulumi and EC2's API may delete or replace the instance, and the etcd member on it",
            Fix = "Set protected to true again once the host is replaced.", Check = UnprotectedInstances,
        },
        new()
        {
            Name = "single-server", Path = "hosts", Risk = "with one server in prod, its loss is the loss of the cluster",
            Fix = "Run three servers.", Check = SingleServer,
        },
        new()
        {
            Name = "unencrypted-traffic", Path = "cluster.encryption", Risk = "traffic between the hosts is readable on their network",
            Fix = "Set encryption to true.",
            Check = draft => !draft.Cluster.Encryption && draft.Hosts.Length > 1 ? ["cluster.encryption"] : [],
        },
        new()
        {
            Name = "wide-egress", Path = "egress[].cidr", Risk = "a range wider than /16 is more than one service",
            Fix = "Name a narrower range, or a host.", Check = WideRanges,
        },
        new()
        {
            Name = "unanswered-range", Path = "egress[].cidr",
            Risk = "the proof has to reach what is allowed, and tries the range's first address: while nothing answers there it never holds, and nothing starts",
            Fix = "Say in answers at which address of the range something listens.", Check = RangesWithoutAnswer,
        },
        new()
        {
            Name = "unproven-sandboxes", Path = "proof.enforce", Risk = "sandboxes start although nothing was seen to hold",
            Fix = "Remove enforce; staging and prod demand it.",
            Check = draft => draft.Environment == PlatformEnvironment.Dev && !draft.Proof.Enforce ? ["proof.enforce"] : [],
        },
        new()
        {
            Name = "absent-once", Path = "proof.absentImages", Risk = "a node has such an image from its first run on: until it is gone from there, budgets for its absence are inconclusive",
            Fix = "Name other images for each run that has to judge them, or have nodes drop them in between.",
            Check = draft => draft.Proof.AbsentImages.IsEmpty ? [] : ["proof.absentImages"],
        },
        new()
        {
            Name = "small-quota", Path = "sandbox.maxSandboxes", Risk = $"the proof takes {ProbeSize.AtOnce} sandboxes at once on each host, and one more: without them it never holds, and nothing starts",
            Fix = $"Allow {ProbeSize.AtOnce} for each host that sandboxes run on, and one.", Check = SmallQuotas,
        },
        TooSmall("cpu", ProbeSize.Cpu, sandbox => sandbox.Cpu),
        TooSmall("memory", ProbeSize.Memory, sandbox => sandbox.Memory),
        TooSmall("ephemeralStorage", ProbeSize.EphemeralStorage, sandbox => sandbox.EphemeralStorage),
    ];

    // The limit of one sandbox is the largest that any may ask for.
    private static SettingRisk TooSmall(string member, string least, Func<SandboxSettings, string> text) => new()
    {
        Name = "small-sandbox",
        Path = $"sandbox.{member}",
        Risk = $"the proof's own sandboxes ask for {least}, and are refused: it never holds, and nothing starts",
        Fix = $"Allow {least}.",
        Check = draft => Quantity.TryParse(least, out var needed) && Quantity.TryParse(text(draft.Sandbox), out var given) && given < needed
            ? [$"sandbox.{member}"] : [],
    };

    private static IEnumerable<string> InDev(Draft draft, Func<HostSettings, bool> isRisky, string key) =>
        from host in draft.Hosts
        where draft.Environment == PlatformEnvironment.Dev && isRisky(host.Value)
        select $"{host.Path}.{key}";

    private static IEnumerable<string> SharedKeys(Draft draft) =>
        from twins in draft.Hosts.Where(host => host.Value.HostKey is { Length: > 0 })
            .GroupBy(host => host.Value.HostKey, StringComparer.Ordinal)
        from later in twins.Skip(1)
        select $"{later.Path}.hostKey";

    private static IEnumerable<string> UnprotectedInstances(Draft draft) =>
        from host in draft.Hosts
        where draft.IsStrict && host.Value.Ec2 is { Protected: false }
        select $"{host.Path}.ec2.protected";

    private static IEnumerable<string> SingleServer(Draft draft) =>
        draft.Environment == PlatformEnvironment.Prod
            && draft.Hosts.Count(host => host.Value.Role == HostRole.Server) == 1 ? ["hosts"] : [];

    private static IEnumerable<string> SmallQuotas(Draft draft) =>
        draft.Sandbox.MaxSandboxes is > 0 and var most && most <= draft.SandboxHosts.Count() * ProbeSize.AtOnce ? ["sandbox.maxSandboxes"] : [];

    private static IEnumerable<string> RangesWithoutAnswer(Draft draft) =>
        from entry in draft.Egress
        where entry.Value.Answers is null && Cidr.TryParse(entry.Value.Cidr, out var range) && range.Prefix < 32
        select $"{entry.Path}.cidr";

    private static IEnumerable<string> WideRanges(Draft draft) =>
        from entry in draft.Egress
        where Cidr.TryParse(entry.Value.Cidr, out var range) && range.Prefix < 16
        select $"{entry.Path}.cidr";
}
