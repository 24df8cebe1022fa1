namespace Pulumi;


/// <summary>What may be said of a component.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    private List<ProviderResource>? _providers;

    /// <summary>The providers of the component's descendants, one a package. Not together with <see cref="ResourceOptions.Provider"/>.</summary>
    public List<ProviderResource> Providers
    {
        get => _providers ??= [];
        set => _providers = value;
    }

    /// <summary>Both options as one: what the second sets stands, lists are appended, one provider stays for each package.</summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var result = new ComponentResourceOptions();
        foreach (var options in new[] { options1, options2 }.OfType<ComponentResourceOptions>())
        {
            result.Take(options);
            result.Providers = [.. result.Providers.Concat(options.Providers).Reverse().DistinctBy(provider => provider.Package).Reverse()];
        }
        return result;
    }

    internal override ResourceOptions Clone() => Merge(this, null);
}
