namespace Stratus.Cli.Hosts;

/// <summary>How a machine was reached, or why it was not.</summary>
internal sealed record HostContact
{
    /// <summary>How it is called.</summary>
    public required string Name { get; init; }

    /// <summary>Where SSH reaches it; null for this machine.</summary>
    public SshAddress? Address { get; init; }

    /// <summary>The host key that it showed and that was checked; null for this machine, and where none was.</summary>
    public string? HostKey { get; init; }

    /// <summary>Whether that key was accepted unseen.</summary>
    public bool HostKeyUnseen { get; init; }

    /// <summary>The host key that it shows and that nobody has confirmed.</summary>
    public string? OfferedHostKey { get; init; }

    /// <summary>Why it was not asked; null where it was.</summary>
    public HostError? Error { get; init; }
}
