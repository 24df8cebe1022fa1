using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>Fills in the requests that register or read a resource, field by field as the wire wants them.</summary>
internal sealed class RegistrationRequest(Resource resource, ResourceArgs args, ResourceOptions options, bool custom)
{
    private readonly record struct Properties(Struct Object, Dictionary<string, IReadOnlySet<string>> Dependencies);

    public async Task<ReadResourceRequest> ToReadAsync(string id)
    {
        var (properties, dependencies) = (await SerializeAsync().ConfigureAwait(false), await DependenciesAsync().ConfigureAwait(false));
        dependencies.UnionWith(properties.Dependencies.Values.SelectMany(urns => urns));
        var request = new ReadResourceRequest
        {
            Id = id,
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Parent = await ParentAsync().ConfigureAwait(false),
            Properties = properties.Object,
            Provider = await ProviderAsync().ConfigureAwait(false),
            Version = options.Version ?? "",
            PluginDownloadURL = options.PluginDownloadURL ?? "",
            AcceptSecrets = true,
            AcceptResources = true,
        };
        request.Dependencies.AddRange(dependencies.Order(StringComparer.Ordinal));
        request.AdditionalSecretOutputs.AddRange((options as CustomResourceOptions)?.AdditionalSecretOutputs ?? []);
        return request;
    }

    public async Task<RegisterResourceRequest> ToRegisterAsync()
    {
        // The parent first: until the stack is registered, nothing below it can be.
        var parent = await ParentAsync().ConfigureAwait(false);
        var properties = await SerializeAsync().ConfigureAwait(false);
        var request = new RegisterResourceRequest
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Parent = parent,
            Custom = custom,
            Object = properties.Object,
            Provider = await ProviderAsync().ConfigureAwait(false),
            AcceptSecrets = true,
            AcceptResources = true,
            SupportsResultReporting = true,
            Remote = resource.IsRemote,
            Version = options.Version ?? "",
            PluginDownloadURL = options.PluginDownloadURL ?? "",
            Hooks = new(),
        };
        await AddDependenciesAsync(request, properties).ConfigureAwait(false);
        await AddOptionsAsync(request).ConfigureAwait(false);
        AddCustomOptions(request);
        await AddProvidersAsync(request).ConfigureAwait(false);
        return request;
    }

    private async Task<Properties> SerializeAsync()
    {
        var result = new Properties(new Struct(), []);
        foreach (var (key, value) in await args.ToDictionaryAsync().ConfigureAwait(false))
        {
            // Both name the resource itself; an args class may have them for other reasons.
            if (value is null || key is "id" or "urn")
            {
                continue;
            }
            var serializer = new Serializer(keepOutputValues: resource.IsRemote, excludeReferences: resource.IsRemote);
            var path = $"{resource.GetResourceType()}::{resource.GetResourceName()}.{key}";
            var serialized = await serializer.SerializeAsync(path, value).ConfigureAwait(false);
            if (serialized.KindCase == Value.KindOneofCase.NullValue)
            {
                continue;
            }
            result.Object.Fields[key] = serialized;
            result.Dependencies[key] = await DependencyUrns.ResolveAsync(serializer.Dependencies).ConfigureAwait(false);
        }
        return result;
    }

    private async Task AddDependenciesAsync(RegisterResourceRequest request, Properties properties)
    {
        var all = await DependenciesAsync().ConfigureAwait(false);
        foreach (var (key, urns) in properties.Dependencies)
        {
            all.UnionWith(urns);
            var dependencies = new RegisterResourceRequest.Types.PropertyDependencies();
            dependencies.Urns.AddRange(urns.Order(StringComparer.Ordinal));
            request.PropertyDependencies[key] = dependencies;
        }
        request.Dependencies.AddRange(all.Order(StringComparer.Ordinal));
    }

    private async Task AddOptionsAsync(RegisterResourceRequest request)
    {
        if (options.Protect is { } protect)
        {
            request.Protect = protect;
        }
        if (options.RetainOnDelete is { } retain)
        {
            request.RetainOnDelete = retain;
        }
        request.CustomTimeouts = options.CustomTimeouts?.ToProto();
        request.IgnoreChanges.AddRange(options.IgnoreChanges);
        request.HideDiffs.AddRange(options.HideDiffs);
        foreach (var alias in options.Aliases)
        {
            var data = await alias.ToOutput().DataTask.ConfigureAwait(false);
            if (data.IsKnown)
            {
                request.Aliases.Add(await data.Value.ToProtoAsync().ConfigureAwait(false));
            }
        }
        if (options.DeletedWith is { } other)
        {
            request.DeletedWith = (await other.Urn.DataTask.ConfigureAwait(false)).Value ?? "";
        }
        var replaceWith = await options.ReplaceWith.ToOutput().DataTask.ConfigureAwait(false);
        request.ReplaceWith.AddRange((await DependencyUrns.ResolveAsync(replaceWith.Value.AsEnumerable()).ConfigureAwait(false)).Order(StringComparer.Ordinal));
        if (options.ReplacementTrigger is { } trigger)
        {
            request.ReplacementTrigger = await new Serializer().SerializeAsync("replacementTrigger", trigger).ConfigureAwait(false);
        }
    }

    private void AddCustomOptions(RegisterResourceRequest request)
    {
        if (options is not CustomResourceOptions some)
        {
            return;
        }
        request.ReplaceOnChanges.AddRange(some.ReplaceOnChanges);
        request.AdditionalSecretOutputs.AddRange(some.AdditionalSecretOutputs);
        request.ImportId = some.ImportId ?? "";
        request.DeleteBeforeReplace = some.DeleteBeforeReplace ?? false;
        request.DeleteBeforeReplaceDefined = some.DeleteBeforeReplace is not null;
    }

    private async Task AddProvidersAsync(RegisterResourceRequest request)
    {
        // Only what this component was given: what it inherits, the engine knows from its parent.
        var given = resource.IsRemote && options is ComponentResourceOptions some ? some.Providers.Append(some.Provider).OfType<ProviderResource>() : [];
        foreach (var provider in given)
        {
            request.Providers[provider.Package] = await provider.GetReferenceAsync().ConfigureAwait(false);
        }
    }

    private async Task<HashSet<string>> DependenciesAsync()
    {
        var data = await options.DependsOn.ToOutput().DataTask.ConfigureAwait(false);
        var named = data.IsKnown ? data.Value.AsEnumerable() : [];
        return [.. await DependencyUrns.ResolveAsync(named.Concat(data.Resources)).ConfigureAwait(false)];
    }

    private async Task<string> ParentAsync() =>
        options.Parent is { } parent ? (await parent.Urn.DataTask.ConfigureAwait(false)).Value : "";

    private async Task<string> ProviderAsync() =>
        custom && options.Provider is { } provider ? await provider.GetReferenceAsync().ConfigureAwait(false) : "";
}
