using System.Collections.Immutable;
using Stratus.Components.Cluster;
using Stratus.Components.Proof;
using Stratus.Components.Runtimes;
using Stratus.Core.Settings;

namespace Stratus.Components.Sandboxes;

/// <summary>What an <see cref="EphemeralSandbox"/> is made of.</summary>
public sealed record EphemeralSandboxArgs
{
    /// <summary>The cluster.</summary>
    public required K3sCluster Cluster { get; init; }

    /// <summary>The runtime that brings the RuntimeClass.</summary>
    public required KataRuntime Runtime { get; init; }

    /// <summary>The namespace to run in, complete with its policies.</summary>
    public required SandboxNamespace Namespace { get; init; }

    /// <summary>The namespace's name and the sandbox's size, deadline and time to live.</summary>
    public required SandboxSettings Sandbox { get; init; }

    /// <summary>The RuntimeClass.</summary>
    public required string RuntimeClass { get; init; }

    /// <summary>The image, by digest where the lock knows it.</summary>
    public required string Image { get; init; }

    /// <summary>What to run.</summary>
    public required ImmutableArray<string> Command { get; init; }

    /// <summary>The proof without which it would not be let in. Default: none.</summary>
    public SmokeTest? Proof { get; init; }
}
