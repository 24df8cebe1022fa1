using Pulumi;
using Stratus.Core.Settings;

namespace Stratus.Components.Hosts;

/// <summary>What an <see cref="Ec2Host"/> is made of.</summary>
public sealed record Ec2HostArgs
{
    /// <summary>The host; it has <see cref="HostSettings.Ec2"/>.</summary>
    public required HostSettings Host { get; init; }

    /// <summary>What it shares with the stack's other hosts in EC2.</summary>
    public required Ec2Perimeter Perimeter { get; init; }

    /// <summary>The private key to log in with, in PEM; secret. Default: the SSH agent's.</summary>
    public Output<string>? PrivateKey { get; init; }

    /// <summary>
    /// The private half of the host's own key, in OpenSSH's format; secret. Default: the machine generates keys that nobody can check.
    /// </summary>
    public Output<string>? HostPrivateKey { get; init; }
}
