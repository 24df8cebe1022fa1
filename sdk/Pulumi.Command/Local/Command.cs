using System.Collections.Immutable;

namespace Pulumi.Command.Local;

/// <summary>A command that runs where the program runs.</summary>
[CommandResourceType(Token)]
public partial class Command : CustomResource
{
    private const string Token = "command:local:Command";

    /// <summary>Whether the next run finds the last one's output in PULUMI_COMMAND_STDOUT and PULUMI_COMMAND_STDERR.</summary>
    [Output("addPreviousOutputInEnv")]
    public Output<bool?> AddPreviousOutputInEnv { get; private set; } = null!;

    /// <summary>The files that ArchivePaths matched.</summary>
    [Output("archive")]
    public Output<Archive?> Archive { get; private set; } = null!;

    /// <summary>Globs of files that are returned as one archive.</summary>
    [Output("archivePaths")]
    public Output<ImmutableArray<string>> ArchivePaths { get; private set; } = null!;

    /// <summary>Globs of files that are returned as assets.</summary>
    [Output("assetPaths")]
    public Output<ImmutableArray<string>> AssetPaths { get; private set; } = null!;

    /// <summary>The files that AssetPaths matched, by path.</summary>
    [Output("assets")]
    public Output<ImmutableDictionary<string, AssetOrArchive>?> Assets { get; private set; } = null!;

    /// <summary>The command that runs when the resource is created, and on an update where Update is not given.</summary>
    [Output("create")]
    public Output<string?> Create { get; private set; } = null!;

    /// <summary>The command that runs when the resource is deleted.</summary>
    [Output("delete")]
    public Output<string?> Delete { get; private set; } = null!;

    /// <summary>The directory in which the command runs.</summary>
    [Output("dir")]
    public Output<string?> Dir { get; private set; } = null!;

    /// <summary>Variables of the command, over those of the provider's process.</summary>
    [Output("environment")]
    public Output<ImmutableDictionary<string, string>?> Environment { get; private set; } = null!;

    /// <summary>The program and arguments that the command is passed to.</summary>
    [Output("interpreter")]
    public Output<ImmutableArray<string>> Interpreter { get; private set; } = null!;

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
    /// <param name="args">What runs.</param>
    /// <param name="options">How Pulumi is to treat it.</param>
    public Command(string name, CommandArgs? args = null, CustomResourceOptions? options = null)
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
        ResourceDefaults.Merge(options, id, replaceOnChanges: ["triggers[*]"]);
}
