using Stratus.Components.Cluster;
using Stratus.Core.Locking;
using Stratus.Core.Settings;

namespace Stratus.Components.Networking;

/// <summary>What a <see cref="CiliumNetwork"/> is made of.</summary>
public sealed record CiliumNetworkArgs
{
    /// <summary>The platform that the network serves.</summary>
    public required PlatformSettings Platform { get; init; }

    /// <summary>The cluster to install it in.</summary>
    public required K3sCluster Cluster { get; init; }

    /// <summary>Cilium's chart.</summary>
    public required ChartPin Chart { get; init; }
}
