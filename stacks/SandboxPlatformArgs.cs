using System.Collections.Immutable;
using Pulumi;
using Stratus.Components.Proof;
using Stratus.Core.Locking;
using Stratus.Core.Settings;

namespace Stratus.Stacks;

/// <summary>What a <see cref="SandboxPlatform"/> is made of.</summary>
public sealed record SandboxPlatformArgs
{
    /// <summary>What the stack says.</summary>
    public required PlatformSettings Settings { get; init; }

    /// <summary>The artefacts to install.</summary>
    public required VersionLock Lock { get; init; }

    /// <summary>The private key to every host, in PEM; secret. Default: the SSH agent's.</summary>
    public Output<string>? SshPrivateKey { get; init; }

    /// <summary>The private host keys of the hosts in EC2 that have a <c>hostKey</c>, by host id; secret. Default: none.</summary>
    public ImmutableDictionary<string, Output<string>> HostPrivateKeys { get; init; } = ImmutableDictionary<string, Output<string>>.Empty;

    /// <summary>The private key that signs reports of the proof, PEM; secret. Default: none, and nothing is proven.</summary>
    public Output<string>? ProofPrivateKey { get; init; }

    /// <summary>The digest of the prober beside this program, as <see cref="ProberFiles.Digest"/> gives it. Default: there is none.</summary>
    public string ProgramDigest { get; init; } = "";
}
