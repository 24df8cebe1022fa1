using Stratus.Core.Settings;

namespace Stratus.Cli.Hosts;

/// <summary>A machine, and what ssh needs to know to reach it.</summary>
internal sealed record HostTarget
{
    /// <summary>How messages call it: the host's id in the stack, or what the command line says.</summary>
    public required string Name { get; init; }

    /// <summary>Where SSH reaches it.</summary>
    public required SshAddress Address { get; init; }

    /// <summary>The one host key that it may show, <c>ssh-ed25519 AAAA…</c>; null: what the user's known_hosts says.</summary>
    public string? HostKey { get; init; }

    /// <summary>The jump host to go through; null: none, unless <c>~/.ssh/config</c> names one.</summary>
    public SshAddress? Jump { get; init; }

    /// <summary>The one host key that the jump host may show; null: what the user's known_hosts says.</summary>
    public string? JumpHostKey { get; init; }

    /// <summary>The file of the private key to log in with; null: the agent's keys and ssh's usual files.</summary>
    public FileInfo? Identity { get; init; }

    /// <summary>A host of a stack. Its private key is encrypted there: ssh uses the agent's, or <paramref name="identity"/>.</summary>
    /// <exception cref="HostError">The stack file does not know where it is: <c>pulumi up</c> creates it.</exception>
    public static HostTarget Of(HostSettings host, FileInfo? identity) => new()
    {
        Name = host.Id,
        Address = new(host.User, host.Address ?? throw Unaddressed(host), host.Port),
        HostKey = host.HostKey,
        Jump = host.JumpHost is { } jump ? new(jump.User, jump.Address, jump.Port) : null,
        JumpHostKey = host.JumpHost?.HostKey,
        Identity = identity,
    };

    private static HostError Unaddressed(HostSettings host) => new(HostFailure.Unresolved, host.Id,
        "pulumi up creates it: the stack file has no address of it",
        $"Once it is there, pulumi stack output shows its address: ask it by --host {host.User}@ADDRESS");
}
