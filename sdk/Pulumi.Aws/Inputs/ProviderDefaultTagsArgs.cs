namespace Pulumi.Aws.Inputs;

/// <summary>Tags of every resource of a provider.</summary>
public sealed class ProviderDefaultTagsArgs : ResourceArgs
{
    [Input("tags")]
    private InputMap<string>? _tags;

    /// <summary>The tags.</summary>
    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    /// <summary>Args without values.</summary>
    public static new ProviderDefaultTagsArgs Empty => new();
}
