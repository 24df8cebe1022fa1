using Stratus.Core.Networking;
using Stratus.Core.Settings.Reading;

namespace Stratus.Core.Settings.Rules;

public static partial class SettingRelations
{
    private const string NoHostInside = "a range that no host's address or nodeAddress lies in, or the host could not be reached";

    private static IEnumerable<SettingRelation> Addresses() =>
    [
        new()
        {
            Path = "cluster.serviceCidr", Allowed = "a range apart from podCidr", Example = "10.43.0.0/16",
            Fix = "give pods and Services ranges of their own", Check = SharedRange,
        },
        new()
        {
            Path = "cluster.podCidr", Allowed = NoHostInside, Example = "10.42.0.0/16",
            Fix = "choose a range that the hosts' network does not use",
            Check = draft => HostsInside(draft, "podCidr", draft.Cluster.PodCidr),
        },
        new()
        {
            Path = "cluster.serviceCidr", Allowed = NoHostInside, Example = "10.43.0.0/16",
            Fix = "choose a range that the hosts' network does not use",
            Check = draft => HostsInside(draft, "serviceCidr", draft.Cluster.ServiceCidr),
        },
        new()
        {
            Path = "cluster.podCidr", Allowed = "a range with a /24 for every host", Example = "10.42.0.0/16",
            Fix = "choose a wider range: it cannot be changed once the cluster stands", Check = TooNarrow,
        },
    ];

    private static IEnumerable<Finding> SharedRange(Draft draft)
    {
        if (Cidr.TryParse(draft.Cluster.PodCidr, out var pods) && Cidr.TryParse(draft.Cluster.ServiceCidr, out var services)
            && pods.Overlaps(services))
            yield return new("cluster.serviceCidr", $"'{services}', which overlaps podCidr {pods}");
    }

    private static IEnumerable<Finding> HostsInside(Draft draft, string key, string text) =>
        !Cidr.TryParse(text, out var range) ? [] :
        from host in draft.Hosts
        from address in OwnAddresses(host.Value)
        where range.Contains(address)
        select new Finding($"cluster.{key}", $"'{range}', which holds {address} of {host.Path}");

    private static IEnumerable<Finding> TooNarrow(Draft draft)
    {
        if (Cidr.TryParse(draft.Cluster.PodCidr, out var pods) && draft.Hosts.Length > 1 << (24 - pods.Prefix))
            yield return new("cluster.podCidr", $"'{pods}', which has a /24 for {1 << (24 - pods.Prefix)} of {draft.Hosts.Length} hosts");
    }

    private static IEnumerable<string> OwnAddresses(HostSettings host) => new[] { host.Address, host.NodeAddress, host.Ec2?.PrivateIp }.OfType<string>().Distinct();
}
