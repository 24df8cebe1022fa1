using Pulumi.Aws.Ec2.Inputs;

namespace Pulumi.Aws.Ec2;

/// <summary>Which image to look for, where that hangs on outputs.</summary>
public sealed class GetAmiInvokeArgs : InvokeArgs
{
    /// <summary>Whether MostRecent is allowed without owners, so that anyone's image may be found. Default: false.</summary>
    [Input("allowUnsafeFilter")]
    public Input<bool>? AllowUnsafeFilter { get; set; }

    [Input("executableUsers")]
    private InputList<string>? _executableUsers;

    /// <summary>Accounts that may launch the image; self is the caller.</summary>
    public InputList<string> ExecutableUsers
    {
        get => _executableUsers ??= [];
        set => _executableUsers = value;
    }

    [Input("filters")]
    private InputList<GetAmiFilterInputArgs>? _filters;

    /// <summary>What EC2 is to look for.</summary>
    public InputList<GetAmiFilterInputArgs> Filters
    {
        get => _filters ??= [];
        set => _filters = value;
    }

    /// <summary>Whether deprecated images are found too. Default: false.</summary>
    [Input("includeDeprecated")]
    public Input<bool>? IncludeDeprecated { get; set; }

    /// <summary>Whether the newest of several is taken. Default: false, which fails where there are several.</summary>
    [Input("mostRecent")]
    public Input<bool>? MostRecent { get; set; }

    /// <summary>A regular expression that the name must match, tried on what EC2 found.</summary>
    [Input("nameRegex")]
    public Input<string>? NameRegex { get; set; }

    [Input("owners")]
    private InputList<string>? _owners;

    /// <summary>Whose images are looked at: account ids, self, or aliases such as amazon.</summary>
    public InputList<string> Owners
    {
        get => _owners ??= [];
        set => _owners = value;
    }

    /// <summary>The region. Default: the provider's.</summary>
    [Input("region")]
    public Input<string>? Region { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    /// <summary>Tags of the image.</summary>
    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    /// <summary>Args without values.</summary>
    public static new GetAmiInvokeArgs Empty => new();
}
