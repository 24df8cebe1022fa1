namespace Pulumi.Aws.Ec2.Outputs;

/// <summary>The metadata service of an instance.</summary>
[OutputType]
public sealed class InstanceMetadataOptions
{
    /// <summary>Whether the metadata service answers: enabled or disabled.</summary>
    public readonly string? HttpEndpoint;

    /// <summary>Whether it answers over IPv6: enabled or disabled.</summary>
    public readonly string? HttpProtocolIpv6;

    /// <summary>How many network hops a token may travel, 1 to 64. At 1 nothing that is routed, such as a pod, can get one.</summary>
    public readonly int? HttpPutResponseHopLimit;

    /// <summary>Whether a request needs a session token (IMDSv2): required or optional.</summary>
    public readonly string? HttpTokens;

    /// <summary>Whether the service shows the instance's tags: enabled or disabled.</summary>
    public readonly string? InstanceMetadataTags;

    [OutputConstructor]
    internal InstanceMetadataOptions(
        string? httpEndpoint,
        string? httpProtocolIpv6,
        int? httpPutResponseHopLimit,
        string? httpTokens,
        string? instanceMetadataTags)
    {
        HttpEndpoint = httpEndpoint;
        HttpProtocolIpv6 = httpProtocolIpv6;
        HttpPutResponseHopLimit = httpPutResponseHopLimit;
        HttpTokens = httpTokens;
        InstanceMetadataTags = instanceMetadataTags;
    }
}
