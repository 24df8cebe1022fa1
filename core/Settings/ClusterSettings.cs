namespace Stratus.Core.Settings;

/// <summary>The k3s cluster.</summary>
public sealed record ClusterSettings
{
    /// <summary>The pods' addresses as an IPv4 CIDR. Default <c>10.42.0.0/16</c>, k3s's own.</summary>
    public required string PodCidr { get; init; }

    /// <summary>The Services' addresses as an IPv4 CIDR. Default <c>10.43.0.0/16</c>, k3s's own.</summary>
    public required string ServiceCidr { get; init; }

    /// <summary>Encrypts node-to-node traffic with WireGuard. Default true.</summary>
    public required bool Encryption { get; init; }
}
