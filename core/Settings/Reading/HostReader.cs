using System.Collections.Immutable;
using System.Text.Json;
using Stratus.Core.Settings.Rules;

namespace Stratus.Core.Settings.Reading;

/// <summary>Reads the hosts, from the stack file or from an inventory file.</summary>
internal static class HostReader
{
    // Stands for an item that is no object: nothing about it may be reported a second time.
    private static readonly HostSettings Blank = new()
    {
        Id = "",
        Role = (HostRole)(-1),
        Address = "",
        NodeAddress = "",
        User = "",
        Port = 0,
        SshWaitMinutes = 0,
        HostKey = "",
        ThinPool = new() { Device = "" },
    };

    private static readonly Ec2Settings BlankEc2 =
        new() { InstanceType = "", SubnetId = "", RootSizeGib = 0, PoolSizeGib = 0, Protected = true };

    private static readonly SettingRule Rule = SettingRules.Of("").Single(rule => rule.Key == "hosts");

    public static ImmutableArray<Placed<HostSettings>> Read(SettingsObject top, Func<string, string>? readInventory, SettingsReport report)
    {
        // Pulumi puts the declared default, an empty list, in place of hosts that were left out.
        var listed = top.Has("hosts") && !(top.Raw("hosts") is { ValueKind: JsonValueKind.Array } hosts && hosts.GetArrayLength() == 0);
        if (!top.Has("inventory")) return listed ? Hosts(top.Children("hosts")) : Missing(top, report);
        var path = top.Text("inventory");
        if (listed)
        {
            report.Add(SettingRelations.OneListOfHosts, new("inventory", "hosts as well as inventory"));
            return Hosts(top.Children("hosts"));
        }

        return path.Length > 0 && Inventory.Read(path, readInventory, report) is { } list
            ? Hosts(SettingsObject.GroupItems("inventory", Rule, list, report)) : [];
    }

    private static ImmutableArray<Placed<HostSettings>> Missing(SettingsObject top, SettingsReport report)
    {
        report.Add("hosts", Rule, top.Has("hosts") ? "an empty list" : "nothing");
        return [];
    }

    private static ImmutableArray<Placed<HostSettings>> Hosts(ImmutableArray<Placed<SettingsObject?>> items) =>
        [.. items.Select(item => new Placed<HostSettings>(item.Path, item.Value is null ? Blank : Host(item.Value)))];

    private static HostSettings Host(SettingsObject host)
    {
        var (id, role) = (host.Text("id"), (HostRole)host.Choice("role"));
        var address = host.OptionalText("address");
        var ec2 = !host.Has("ec2") ? null : host.Child("ec2") is { } instance ? Ec2(instance) : BlankEc2;
        return new()
        {
            Id = id,
            Role = role,
            Address = address,
            NodeAddress = host.OptionalText("nodeAddress") ?? (ec2 is null ? address : null),
            User = host.Text("user"),
            Port = host.Number("port"),
            SshWaitMinutes = host.Number("sshWaitMinutes"),
            HostKey = host.OptionalText("hostKey"),
            Reapply = host.Number("reapply"),
            JumpHost = host.Child("jumpHost") is { } jump ? JumpHost(jump) : null,
            ThinPool = host.Child("thinPool") is { } pool ? ThinPool(pool) : null,
            Ec2 = ec2,
        };
    }

    private static Ec2Settings Ec2(SettingsObject instance) => new()
    {
        InstanceType = instance.Text("instanceType"),
        SubnetId = instance.Text("subnetId"),
        PrivateIp = instance.OptionalText("privateIp"),
        RootSizeGib = instance.Number("rootSizeGib"),
        PoolSizeGib = instance.OptionalNumber("poolSizeGib"),
        Protected = instance.Truth("protected"),
    };

    private static JumpHostSettings JumpHost(SettingsObject jump) => new()
    {
        Address = jump.Text("address"),
        User = jump.Text("user"),
        Port = jump.Number("port"),
        HostKey = jump.OptionalText("hostKey"),
    };

    private static ThinPoolSettings ThinPool(SettingsObject pool) =>
        new() { Device = pool.OptionalText("device"), LoopSizeGib = pool.OptionalNumber("loopSizeGib") };
}
