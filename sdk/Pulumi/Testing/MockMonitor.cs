using System.Collections.Concurrent;
using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi.Testing;

/// <summary>Puts a test's mocks in the engine's place.</summary>
internal sealed class MockMonitor(IMocks mocks, DeploymentIdentity identity) : IMonitor
{
    private readonly ConcurrentDictionary<string, Struct> _registered = new();

    public ConcurrentQueue<Resource> Resources { get; } = new();

    public async Task<RegisterResourceResponse> RegisterAsync(Resource resource, RegisterResourceRequest request)
    {
        Resources.Enqueue(resource);
        var urn = UrnOf(request.Parent, request.Type, request.Name);
        if (request.Type == Stack.RootType)
        {
            return new() { Urn = urn, Object = new Struct() };
        }
        var (id, state) = await mocks.NewResourceAsync(new()
        {
            Type = request.Type,
            Name = request.Name,
            Inputs = Plain(request.Object),
            Provider = request.Provider,
            Id = request.ImportId,
        }).ConfigureAwait(false);
        id ??= request.ImportId;
        var answer = await RememberAsync(urn, id, state).ConfigureAwait(false);
        return new() { Urn = urn, Id = id, Object = answer };
    }

    public async Task<ReadResourceResponse> ReadAsync(Resource resource, ReadResourceRequest request)
    {
        Resources.Enqueue(resource);
        var urn = UrnOf(request.Parent, request.Type, request.Name);
        var (id, state) = await mocks.NewResourceAsync(new()
        {
            Type = request.Type,
            Name = request.Name,
            Inputs = Plain(request.Properties),
            Provider = request.Provider,
            Id = request.Id,
        }).ConfigureAwait(false);
        return new() { Urn = urn, Properties = await RememberAsync(urn, id ?? request.Id, state).ConfigureAwait(false) };
    }

    public Task RegisterOutputsAsync(RegisterResourceOutputsRequest request)
    {
        var outputs = request.Outputs.Fields.ToImmutableDictionary(
            field => field.Key, field => new Output<object?>(Task.FromResult(Deserializer.Deserialize(field.Value))));
        return mocks.RegisterResourceOutputs(new(request.Urn, outputs));
    }

    public async Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request)
    {
        if (request.Tok == "pulumi:pulumi:getResource")
        {
            var urn = request.Args.Fields["urn"].StringValue;
            return _registered.TryGetValue(urn, out var known)
                ? new() { Return = known }
                : throw new InvalidOperationException($"Unknown resource {urn}");
        }
        var args = new MockCallArgs { Token = request.Tok, Args = Plain(request.Args), Provider = request.Provider };
        return new() { Return = await SerializeAsync(await mocks.CallAsync(args).ConfigureAwait(false)).ConfigureAwait(false) };
    }

    public async Task<CallResponse> CallAsync(ResourceCallRequest request)
    {
        var args = new MockCallArgs { Token = request.Tok, Args = Plain(request.Args), Provider = request.Provider };
        return new() { Return = await SerializeAsync(await mocks.CallAsync(args).ConfigureAwait(false)).ConfigureAwait(false) };
    }

    public Task ShutDownAsync() => Task.CompletedTask;

    private async Task<Struct> RememberAsync(string urn, string id, object state)
    {
        var answer = await SerializeAsync(state).ConfigureAwait(false);
        _registered[urn] = new Struct
        {
            Fields = { ["urn"] = Value.ForString(urn), ["id"] = Value.ForString(id), ["state"] = Value.ForStruct(answer) },
        };
        return answer;
    }

    private static async Task<Struct> SerializeAsync(object state)
    {
        var value = await new Serializer().SerializeAsync("mock", state).ConfigureAwait(false);
        return value.KindCase == Value.KindOneofCase.StructValue
            ? value.StructValue
            : throw new InvalidOperationException($"Mocks must answer with a dictionary or an output-type object, not {state?.GetType()}.");
    }

    private static ImmutableDictionary<string, object> Plain(Struct value) =>
        value.Fields.Select(field => KeyValuePair.Create(field.Key, Deserializer.Deserialize(field.Value)))
            .Where(pair => pair.Value is { IsKnown: true, Value: not null })
            .ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Value!);

    // Of the ancestry only the parent's first type stays, as in Pulumi's own mocks.
    private string UrnOf(string parent, string type, string name)
    {
        var ancestry = parent.Length == 0 ? "" : parent.Split("::")[2].Split('$')[0] + "$";
        return $"urn:pulumi:{identity.Stack}::{identity.Project}::{ancestry}{type}::{name}";
    }
}
