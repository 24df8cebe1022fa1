using System.Collections.Immutable;
using Stratus.Components.Cluster;
using Stratus.Components.Networking;
using Stratus.Core.Settings;

namespace Stratus.Components.Sandboxes;

/// <summary>What a <see cref="SandboxNamespace"/> is made of.</summary>
public sealed record SandboxNamespaceArgs
{
    /// <summary>The cluster.</summary>
    public required K3sCluster Cluster { get; init; }

    /// <summary>Its network, which enforces the policies.</summary>
    public required CiliumNetwork Network { get; init; }

    /// <summary>The namespace's name, and its sandboxes' limits.</summary>
    public required SandboxSettings Sandbox { get; init; }

    /// <summary>What sandboxes may reach. Empty means nothing, DNS included.</summary>
    public required ImmutableArray<EgressDestination> Egress { get; init; }

    /// <summary>The RuntimeClasses that a pod may name; it must name one.</summary>
    public required ImmutableArray<string> RuntimeClasses { get; init; }
}
