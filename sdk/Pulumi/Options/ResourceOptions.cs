namespace Pulumi;


/// <summary>What may be said of any resource beside its arguments.</summary>
public abstract class ResourceOptions
{
    private List<ResourceTransformation>? _resourceTransformations;
    private List<string>? _ignoreChanges;
    private List<string>? _replaceOnChanges;
    private List<Input<Alias>>? _aliases;
    private List<string>? _hideDiffs;
    private InputList<Resource>? _dependsOn;
    private InputList<Resource>? _replaceWith;

    private protected ResourceOptions()
    {
    }

    /// <summary>An existing resource's id: the resource is read, not created.</summary>
    public Input<string>? Id { get; set; }

    /// <summary>The parent. Default: the stack.</summary>
    public Resource? Parent { get; set; }

    /// <summary>Resources that must exist first, beside those that the arguments name.</summary>
    public InputList<Resource> DependsOn
    {
        get => _dependsOn ??= [];
        set => _dependsOn = value;
    }

    /// <summary>Whether deleting it is refused. Default: as the parent.</summary>
    public bool? Protect { get; set; }

    /// <summary>Properties whose changes are ignored.</summary>
    public List<string> IgnoreChanges
    {
        get => _ignoreChanges ??= [];
        set => _ignoreChanges = value;
    }

    /// <summary>The version of the provider's plugin.</summary>
    public string? Version { get; set; }

    /// <summary>The provider. Default: the nearest ancestor's for its package.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>How long operations may take.</summary>
    public CustomTimeouts? CustomTimeouts { get; set; }

    /// <summary>Transformations of this resource and its descendants.</summary>
    public List<ResourceTransformation> ResourceTransformations
    {
        get => _resourceTransformations ??= [];
        set => _resourceTransformations = value;
    }

    /// <summary>Names that the resource had before.</summary>
    public List<Input<Alias>> Aliases
    {
        get => _aliases ??= [];
        set => _aliases = value;
    }

    /// <summary>An existing resource's URN: the resource is read from the state, not created.</summary>
    public string? Urn { get; set; }

    /// <summary>Properties whose changes replace the resource; <c>*</c> means any.</summary>
    public List<string> ReplaceOnChanges
    {
        get => _replaceOnChanges ??= [];
        set => _replaceOnChanges = value;
    }

    /// <summary>Where to download the provider's plugin from.</summary>
    public string? PluginDownloadURL { get; set; }

    /// <summary>Whether deleting it only forgets it. Default: as its provider does, false.</summary>
    public bool? RetainOnDelete { get; set; }

    /// <summary>The resource whose deletion deletes this one too.</summary>
    public Resource? DeletedWith { get; set; }

    /// <summary>Resources whose replacement replaces this one too.</summary>
    public InputList<Resource> ReplaceWith
    {
        get => _replaceWith ??= [];
        set => _replaceWith = value;
    }

    /// <summary>Properties whose differences are not shown.</summary>
    public List<string> HideDiffs
    {
        get => _hideDiffs ??= [];
        set => _hideDiffs = value;
    }

    /// <summary>A value whose change replaces the resource.</summary>
    public Input<object>? ReplacementTrigger { get; set; }

    internal abstract ResourceOptions Clone();

    /// <summary>Copies another's options over these: what is set there stands, lists are appended.</summary>
    private protected void Take(ResourceOptions other)
    {
        TakeValues(other);
        // Lists are copied, never shared: a transformation that adds to one must not change its neighbour's.
        _resourceTransformations = Join(_resourceTransformations, other._resourceTransformations);
        _ignoreChanges = Join(_ignoreChanges, other._ignoreChanges);
        _replaceOnChanges = Join(_replaceOnChanges, other._replaceOnChanges);
        _aliases = Join(_aliases, other._aliases);
        _hideDiffs = Join(_hideDiffs, other._hideDiffs);
        _dependsOn = Join(_dependsOn, other._dependsOn);
        _replaceWith = Join(_replaceWith, other._replaceWith);
    }

    /// <summary>A new list of both; null, which most are, where neither was ever asked for.</summary>
    private protected static List<T>? Join<T>(List<T>? first, List<T>? second) =>
        first is null && second is null ? null : [.. first ?? [], .. second ?? []];

    private static InputList<Resource>? Join(InputList<Resource>? first, InputList<Resource>? second) =>
        first is null && second is null ? null : (first ?? []).Concat(second ?? []);

    private void TakeValues(ResourceOptions other)
    {
        Id = other.Id ?? Id;
        Parent = other.Parent ?? Parent;
        Protect = other.Protect ?? Protect;
        Version = other.Version ?? Version;
        Provider = other.Provider ?? Provider;
        CustomTimeouts = other.CustomTimeouts ?? CustomTimeouts;
        Urn = other.Urn ?? Urn;
        PluginDownloadURL = other.PluginDownloadURL ?? PluginDownloadURL;
        RetainOnDelete = other.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = other.DeletedWith ?? DeletedWith;
        ReplacementTrigger = other.ReplacementTrigger ?? ReplacementTrigger;
    }
}
