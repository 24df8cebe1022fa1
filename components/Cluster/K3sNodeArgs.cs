using System.Collections.Immutable;
using Pulumi;
using Stratus.Components.Hosts;
using Stratus.Core.Locking;
using Stratus.Core.Settings;

namespace Stratus.Components.Cluster;

/// <summary>What a <see cref="K3sNode"/> is made of.</summary>
public sealed record K3sNodeArgs
{
    /// <summary>The platform that the node is part of.</summary>
    public required PlatformSettings Platform { get; init; }

    /// <summary>The machines that run the control plane; the first one starts the cluster.</summary>
    public required ImmutableArray<Machine> Servers { get; init; }

    /// <summary>The machine, prepared.</summary>
    public required HostPreparation Host { get; init; }

    /// <summary>The k3s to install.</summary>
    public required BinaryPin K3s { get; init; }

    /// <summary>The cluster to join; null for the server that starts it.</summary>
    public ClusterAccess? Join { get; init; }

    /// <summary>What must be done first, beside the machine's preparation.</summary>
    public IReadOnlyCollection<Resource> After { get; init; } = [];
}
