using System.Collections.Immutable;
using Stratus.Components.Cluster;
using Stratus.Components.Networking;
using Stratus.Core.Locking;
using Stratus.Core.Runtimes;

namespace Stratus.Components.Runtimes;

/// <summary>What a <see cref="KataRuntime"/> is made of.</summary>
public sealed record KataRuntimeArgs
{
    /// <summary>The cluster.</summary>
    public required K3sCluster Cluster { get; init; }

    /// <summary>Its network: no pod, kata-deploy's neither, starts without one.</summary>
    public required CiliumNetwork Network { get; init; }

    /// <summary>kata-deploy's chart.</summary>
    public required ChartPin Chart { get; init; }

    /// <summary>The shims to install. At least one.</summary>
    public required ImmutableArray<KataShim> Shims { get; init; }
}
