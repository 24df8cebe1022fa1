namespace Stratus.Cli.Hosts;

/// <summary>Why a machine was not reached, or not entered.</summary>
internal enum HostFailure
{
    /// <summary>There is no ssh here, or the file of the private key is missing.</summary>
    Client,

    /// <summary>No name server knows its name.</summary>
    Unresolved,

    /// <summary>Nothing listens on the port.</summary>
    Refused,

    /// <summary>It does not answer.</summary>
    TimedOut,

    /// <summary>No network leads there.</summary>
    Unreachable,

    /// <summary>Nobody has said which host key is its own.</summary>
    UnknownHostKey,

    /// <summary>It shows another host key than the one that is expected.</summary>
    ChangedHostKey,

    /// <summary>The user or the key is refused.</summary>
    PermissionDenied,

    /// <summary>The user may not become root without a password.</summary>
    NoSudo,

    /// <summary>The connection ended before the script did.</summary>
    ConnectionLost,

    /// <summary>Something else; ssh's own words say what.</summary>
    Other,
}

/// <summary>A machine that could not be entered. The message names it, what was seen, and what mends it.</summary>
internal sealed class HostError(HostFailure failure, string host, string cause, string fix)
    : Exception($"{host}: {cause}{Environment.NewLine}  {fix}")
{
    /// <summary>Which kind of failure it is.</summary>
    public HostFailure Failure { get; } = failure;

    /// <summary>Whether it was the jump host that failed.</summary>
    public bool AtJumpHost { get; init; }

    /// <summary>What was seen.</summary>
    public string Cause { get; } = cause;

    /// <summary>What mends it.</summary>
    public string Fix { get; } = fix;
}
