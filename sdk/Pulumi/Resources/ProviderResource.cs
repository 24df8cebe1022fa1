namespace Pulumi;

/// <summary>A configured provider, for resources that should not use the default one.</summary>
public class ProviderResource : CustomResource
{
    /// <summary>Registers a provider.</summary>
    /// <param name="package">The package whose resources it manages.</param>
    /// <param name="name">The name.</param>
    /// <param name="args">The configuration.</param>
    /// <param name="options">The options.</param>
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : base($"pulumi:providers:{package}", name, args, options) => Package = package;

    private protected ProviderResource(string package, string name)
        : base($"pulumi:providers:{package}", name, dependency: true) => Package = package;

    internal string Package { get; } = "";

    /// <summary>How requests name the provider: its URN and its id, which no preview knows.</summary>
    internal virtual async Task<string> GetReferenceAsync()
    {
        var urn = await Urn.DataTask.ConfigureAwait(false);
        var id = await Id.DataTask.ConfigureAwait(false);
        return $"{urn.Value}::{(id.IsKnown && !string.IsNullOrEmpty(id.Value) ? id.Value : Serialization.Signatures.Unknown)}";
    }
}
