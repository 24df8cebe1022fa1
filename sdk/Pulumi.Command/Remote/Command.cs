using System.Collections.Immutable;

namespace Pulumi.Command.Remote;

/// <summary>A command that runs on a remote host over SSH. Its state is what it wrote; what it did on the host is its own affair.</summary>
[CommandResourceType(Token)]
public partial class Command : CustomResource
{
    private const string Token = "command:remote:Command";

    /// <summary>Whether the next run finds the last one's output in PULUMI_COMMAND_STDOUT and PULUMI_COMMAND_STDERR.</summary>
    [Output("addPreviousOutputInEnv")]
    public Output<bool?> AddPreviousOutputInEnv { get; private set; } = null!;

    /// <summary>How to reach the host. Always a secret, as it may hold a key.</summary>
    [Output("connection")]
    public Output<Outputs.Connection> Connection { get; private set; } = null!;

    /// <summary>The command that runs when the resource is created, and on an update where Update is not given.</summary>
    [Output("create")]
    public Output<string?> Create { get; private set; } = null!;

    /// <summary>The command that runs when the resource is deleted.</summary>
    [Output("delete")]
    public Output<string?> Delete { get; private set; } = null!;

    /// <summary>Variables of the command. An SSH server passes on only those that its AcceptEnv names.</summary>
    [Output("environment")]
    public Output<ImmutableDictionary<string, string>?> Environment { get; private set; } = null!;

    /// <summary>Which streams are shown as they come.</summary>
    [Output("logging")]
    public Output<Logging?> Logging { get; private set; } = null!;

    /// <summary>What the command wrote to standard error.</summary>
    [Output("stderr")]
    public Output<string> Stderr { get; private set; } = null!;

    /// <summary>What the command reads from standard input.</summary>
    [Output("stdin")]
    public Output<string?> Stdin { get; private set; } = null!;

    /// <summary>What the command wrote to standard output.</summary>
    [Output("stdout")]
    public Output<string> Stdout { get; private set; } = null!;

    /// <summary>Values of any type; where one changes, the command is replaced: deleted and created anew.</summary>
    [Output("triggers")]
    public Output<ImmutableArray<object>> Triggers { get; private set; } = null!;

    /// <summary>The command that runs when an input changed.</summary>
    [Output("update")]
    public Output<string?> Update { get; private set; } = null!;

    /// <summary>Declares it.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="args">What runs where.</param>
    /// <param name="options">How Pulumi is to treat it.</param>
    public Command(string name, CommandArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new CommandArgs(), MakeOptions(options, ""))
    {
    }

    private Command(string name, Input<string> id, CustomResourceOptions? options = null)
        : base(Token, name, null, MakeOptions(options, id))
    {
    }

    /// <summary>Reads one that exists.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="id">The id that the provider gave it.</param>
    /// <param name="options">How Pulumi is to treat it.</param>
    public static Command Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static CustomResourceOptions MakeOptions(CustomResourceOptions? options, Input<string> id) =>
        ResourceDefaults.Merge(options, id, secretOutputs: ["connection"], replaceOnChanges: ["triggers[*]"]);
}
