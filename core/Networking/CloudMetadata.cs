using System.Collections.Immutable;

namespace Stratus.Core.Networking;

/// <summary>Where clouds hand out credentials to whoever asks: never reachable from a sandbox.</summary>
public static class CloudMetadata
{
    /// <summary>
    /// The addresses: AWS, Google and Azure (169.254.169.254), Azure's wire server (168.63.129.16), Alibaba (100.100.100.200),
    /// AWS over IPv6 (fd00:ec2::254).
    /// </summary>
    public static ImmutableArray<string> Addresses { get; } = ["169.254.169.254", "168.63.129.16", "100.100.100.200", "fd00:ec2::254"];

    /// <summary>The DNS names that resolve to them.</summary>
    public static ImmutableArray<string> Names { get; } = ["metadata.google.internal", "metadata.goog", "instance-data.ec2.internal"];

    /// <summary>The metadata addresses in a range.</summary>
    /// <param name="range">An IPv4 range, so that IPv6 addresses never lie in it.</param>
    /// <returns>The addresses, in the order of <see cref="Addresses"/>; empty where there is none.</returns>
    public static IEnumerable<string> Within(Cidr range) => Addresses.Where(range.Contains);
}
