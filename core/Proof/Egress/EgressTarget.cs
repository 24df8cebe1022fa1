namespace Stratus.Core.Proof.Egress;

/// <summary>The ways out that have to be tried.</summary>
public enum TargetKind
{
    /// <summary>A pod of the same namespace.</summary>
    PodSameNamespace,

    /// <summary>A pod of another namespace.</summary>
    PodOtherNamespace,

    /// <summary>A Service's address.</summary>
    ServiceIp,

    /// <summary>An address of a node.</summary>
    NodeIp,

    /// <summary>The kubelet's API.</summary>
    Kubelet,

    /// <summary>The Kubernetes API.</summary>
    ApiServer,

    /// <summary>The cloud's metadata service over IPv4.</summary>
    MetadataIpv4,

    /// <summary>The cloud's metadata service over IPv6.</summary>
    MetadataIpv6,

    /// <summary>A lookup of a name that is not allowed.</summary>
    DnsName,

    /// <summary>A lookup over TCP.</summary>
    DnsTcp,

    /// <summary>A lookup at a resolver that is not the cluster's.</summary>
    DnsForeignResolver,

    /// <summary>The internet over IPv4.</summary>
    InternetIpv4,

    /// <summary>The internet over IPv6.</summary>
    InternetIpv6,

    /// <summary>The internet over UDP.</summary>
    InternetUdp,

    /// <summary>The internet by ICMP.</summary>
    InternetIcmp,

    /// <summary>The internet over SCTP.</summary>
    InternetSctp,
}

/// <summary>Something that a sandbox tries to reach.</summary>
/// <param name="Name">Its name in reports; unique.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Address">Where it is, such as <c>10.43.0.1:443/tcp</c>.</param>
/// <param name="Allowed">Whether the stack names it.</param>
public sealed record EgressTarget(string Name, TargetKind Kind, string Address, bool Allowed);

/// <summary>A kind of target that does not exist here.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Reason">Why, such as <c>no node has an IPv6 route</c>.</param>
public sealed record AbsentTarget(TargetKind Kind, string Reason);
