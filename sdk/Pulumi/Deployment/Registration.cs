using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>One resource on its way to the engine and its outputs on their way back.</summary>
internal sealed class Registration
{
    private readonly DeploymentRun _run;
    private readonly Resource _resource;
    private readonly RegistrationRequest _request;
    private readonly ResourceOptions _options;
    private readonly OutputSource<string> _urn;
    private readonly OutputSource<string>? _id;
    private readonly ImmutableArray<(string Name, IOutputSource Source)> _outputs;

    public Registration(DeploymentRun run, Resource resource, ResourceArgs args, ResourceOptions options, bool custom)
    {
        (_run, _resource, _options) = (run, resource, options);
        _request = new(resource, args, options, custom);
        ImmutableHashSet<Resource> owner = [resource];
        _urn = new(owner);
        resource.Urn = _urn.Typed;
        if (resource is CustomResource customResource)
        {
            _id = new(owner);
            customResource.Id = _id.Typed;
        }
        // A component of this program sets its outputs itself; everybody else's come from the engine.
        _outputs = custom || resource.IsRemote ? OutputMember.Prepare(resource, owner) : [];
    }

    public async Task RunAsync()
    {
        try
        {
            Complete(await SendAsync().ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            foreach (var source in _outputs.Select(output => output.Source).Append(_urn).Concat(_id is null ? [] : [_id]))
            {
                source.Fail(exception);
            }
            throw;
        }
    }

    private async Task<RegisterResourceResponse> SendAsync()
    {
        if (_options.Urn is { } urn)
        {
            return await GetAsync(urn).ConfigureAwait(false);
        }
        if (_options.Id is { } id && (await id.ToOutput().DataTask.ConfigureAwait(false)) is { IsKnown: true, Value.Length: > 0 } known)
        {
            var read = await _request.ToReadAsync(known.Value).ConfigureAwait(false);
            var response = await _run.Monitor.ReadAsync(_resource, read).ConfigureAwait(false);
            return new() { Urn = response.Urn, Id = known.Value, Object = response.Properties };
        }
        return await _run.Monitor.RegisterAsync(_resource, await _request.ToRegisterAsync().ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Reads what the engine's state has under a URN.</summary>
    private async Task<RegisterResourceResponse> GetAsync(string urn)
    {
        var request = new ResourceInvokeRequest
        {
            Tok = "pulumi:pulumi:getResource",
            Args = new Struct { Fields = { ["urn"] = Value.ForString(urn) } },
            AcceptResources = true,
        };
        var result = Invocation.Unwrap(request.Tok, await _run.Monitor.InvokeAsync(request).ConfigureAwait(false));
        return new()
        {
            Urn = result.Fields["urn"].StringValue,
            Id = result.Fields.TryGetValue("id", out var id) && id.HasStringValue ? id.StringValue : "",
            Object = result.Fields.TryGetValue("state", out var state) ? state.StructValue : new Struct(),
        };
    }

    private void Complete(RegisterResourceResponse response)
    {
        _urn.Set(response.Urn, isKnown: true, isSecret: false, []);
        _id?.Set(response.Id, isKnown: response.Id.Length > 0 && response.Id != Signatures.Unknown, isSecret: false, []);
        var converter = new Converter(message => _run.Logger.Log(LogSeverity.Warning, message, _resource, null, null));
        foreach (var (name, source) in _outputs)
        {
            Complete(name, source, response, converter);
        }
    }

    private void Complete(string name, IOutputSource source, RegisterResourceResponse response, Converter converter)
    {
        if (response.Object is null || !response.Object.Fields.TryGetValue(name, out var value))
        {
            // The engine does not promise a value: in a preview one may still come, after an update none will.
            source.Set(converter.Convert(name, null, source.ValueType), !_run.Identity.IsDryRun && response.Result == Result.Success, isSecret: false, []);
            return;
        }
        var data = Deserializer.Deserialize(value);
        var dependencies = data.Resources;
        if (response.PropertyDependencies.TryGetValue(name, out var urns))
        {
            dependencies = dependencies.Union(urns.Urns.Select(urn => new DependencyResource(urn)));
        }
        var path = $"{_resource.GetResourceType()}.{name}";
        source.Set(converter.Convert(path, data.IsKnown ? data.Value : null, source.ValueType), data.IsKnown, data.IsSecret, dependencies);
    }
}
