using Stratus.Core.Settings.Reading;

namespace Stratus.Core.Settings.Rules;

public static partial class SettingRelations
{
    // An instance shows the key that it was given at its first boot, so that no connection to it is ever made on trust.
    private static IEnumerable<SettingRelation> HostPrivateKeys() =>
    [
        new()
        {
            Path = "hosts[].hostKey", Allowed = "beside ec2 the public half of the host's key in hostPrivateKeys; in dev neither of the two is allowed as well",
            Example = KeyExample, Fix = NewKeyFix, Check = MissingPublicHalves,
        },
        new()
        {
            Path = "hosts[].hostKey", Allowed = "the public half of the host's key in hostPrivateKeys, or no connection would ever be made",
            Example = KeyExample, Fix = "copy hostKey from what ssh-keygen -y -f ID prints", Check = WrongPublicHalves,
        },
        new()
        {
            Path = "hostPrivateKeys", Allowed = "a key of every host that has ec2 and hostKey", Example = "box1: { secure: v1:… }",
            Fix = NewKeyFix, Check = MissingPrivateHalves,
        },
        new()
        {
            Path = "hostPrivateKeys", Allowed = "keys of hosts that have ec2, and no others", Example = "box1: { secure: v1:… }",
            Fix = "remove it: pulumi config rm --path stratus:hostPrivateKeys.ID", Check = StrayPrivateKeys,
        },
    ];

    private static IEnumerable<Finding> MissingPublicHalves(Draft draft) =>
        from host in draft.Hosts
        where host.Value is { Ec2: not null, HostKey: null }
        let hasPrivate = draft.HostPrivateKeys?.ContainsKey(host.Value.Id) == true
        where draft.IsStrict || hasPrivate
        select new Finding($"{host.Path}.hostKey", hasPrivate ? "nothing, though hostPrivateKeys has a key of the host" : "nothing");

    private static IEnumerable<Finding> WrongPublicHalves(Draft draft) =>
        from host in draft.Hosts
        where host.Value is { Ec2: not null, HostKey.Length: > 0 }
        let half = draft.HostPrivateKeys?.GetValueOrDefault(host.Value.Id)
        where half is { Length: > 0 } && half != host.Value.HostKey
        select new Finding($"{host.Path}.hostKey", "the public half of another key");

    private static IEnumerable<Finding> MissingPrivateHalves(Draft draft) =>
        from host in draft.Hosts
        where draft.HostPrivateKeys is { } keys && host.Value is { Ec2: not null, HostKey: not null } && !keys.ContainsKey(host.Value.Id)
        select new Finding("hostPrivateKeys", $"no key of {host.Value.Id}");

    private static IEnumerable<Finding> StrayPrivateKeys(Draft draft) =>
        from id in draft.HostPrivateKeys?.Keys ?? []
        where !draft.Hosts.Any(host => host.Value.Id == id && host.Value.Ec2 is not null)
        select new Finding("hostPrivateKeys", $"a key of '{Shown.Clean(id)}', which is no host with ec2");
}
