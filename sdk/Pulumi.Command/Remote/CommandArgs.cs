namespace Pulumi.Command.Remote;

/// <summary>What runs on which host.</summary>
public sealed class CommandArgs : ResourceArgs
{
    /// <summary>
    /// Whether the next run finds the last one's output in PULUMI_COMMAND_STDOUT and PULUMI_COMMAND_STDERR. Default: true.
    /// </summary>
    [Input("addPreviousOutputInEnv")]
    public Input<bool>? AddPreviousOutputInEnv { get; set; }

    [Input("connection", required: true)]
    private Input<Inputs.ConnectionArgs>? _connection;

    /// <summary>How to reach the host. Always a secret, as it may hold a key. Required.</summary>
    public Input<Inputs.ConnectionArgs>? Connection
    {
        get => _connection;
        set => _connection = SecretInput.Of(value);
    }

    /// <summary>The command that runs when the resource is created, and on an update where Update is not given.</summary>
    [Input("create")]
    public Input<string>? Create { get; set; }

    /// <summary>The command that runs when the resource is deleted.</summary>
    [Input("delete")]
    public Input<string>? Delete { get; set; }

    [Input("environment")]
    private InputMap<string>? _environment;

    /// <summary>Variables of the command. An SSH server passes on only those that its AcceptEnv names.</summary>
    public InputMap<string> Environment
    {
        get => _environment ??= [];
        set => _environment = value;
    }

    /// <summary>Which streams are shown as they come. Default: both.</summary>
    [Input("logging")]
    public Input<Logging>? Logging { get; set; }

    /// <summary>What the command reads from standard input.</summary>
    [Input("stdin")]
    public Input<string>? Stdin { get; set; }

    [Input("triggers")]
    private InputList<object>? _triggers;

    /// <summary>Values of any type; where one changes, the command is replaced: deleted and created anew.</summary>
    public InputList<object> Triggers
    {
        get => _triggers ??= [];
        set => _triggers = value;
    }

    /// <summary>The command that runs when an input changed. Default: Create.</summary>
    [Input("update")]
    public Input<string>? Update { get; set; }

    /// <summary>Args without values.</summary>
    public static new CommandArgs Empty => new();
}
