using Stratus.Core.Settings.Reading;

namespace Stratus.Core.Settings.Rules;

public static partial class SettingRelations
{
    private const string KeyFix = "run ssh-keyscan -t ed25519 ADDRESS, compare the key with the console's, and set hostKey";
    private const string KeyAllowed = "outside dev every host and jump host has a hostKey, or a stranger could answer in its place";
    private const string KeyExample = "hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI…";

    private static IEnumerable<SettingRelation> Hosts() =>
    [
        new()
        {
            Path = "hosts",
            Allowed = "an odd number of hosts with role server: etcd needs a majority, and an even number survives no more losses",
            Example = "1 or 3 servers, any number of agents", Fix = "make one host more or one fewer a server", Check = Servers,
        },
        new()
        {
            Path = "hosts[].id", Allowed = "an id that no other host has", Example = "box2", Fix = "give each host its own id",
            Check = draft => Repeated(draft, "id", host => host.Id),
        },
        new()
        {
            Path = "hosts[].address", Allowed = "an address and port that no other host has", Example = "192.0.2.11",
            Fix = "remove the host that is listed twice, or correct its address",
            Check = draft => Repeated(draft, "address", host => host.Address, Endpoint),
        },
        new()
        {
            Path = "hosts[].nodeAddress", Allowed = "an address in the cluster that no other host has", Example = "10.0.0.11",
            Fix = "give each host its own nodeAddress", Check = NodeAddresses,
        },
        new()
        {
            Path = "hosts[].jumpHost.address", Allowed = "another machine than the host itself", Example = "192.0.2.1",
            Fix = "name the machine in between, or remove jumpHost", Check = JumpsToItself,
        },
        new() { Path = "hosts[].hostKey", Allowed = KeyAllowed, Example = KeyExample, Fix = KeyFix, Check = MissingKeys },
        new() { Path = "hosts[].jumpHost.hostKey", Allowed = KeyAllowed, Example = KeyExample, Fix = KeyFix, Check = MissingJumpKeys },
    ];

    private static IEnumerable<Finding> Servers(Draft draft)
    {
        if (draft.Hosts.IsEmpty || draft.Hosts.Any(host => !Enum.IsDefined(host.Value.Role))) return [];
        var servers = draft.Hosts.Count(host => host.Value.Role == HostRole.Server);
        return servers % 2 == 1 ? [] : [new("hosts", $"{servers} servers")];
    }

    private static string Endpoint(HostSettings host) => $"{host.Address} {host.Port}";

    private static IEnumerable<Finding> Repeated(
        Draft draft, string key, Func<HostSettings, string?> value, Func<HostSettings, string>? identity = null) =>
        from pair in EarlierTwins(draft, host => string.IsNullOrEmpty(value(host)) ? null : (identity ?? value)(host))
        select new Finding($"{pair.Later.Path}.{key}", $"'{value(pair.Later.Value)}', which {pair.Earlier.Path} has too");

    // Where neither host has a nodeAddress of its own, the same address is already reported.
    private static IEnumerable<Finding> NodeAddresses(Draft draft) =>
        from pair in EarlierTwins(draft, host => host.NodeAddress is { Length: > 0 } address ? address : null)
        where Endpoint(pair.Later.Value) != Endpoint(pair.Earlier.Value)
        select new Finding($"{pair.Later.Path}.nodeAddress", $"'{pair.Later.Value.NodeAddress}', which {pair.Earlier.Path} has too");

    // Every item whose identity an earlier one has, with the first that has it. Null is no identity.
    private static IEnumerable<(Placed<HostSettings> Later, Placed<HostSettings> Earlier)> EarlierTwins(
        Draft draft, Func<HostSettings, string?> identity) =>
        from twins in draft.Hosts.GroupBy(host => identity(host.Value), StringComparer.Ordinal)
        where twins.Key is not null
        from later in twins.Skip(1)
        select (later, twins.First());

    private static IEnumerable<Finding> JumpsToItself(Draft draft) =>
        from host in draft.Hosts
        let jump = host.Value.JumpHost
        where jump is { Address.Length: > 0 } && jump.Address == host.Value.Address && jump.Port == host.Value.Port
        select new Finding($"{host.Path}.jumpHost.address", $"'{jump.Address}', the host itself");

    private static IEnumerable<Finding> MissingKeys(Draft draft) =>
        from host in draft.Hosts
        where draft.IsStrict && host.Value is { HostKey: null, Ec2: null }
        select new Finding($"{host.Path}.hostKey", "nothing");

    private static IEnumerable<Finding> MissingJumpKeys(Draft draft) =>
        from host in draft.Hosts
        where draft.IsStrict && host.Value.JumpHost is { HostKey: null }
        select new Finding($"{host.Path}.jumpHost.hostKey", "nothing");
}
