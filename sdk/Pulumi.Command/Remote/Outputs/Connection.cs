namespace Pulumi.Command.Remote.Outputs;

/// <summary>How a host is reached over SSH.</summary>
[OutputType]
public sealed class Connection
{
    /// <summary>The socket of an SSH agent.</summary>
    public readonly string? AgentSocketPath;

    /// <summary>How many attempts to connect may fail; -1 is no limit.</summary>
    public readonly int? DialErrorLimit;

    /// <summary>The address to connect to.</summary>
    public readonly string Host;

    /// <summary>The public key that the host must show. Without it the provider trusts whatever host answers.</summary>
    public readonly string? HostKey;

    /// <summary>The user's password.</summary>
    public readonly string? Password;

    /// <summary>How long an attempt to connect may take, in seconds; 0 is no limit.</summary>
    public readonly int? PerDialTimeout;

    /// <summary>The port of the SSH server.</summary>
    public readonly double? Port;

    /// <summary>The text of a private key, preferred to the password.</summary>
    public readonly string? PrivateKey;

    /// <summary>The passphrase of the private key.</summary>
    public readonly string? PrivateKeyPassword;

    /// <summary>The host to connect through.</summary>
    public readonly ProxyConnection? Proxy;

    /// <summary>The user to log in as.</summary>
    public readonly string? User;

    [OutputConstructor]
    internal Connection(
        string? agentSocketPath,
        int? dialErrorLimit,
        string host,
        string? hostKey,
        string? password,
        int? perDialTimeout,
        double? port,
        string? privateKey,
        string? privateKeyPassword,
        ProxyConnection? proxy,
        string? user)
    {
        AgentSocketPath = agentSocketPath;
        DialErrorLimit = dialErrorLimit;
        Host = host;
        HostKey = hostKey;
        Password = password;
        PerDialTimeout = perDialTimeout;
        Port = port;
        PrivateKey = privateKey;
        PrivateKeyPassword = privateKeyPassword;
        Proxy = proxy;
        User = user;
    }
}
