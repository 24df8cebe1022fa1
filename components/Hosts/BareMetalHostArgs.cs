using Pulumi;
using Stratus.Core.Settings;

namespace Stratus.Components.Hosts;

/// <summary>What a <see cref="BareMetalHost"/> is made of.</summary>
public sealed record BareMetalHostArgs
{
    /// <summary>The machine.</summary>
    public required HostSettings Host { get; init; }

    /// <summary>The private key to log in with, in PEM; secret. Default: the SSH agent's.</summary>
    public Output<string>? PrivateKey { get; init; }
}
