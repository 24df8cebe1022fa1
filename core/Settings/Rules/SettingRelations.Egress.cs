using Stratus.Core.Networking;
using Stratus.Core.Settings.Reading;

namespace Stratus.Core.Settings.Rules;

public static partial class SettingRelations
{
    private static IEnumerable<SettingRelation> Egress() =>
    [
        new()
        {
            Path = "egress[]", Allowed = "exactly one of host and cidr", Example = "{ host: api.example.com }",
            Fix = "write one destination an entry", Check = NotOneDestination,
        },
        new()
        {
            Path = "egress[].cidr", Allowed = "addresses outside the cluster's podCidr and serviceCidr", Example = "203.0.113.0/24",
            Fix = "name addresses outside the cluster; sandboxes do not reach pods or Services", Check = IntoTheCluster,
        },
        new()
        {
            Path = "egress[].cidr", Allowed = "a range that no host's address or nodeAddress lies in", Example = "203.0.113.0/24",
            Fix = "name a narrower range: a sandbox must not reach the machine that it runs on", Check = OntoAHost,
        },
        new()
        {
            Path = "egress[].answers", Allowed = "an address within the entry's cidr", Example = "203.0.113.7",
            Fix = "name an address of the range, or remove the line", Check = AnswersElsewhere,
        },
        new()
        {
            Path = "egress[].host", Allowed = "a name that is no host's address or nodeAddress", Example = "api.example.com",
            Fix = "remove the entry: a sandbox must not reach the machine that it runs on", Check = NamesAHost,
        },
        new()
        {
            Path = "egress[]", Allowed = "a destination and port that no other entry has",
            Example = "{ host: api.example.com, port: 8443 }",
            Fix = "remove the entry", Check = RepeatedDestinations,
        },
    ];

    private static IEnumerable<Finding> NotOneDestination(Draft draft) =>
        from entry in draft.Egress
        where entry.Value.Host is null == entry.Value.Cidr is null
        select new Finding(entry.Path, entry.Value.Host is null ? "neither host nor cidr" : "both host and cidr");

    private static IEnumerable<Finding> IntoTheCluster(Draft draft) =>
        from entry in draft.Egress
        from own in new[] { (Key: "podCidr", Text: draft.Cluster.PodCidr), (Key: "serviceCidr", Text: draft.Cluster.ServiceCidr) }
        where Cidr.TryParse(entry.Value.Cidr, out var range) && Cidr.TryParse(own.Text, out var cluster) && range.Overlaps(cluster)
        select new Finding($"{entry.Path}.cidr", $"'{entry.Value.Cidr}', which overlaps {own.Key} {own.Text}");

    private static IEnumerable<Finding> OntoAHost(Draft draft) =>
        from entry in draft.Egress
        from host in draft.Hosts
        from address in OwnAddresses(host.Value)
        where Cidr.TryParse(entry.Value.Cidr, out var range) && range.Contains(address)
        select new Finding($"{entry.Path}.cidr", $"'{entry.Value.Cidr}', which holds {address} of {host.Path}");

    private static IEnumerable<Finding> AnswersElsewhere(Draft draft) =>
        from entry in draft.Egress
        where Ipv4.TryParse(entry.Value.Answers, out var address) && !(Cidr.TryParse(entry.Value.Cidr, out var range) ? range.Contains(address) : entry.Value.Host is null)
        select new Finding($"{entry.Path}.answers", $"'{entry.Value.Answers}', which is not in {entry.Value.Cidr ?? entry.Value.Host}");

    private static IEnumerable<Finding> NamesAHost(Draft draft) =>
        from entry in draft.Egress
        from host in draft.Hosts
        where entry.Value.Host is { Length: > 0 } name && OwnAddresses(host.Value).Contains(name, StringComparer.Ordinal)
        select new Finding($"{entry.Path}.host", $"'{entry.Value.Host}', an address of {host.Path}");

    private static IEnumerable<Finding> RepeatedDestinations(Draft draft) =>
        from twins in draft.Egress.Where(entry => $"{entry.Value.Host}{entry.Value.Cidr}".Length > 0).GroupBy(entry => (entry.Value.Host, entry.Value.Cidr, entry.Value.Port))
        from later in twins.Skip(1)
        select new Finding(later.Path, $"the destination of {twins.First().Path} again");
}
