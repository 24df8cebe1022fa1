namespace Pulumi.Command.Remote.Inputs;

/// <summary>How to reach the host that a connection goes through, over SSH.</summary>
public sealed class ProxyConnectionArgs : ResourceArgs
{
    /// <summary>The socket of an SSH agent. Default: the environment's SSH_AUTH_SOCK.</summary>
    [Input("agentSocketPath")]
    public Input<string>? AgentSocketPath { get; set; }

    /// <summary>How many attempts to connect may fail; -1 is no limit. Default: 10.</summary>
    [Input("dialErrorLimit")]
    public Input<int>? DialErrorLimit { get; set; }

    /// <summary>The address to connect to. Required.</summary>
    [Input("host", required: true)]
    public Input<string> Host { get; set; } = null!;

    /// <summary>The public key that the host must show. Without it the provider trusts whatever host answers.</summary>
    [Input("hostKey")]
    public Input<string>? HostKey { get; set; }

    [Input("password")]
    private Input<string>? _password;

    /// <summary>The user's password; always a secret.</summary>
    public Input<string>? Password
    {
        get => _password;
        set => _password = SecretInput.Of(value);
    }

    /// <summary>How long an attempt to connect may take, in seconds; 0 is no limit. Default: 15.</summary>
    [Input("perDialTimeout")]
    public Input<int>? PerDialTimeout { get; set; }

    /// <summary>The port of the SSH server. Default: 22.</summary>
    [Input("port")]
    public Input<double>? Port { get; set; }

    [Input("privateKey")]
    private Input<string>? _privateKey;

    /// <summary>The text of a private key, preferred to the password; always a secret.</summary>
    public Input<string>? PrivateKey
    {
        get => _privateKey;
        set => _privateKey = SecretInput.Of(value);
    }

    [Input("privateKeyPassword")]
    private Input<string>? _privateKeyPassword;

    /// <summary>The passphrase of the private key; always a secret.</summary>
    public Input<string>? PrivateKeyPassword
    {
        get => _privateKeyPassword;
        set => _privateKeyPassword = SecretInput.Of(value);
    }

    /// <summary>The user to log in as. Default: root.</summary>
    [Input("user")]
    public Input<string>? User { get; set; }

    /// <summary>Creates the args with the provider's defaults.</summary>
    public ProxyConnectionArgs()
    {
        DialErrorLimit = 10;
        PerDialTimeout = 15;
        Port = 22;
        User = "root";
    }

    /// <summary>Args without values.</summary>
    public static new ProxyConnectionArgs Empty => new();
}
