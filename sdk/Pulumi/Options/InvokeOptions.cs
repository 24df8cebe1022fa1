namespace Pulumi;


/// <summary>What may be said of an invoke beside its arguments.</summary>
public class InvokeOptions
{
    /// <summary>The resource whose provider answers, if none is named.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The provider that answers.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>The version of the provider's plugin.</summary>
    public string? Version { get; set; }

    /// <summary>Where to download the provider's plugin from.</summary>
    public string? PluginDownloadURL { get; set; }
}

/// <summary>What may be said of an invoke that gives an output.</summary>
public sealed class InvokeOutputOptions : InvokeOptions
{
    private InputList<Resource>? _dependsOn;

    /// <summary>Resources that must exist first: while one is unknown, so is the result.</summary>
    public InputList<Resource> DependsOn
    {
        get => _dependsOn ??= [];
        set => _dependsOn = value;
    }
}
