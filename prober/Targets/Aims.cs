using System.Globalization;
using Stratus.Core.Proof.Egress;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Plans;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Targets;

/// <summary>Everything that sandboxes try to reach, from a plan and from where things are.</summary>
internal static class Aims
{
    /// <summary>What the first packet goes to: something that a control surely reaches.</summary>
    public const string FirstPacket = "pod-other-namespace";

    /// <summary>All of them. A kind that the plan says is absent is tried too, and counts when it is reached.</summary>
    public static IReadOnlyList<Aim> Of(SmokePlan plan, Bearings bearings) =>
    [
        .. Cluster(bearings).Concat(Metadata()).Concat(Lookups(plan.Internet)).Concat(World(plan.Internet)).OfType<Aim>()
            .Select(aim => aim with { IsDeclared = plan.Absent.All(absent => absent.Kind != aim.Target.Kind) }),
        .. plan.Allowed.Select(Allowed),
    ];

    private static IEnumerable<Aim?> Cluster(Bearings bearings) =>
    [
        Tcp("pod-same-namespace", TargetKind.PodSameNamespace, bearings.SameNamespace, ProofNames.TargetPort),
        Tcp(FirstPacket, TargetKind.PodOtherNamespace, bearings.OtherNamespace, ProofNames.TargetPort),
        Tcp("service", TargetKind.ServiceIp, bearings.Service, ProofNames.TargetPort),
        Tcp("api-server", TargetKind.ApiServer, bearings.ApiServer, 443),
        Own("own-node", TargetKind.NodeIp, bearings, TargetPod.NodePort),
        Other("other-node", TargetKind.NodeIp, bearings, TargetPod.NodePort),
        Own("own-kubelet", TargetKind.Kubelet, bearings, 10250),
        Other("other-kubelet", TargetKind.Kubelet, bearings, 10250),
    ];

    private static IEnumerable<Aim?> Metadata() =>
    [
        Tcp("metadata-ipv4", TargetKind.MetadataIpv4, "169.254.169.254", 80),
        Tcp("metadata-ipv6", TargetKind.MetadataIpv6, "fd00:ec2::254", 80),
    ];

    private static IEnumerable<Aim?> Lookups(Internet internet) =>
    [
        Lookup("dns-name", TargetKind.DnsName, ProbeProtocol.Dns, internet.DnsName, ""),
        Lookup("dns-tcp", TargetKind.DnsTcp, ProbeProtocol.DnsTcp, internet.DnsName, ""),
        internet.Resolver is null ? null : Lookup("dns-foreign-resolver", TargetKind.DnsForeignResolver, ProbeProtocol.Dns, internet.DnsName, internet.Resolver),
    ];

    private static IEnumerable<Aim?> World(Internet internet) =>
    [
        Tcp("internet-ipv4", TargetKind.InternetIpv4, internet.Ipv4, internet.Port),
        Tcp("internet-ipv6", TargetKind.InternetIpv6, internet.Ipv6, internet.Port),
        To("internet-udp", TargetKind.InternetUdp, ProbeProtocol.Ntp, internet.TimeServer, 123),
        internet.Ipv4 is not { } echo ? null
            : new(new("internet-icmp", TargetKind.InternetIcmp, $"{echo}/icmp", Allowed: false), true, _ => new("internet-icmp", ProbeProtocol.Icmp, echo, "")),
        To("internet-sctp", TargetKind.InternetSctp, ProbeProtocol.Sctp, internet.Sctp, internet.Port),
    ];

    private static Aim Allowed(AllowedTarget allowed)
    {
        var name = $"allowed-{allowed.Name}";
        return new(new(name, TargetKind.InternetIpv4, $"{allowed.Address}:{Text(allowed.Port)}/tcp", Allowed: true), true,
            _ => new(name, ProbeProtocol.Tcp, allowed.Address, Text(allowed.Port)));
    }

    private static Aim? Tcp(string name, TargetKind kind, string? address, int port) => To(name, kind, ProbeProtocol.Tcp, address, port);

    private static Aim? To(string name, TargetKind kind, ProbeProtocol protocol, string? address, int port) => address is null ? null
        : new(new(name, kind, $"{(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}:{Text(port)}/{Word(protocol)}", Allowed: false), true,
            _ => new(name, protocol, address, Text(port)));

    // A policy engine may treat the node that a sandbox runs on differently from every other.
    private static Aim Own(string name, TargetKind kind, Bearings bearings, int port) =>
        new(new(name, kind, $"the sandbox's own node:{Text(port)}/tcp", Allowed: false), true,
            node => bearings.Nodes.TryGetValue(node, out var address) ? new(name, ProbeProtocol.Tcp, address, Text(port)) : null);

    private static Aim? Other(string name, TargetKind kind, Bearings bearings, int port) => bearings.Nodes.Count < 2 ? null
        : new(new(name, kind, $"another node:{Text(port)}/tcp", Allowed: false), true,
            node => new(name, ProbeProtocol.Tcp, Next(bearings, node), Text(port)));

    private static string Next(Bearings bearings, string node) =>
        bearings.Nodes.SkipWhile(other => string.CompareOrdinal(other.Key, node) <= 0).Concat(bearings.Nodes).First(other => other.Key != node).Value;

    private static Aim? Lookup(string name, TargetKind kind, ProbeProtocol protocol, string? domain, string resolver) => domain is null ? null
        : new(new(name, kind, $"{domain} at {(resolver.Length == 0 ? "the cluster's resolver" : resolver)}/{Word(protocol)}", Allowed: false), true,
            _ => new(name, protocol, domain, resolver));

    private static string Word(ProbeProtocol protocol) => protocol == ProbeProtocol.DnsTcp ? "dns over tcp" : protocol.ToString().ToLowerInvariant();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
