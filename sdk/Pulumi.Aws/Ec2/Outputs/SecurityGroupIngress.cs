using System.Collections.Immutable;

namespace Pulumi.Aws.Ec2.Outputs;

/// <summary>What may come in.</summary>
[OutputType]
public sealed class SecurityGroupIngress
{
    /// <summary>IPv4 ranges.</summary>
    public readonly ImmutableArray<string> CidrBlocks;

    /// <summary>What the rule is for.</summary>
    public readonly string? Description;

    /// <summary>The first port, or the ICMP type.</summary>
    public readonly int FromPort;

    /// <summary>IPv6 ranges.</summary>
    public readonly ImmutableArray<string> Ipv6CidrBlocks;

    /// <summary>The ids of prefix lists.</summary>
    public readonly ImmutableArray<string> PrefixListIds;

    /// <summary>The protocol: tcp, udp, icmp, icmpv6, a number, or -1 for all, with both ports 0.</summary>
    public readonly string Protocol;

    /// <summary>The ids of security groups.</summary>
    public readonly ImmutableArray<string> SecurityGroups;

    /// <summary>Whether the group itself is meant.</summary>
    public readonly bool? Self;

    /// <summary>The last port, or the ICMP code.</summary>
    public readonly int ToPort;

    [OutputConstructor]
    internal SecurityGroupIngress(
        ImmutableArray<string> cidrBlocks,
        string? description,
        int fromPort,
        ImmutableArray<string> ipv6CidrBlocks,
        ImmutableArray<string> prefixListIds,
        string protocol,
        ImmutableArray<string> securityGroups,
        bool? self,
        int toPort)
    {
        CidrBlocks = cidrBlocks;
        Description = description;
        FromPort = fromPort;
        Ipv6CidrBlocks = ipv6CidrBlocks;
        PrefixListIds = prefixListIds;
        Protocol = protocol;
        SecurityGroups = securityGroups;
        Self = self;
        ToPort = toPort;
    }
}
