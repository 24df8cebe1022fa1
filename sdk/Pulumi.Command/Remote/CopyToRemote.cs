using System.Collections.Immutable;

namespace Pulumi.Command.Remote;

/// <summary>Files that are copied to a remote host over SSH. Nothing is deleted from the host with the resource.</summary>
[CommandResourceType(Token)]
public partial class CopyToRemote : CustomResource
{
    private const string Token = "command:remote:CopyToRemote";

    /// <summary>How to reach the host. Always a secret, as it may hold a key.</summary>
    [Output("connection")]
    public Output<Outputs.Connection> Connection { get; private set; } = null!;

    /// <summary>Where the files land on the host.</summary>
    [Output("remotePath")]
    public Output<string> RemotePath { get; private set; } = null!;

    /// <summary>The files.</summary>
    [Output("source")]
    public Output<AssetOrArchive> Source { get; private set; } = null!;

    /// <summary>Values of any type; where one changes, the command is replaced: deleted and created anew.</summary>
    [Output("triggers")]
    public Output<ImmutableArray<object>> Triggers { get; private set; } = null!;

    /// <summary>Declares it.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="args">Which files land where.</param>
    /// <param name="options">How Pulumi is to treat it.</param>
    public CopyToRemote(string name, CopyToRemoteArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new CopyToRemoteArgs(), MakeOptions(options, ""))
    {
    }

    private CopyToRemote(string name, Input<string> id, CustomResourceOptions? options = null)
        : base(Token, name, null, MakeOptions(options, id))
    {
    }

    /// <summary>Reads one that exists.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="id">The id that the provider gave it.</param>
    /// <param name="options">How Pulumi is to treat it.</param>
    public static CopyToRemote Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static CustomResourceOptions MakeOptions(CustomResourceOptions? options, Input<string> id) =>
        ResourceDefaults.Merge(options, id, secretOutputs: ["connection"], replaceOnChanges: ["triggers[*]"]);
}
