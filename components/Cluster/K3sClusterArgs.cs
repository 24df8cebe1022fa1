using System.Collections.Immutable;
using Stratus.Components.Hosts;
using Stratus.Core.Locking;
using Stratus.Core.Settings;

namespace Stratus.Components.Cluster;

/// <summary>What a <see cref="K3sCluster"/> is made of.</summary>
public sealed record K3sClusterArgs
{
    /// <summary>The platform that the cluster serves.</summary>
    public required PlatformSettings Platform { get; init; }

    /// <summary>The machines, prepared; among them an odd number of servers.</summary>
    public required ImmutableArray<HostPreparation> Hosts { get; init; }

    /// <summary>The k3s to install.</summary>
    public required BinaryPin K3s { get; init; }
}
