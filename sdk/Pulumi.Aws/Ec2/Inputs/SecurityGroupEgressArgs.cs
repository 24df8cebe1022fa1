namespace Pulumi.Aws.Ec2.Inputs;

/// <summary>What may go out.</summary>
public sealed class SecurityGroupEgressArgs : ResourceArgs
{
    [Input("cidrBlocks")]
    private InputList<string>? _cidrBlocks;

    /// <summary>IPv4 ranges.</summary>
    public InputList<string> CidrBlocks
    {
        get => _cidrBlocks ??= [];
        set => _cidrBlocks = value;
    }

    /// <summary>What the rule is for.</summary>
    [Input("description")]
    public Input<string>? Description { get; set; }

    /// <summary>The first port, or the ICMP type. Required.</summary>
    [Input("fromPort", required: true)]
    public Input<int> FromPort { get; set; } = null!;

    [Input("ipv6CidrBlocks")]
    private InputList<string>? _ipv6CidrBlocks;

    /// <summary>IPv6 ranges.</summary>
    public InputList<string> Ipv6CidrBlocks
    {
        get => _ipv6CidrBlocks ??= [];
        set => _ipv6CidrBlocks = value;
    }

    [Input("prefixListIds")]
    private InputList<string>? _prefixListIds;

    /// <summary>The ids of prefix lists.</summary>
    public InputList<string> PrefixListIds
    {
        get => _prefixListIds ??= [];
        set => _prefixListIds = value;
    }

    /// <summary>The protocol: tcp, udp, icmp, icmpv6, a number, or -1 for all, with both ports 0. Required.</summary>
    [Input("protocol", required: true)]
    public Input<string> Protocol { get; set; } = null!;

    [Input("securityGroups")]
    private InputList<string>? _securityGroups;

    /// <summary>The ids of security groups.</summary>
    public InputList<string> SecurityGroups
    {
        get => _securityGroups ??= [];
        set => _securityGroups = value;
    }

    /// <summary>Whether the group itself is meant. Default: false.</summary>
    [Input("self")]
    public Input<bool>? Self { get; set; }

    /// <summary>The last port, or the ICMP code. Required.</summary>
    [Input("toPort", required: true)]
    public Input<int> ToPort { get; set; } = null!;

    /// <summary>Args without values.</summary>
    public static new SecurityGroupEgressArgs Empty => new();
}
