using Pulumi;
using Stratus.Components.Cluster;
using Stratus.Components.Networking;
using Stratus.Components.Runtimes;
using Stratus.Components.Sandboxes;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Settings;

namespace Stratus.Components.Proof;

/// <summary>What a <see cref="SmokeTest"/> is made of.</summary>
public sealed record SmokeTestArgs
{
    /// <summary>The cluster.</summary>
    public required K3sCluster Cluster { get; init; }

    /// <summary>Its network, whose policies are proven.</summary>
    public required CiliumNetwork Network { get; init; }

    /// <summary>The RuntimeClasses that are proven.</summary>
    public required KataRuntime Runtime { get; init; }

    /// <summary>The namespace that is proven.</summary>
    public required SandboxNamespace Namespace { get; init; }

    /// <summary>What the stack says.</summary>
    public required PlatformSettings Platform { get; init; }

    /// <summary>What is looked at. Its image runs the conductor too.</summary>
    public required SmokePlan Plan { get; init; }

    /// <summary>The private key that signs reports, PEM; secret.</summary>
    public required Output<string> PrivateKey { get; init; }

    /// <summary>The digest of the prober that lies beside the Pulumi program, see <see cref="ProberFiles"/>; empty where there is none.</summary>
    public required string ProgramDigest { get; init; }
}
