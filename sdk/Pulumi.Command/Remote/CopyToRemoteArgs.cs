namespace Pulumi.Command.Remote;

/// <summary>Which files land on which host.</summary>
public sealed class CopyToRemoteArgs : ResourceArgs
{
    [Input("connection", required: true)]
    private Input<Inputs.ConnectionArgs>? _connection;

    /// <summary>How to reach the host. Always a secret, as it may hold a key. Required.</summary>
    public Input<Inputs.ConnectionArgs>? Connection
    {
        get => _connection;
        set => _connection = SecretInput.Of(value);
    }

    /// <summary>Where the files land on the host; its parent directory must exist. Required.</summary>
    [Input("remotePath", required: true)]
    public Input<string> RemotePath { get; set; } = null!;

    /// <summary>The files: a local file, or a directory as an archive. Required.</summary>
    [Input("source", required: true)]
    public Input<AssetOrArchive> Source { get; set; } = null!;

    [Input("triggers")]
    private InputList<object>? _triggers;

    /// <summary>Values of any type; where one changes, the files are copied again.</summary>
    public InputList<object> Triggers
    {
        get => _triggers ??= [];
        set => _triggers = value;
    }

    /// <summary>Args without values.</summary>
    public static new CopyToRemoteArgs Empty => new();
}
