using Pulumi.Aws.Ec2.Inputs;

namespace Pulumi.Aws.Ec2;

/// <summary>Which image to look for.</summary>
public sealed class GetAmiArgs : InvokeArgs
{
    /// <summary>Whether MostRecent is allowed without owners, so that anyone's image may be found. Default: false.</summary>
    [Input("allowUnsafeFilter")]
    public bool? AllowUnsafeFilter { get; set; }

    [Input("executableUsers")]
    private List<string>? _executableUsers;

    /// <summary>Accounts that may launch the image; self is the caller.</summary>
    public List<string> ExecutableUsers
    {
        get => _executableUsers ??= [];
        set => _executableUsers = value;
    }

    [Input("filters")]
    private List<GetAmiFilterArgs>? _filters;

    /// <summary>What EC2 is to look for.</summary>
    public List<GetAmiFilterArgs> Filters
    {
        get => _filters ??= [];
        set => _filters = value;
    }

    /// <summary>Whether deprecated images are found too. Default: false.</summary>
    [Input("includeDeprecated")]
    public bool? IncludeDeprecated { get; set; }

    /// <summary>Whether the newest of several is taken. Default: false, which fails where there are several.</summary>
    [Input("mostRecent")]
    public bool? MostRecent { get; set; }

    /// <summary>A regular expression that the name must match, tried on what EC2 found.</summary>
    [Input("nameRegex")]
    public string? NameRegex { get; set; }

    [Input("owners")]
    private List<string>? _owners;

    /// <summary>Whose images are looked at: account ids, self, or aliases such as amazon.</summary>
    public List<string> Owners
    {
        get => _owners ??= [];
        set => _owners = value;
    }

    /// <summary>The region. Default: the provider's.</summary>
    [Input("region")]
    public string? Region { get; set; }

    [Input("tags")]
    private Dictionary<string, string>? _tags;

    /// <summary>Tags of the image.</summary>
    public Dictionary<string, string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    /// <summary>Args without values.</summary>
    public static new GetAmiArgs Empty => new();
}
