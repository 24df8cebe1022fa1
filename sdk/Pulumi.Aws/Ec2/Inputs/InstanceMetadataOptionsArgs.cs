namespace Pulumi.Aws.Ec2.Inputs;

/// <summary>The metadata service of an instance.</summary>
public sealed class InstanceMetadataOptionsArgs : ResourceArgs
{
    /// <summary>Whether the metadata service answers: enabled or disabled. Default: enabled.</summary>
    [Input("httpEndpoint")]
    public Input<string>? HttpEndpoint { get; set; }

    /// <summary>Whether it answers over IPv6: enabled or disabled. Default: disabled.</summary>
    [Input("httpProtocolIpv6")]
    public Input<string>? HttpProtocolIpv6 { get; set; }

    /// <summary>How many network hops a token may travel, 1 to 64. At 1 nothing that is routed, such as a pod, can get one.</summary>
    [Input("httpPutResponseHopLimit")]
    public Input<int>? HttpPutResponseHopLimit { get; set; }

    /// <summary>Whether a request needs a session token (IMDSv2): required or optional.</summary>
    [Input("httpTokens")]
    public Input<string>? HttpTokens { get; set; }

    /// <summary>Whether the service shows the instance's tags: enabled or disabled. Default: disabled.</summary>
    [Input("instanceMetadataTags")]
    public Input<string>? InstanceMetadataTags { get; set; }

    /// <summary>Args without values.</summary>
    public static new InstanceMetadataOptionsArgs Empty => new();
}
