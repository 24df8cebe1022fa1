using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Which provider a resource uses and which its descendants inherit.</summary>
internal static class ResourceProviders
{
    public static ImmutableDictionary<string, ProviderResource> Resolve(Resource resource, bool custom, ResourceOptions options)
    {
        var inherited = options.Parent?.Providers ?? ImmutableDictionary<string, ProviderResource>.Empty;
        return custom ? ResolveCustom(resource, options, inherited) : ResolveComponent(options, inherited);
    }

    private static ImmutableDictionary<string, ProviderResource> ResolveCustom(
        Resource resource, ResourceOptions options, ImmutableDictionary<string, ProviderResource> inherited)
    {
        if (options.Provider is { } provider)
        {
            return inherited.SetItem(resource.GetResourceType().Split(':')[0], provider);
        }
        // A provider is never managed by another of its own package.
        if (resource is not ProviderResource)
        {
            options.Provider = options.Parent?.GetProvider(resource.GetResourceType());
        }
        return inherited;
    }

    private static ImmutableDictionary<string, ProviderResource> ResolveComponent(
        ResourceOptions options, ImmutableDictionary<string, ProviderResource> inherited)
    {
        var own = (options as ComponentResourceOptions)?.Providers ?? [];
        if (options.Provider is null)
        {
            return inherited.SetItems(own.Select(provider => KeyValuePair.Create(provider.Package, provider)));
        }
        if (own.Count > 0)
        {
            throw new ResourceException("Do not supply both 'provider' and 'providers' options to a ComponentResource.", options.Parent);
        }
        return inherited.SetItem(options.Provider.Package, options.Provider);
    }
}
