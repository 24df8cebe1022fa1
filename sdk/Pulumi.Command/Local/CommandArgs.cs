namespace Pulumi.Command.Local;

/// <summary>What runs where the program runs.</summary>
public sealed class CommandArgs : ResourceArgs
{
    /// <summary>
    /// Whether the next run finds the last one's output in PULUMI_COMMAND_STDOUT and PULUMI_COMMAND_STDERR. Default: true.
    /// </summary>
    [Input("addPreviousOutputInEnv")]
    public Input<bool>? AddPreviousOutputInEnv { get; set; }

    [Input("archivePaths")]
    private InputList<string>? _archivePaths;

    /// <summary>
    /// Globs of files that are returned as one archive once the command is done, relative to Dir; one that starts with ! excludes.
    /// </summary>
    public InputList<string> ArchivePaths
    {
        get => _archivePaths ??= [];
        set => _archivePaths = value;
    }

    [Input("assetPaths")]
    private InputList<string>? _assetPaths;

    /// <summary>
    /// Globs of files that are returned as assets once the command is done, relative to Dir; one that starts with ! excludes.
    /// </summary>
    public InputList<string> AssetPaths
    {
        get => _assetPaths ??= [];
        set => _assetPaths = value;
    }

    /// <summary>The command that runs when the resource is created, and on an update where Update is not given.</summary>
    [Input("create")]
    public Input<string>? Create { get; set; }

    /// <summary>The command that runs when the resource is deleted.</summary>
    [Input("delete")]
    public Input<string>? Delete { get; set; }

    /// <summary>The directory in which the command runs. Default: that of the program.</summary>
    [Input("dir")]
    public Input<string>? Dir { get; set; }

    [Input("environment")]
    private InputMap<string>? _environment;

    /// <summary>Variables of the command, over those of the provider's process.</summary>
    public InputMap<string> Environment
    {
        get => _environment ??= [];
        set => _environment = value;
    }

    [Input("interpreter")]
    private InputList<string>? _interpreter;

    /// <summary>The program and arguments that the command is passed to. Default: /bin/sh -c, on Windows cmd /C.</summary>
    public InputList<string> Interpreter
    {
        get => _interpreter ??= [];
        set => _interpreter = value;
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
