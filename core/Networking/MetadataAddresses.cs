using System.Collections.Immutable;

namespace Stratus.Core.Networking;

/// <summary>Where clouds answer any process with the machine's credentials. No sandbox may ever reach one.</summary>
public static class MetadataAddresses
{
    /// <summary>
    /// AWS, Google and Azure over IPv4 with the rest of link-local, Azure's wire server, Alibaba, and AWS over IPv6, as CIDRs.
    /// </summary>
    public static ImmutableArray<string> Cidrs { get; } = ["100.100.100.200/32", "168.63.129.16/32", "169.254.0.0/16", "fd00:ec2::254/128"];
}
