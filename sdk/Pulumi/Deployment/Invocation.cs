using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>Asks a provider something that is not a resource.</summary>
internal sealed class Invocation(DeploymentRun run, string token, InvokeArgs args, InvokeOptions? options)
{
    /// <summary>Asks, and waits for the answer; what it depends on is lost, and a secret in it comes back bare.</summary>
    public async Task<T> RunPlainAsync<T>() => (await RunAsync<T>().ConfigureAwait(false)).Value;

    /// <summary>Asks, unless an argument or a dependency is not known yet.</summary>
    public async Task<OutputData<T>> RunAsync<T>()
    {
        var serializer = new Serializer();
        var members = await args.ToDictionaryAsync().ConfigureAwait(false);
        var value = await serializer.SerializeStructAsync(token, members).ConfigureAwait(false);
        var given = Deserializer.Deserialize(value);
        var depended = await DependenciesAsync().ConfigureAwait(false);
        var resources = serializer.Dependencies.ToImmutableHashSet().Union(depended);
        if (!given.IsKnown || !await AllExistAsync(resources).ConfigureAwait(false))
        {
            return new(resources, default!, IsKnown: false, given.IsSecret);
        }
        var request = await ToRequestAsync(value.StructValue).ConfigureAwait(false);
        var response = await run.Monitor.InvokeAsync(request).ConfigureAwait(false);
        var data = Deserializer.Deserialize(Value.ForStruct(Unwrap(token, response)));
        var converter = new Converter(run.Logger.Warn);
        var known = data.IsKnown && !response.Unknown;
        var result = known ? (T)converter.Convert($"{token} result", data.Value, typeof(T))! : default!;
        return new(resources.Union(data.Resources), result, known, data.IsSecret || given.IsSecret);
    }

    public static Struct Unwrap(string token, ResourceInvokeResponse response)
    {
        if (response.Failures.Count > 0)
        {
            var reasons = response.Failures.Select(failure =>
                failure.Property.Length > 0 ? $"{failure.Reason} ({failure.Property})" : failure.Reason);
            throw new InvokeException($"Invoke of '{token}' failed: {string.Join("; ", reasons)}");
        }
        return response.Return ?? new Struct();
    }

    private async Task<ResourceInvokeRequest> ToRequestAsync(Struct value)
    {
        var provider = options?.Provider ?? options?.Parent?.GetProvider(token);
        return new()
        {
            Tok = token,
            Args = value,
            Provider = provider is null ? "" : await provider.GetReferenceAsync().ConfigureAwait(false),
            Version = options?.Version ?? "",
            PluginDownloadURL = options?.PluginDownloadURL ?? "",
            AcceptResources = true,
        };
    }

    private async Task<ImmutableHashSet<Resource>> DependenciesAsync()
    {
        if (options is not InvokeOutputOptions some)
        {
            return [];
        }
        var data = await some.DependsOn.ToOutput().DataTask.ConfigureAwait(false);
        return data.Resources.Union(data.IsKnown ? data.Value.AsEnumerable() : []);
    }

    // Asking about something before it exists would only get a failure; a component exists when what is in it does.
    private static async Task<bool> AllExistAsync(ImmutableHashSet<Resource> resources)
    {
        foreach (var resource in DependencyUrns.Expand(resources).OfType<CustomResource>().Where(one => one.Id is not null))
        {
            if (!(await resource.Id.DataTask.ConfigureAwait(false)).IsKnown)
            {
                return false;
            }
        }
        return true;
    }
}

/// <summary>A provider refused to answer.</summary>
internal sealed class InvokeException(string message) : Exception(message);
