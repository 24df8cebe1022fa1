using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;

namespace Providers.Tests;

/// <summary>Runs resources against mocks and keeps what they sent: their inputs, and the options that they ended up with.</summary>
internal sealed class Recorder : IMocks
{
    private readonly ConcurrentDictionary<string, MockResourceArgs> resources = new();
    private readonly ConcurrentDictionary<string, CustomResourceOptions> options = new();
    private readonly ConcurrentQueue<MockCallArgs> calls = new();

    public static async Task<Recorder> Of(Action<CustomResourceOptions> program)
    {
        var recorder = new Recorder();
        await Deployment.TestAsync(recorder, new TestOptions(), () => program(recorder.Options()));
        return recorder;
    }

    public static Task<Recorder> Of(Func<CustomResourceOptions, object> program) =>
        Of((CustomResourceOptions options) => { _ = program(options); });

    public MockResourceArgs this[string name] =>
        resources.TryGetValue(name, out var resource)
            ? resource
            : throw new KeyNotFoundException($"No resource '{name}' was registered, only: {string.Join(", ", resources.Keys)}");

    public ImmutableDictionary<string, object> Inputs(string name) => this[name].Inputs;

    public CustomResourceOptions OptionsOf(string name) => options[name];

    public async Task<string[]> AliasesOf(string name)
    {
        var aliases = new List<string>();
        foreach (var alias in OptionsOf(name).Aliases)
            aliases.Add(await Outputs.ValueOf(((Output<Alias>)alias).Apply(value => value.Type!)));
        return [.. aliases];
    }

    public IReadOnlyCollection<MockCallArgs> Calls => calls;

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        resources[args.Name!] = args;
        return Task.FromResult<(string?, object)>(($"{args.Name}-id", args.Inputs));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        calls.Enqueue(args);
        return Task.FromResult<object>(args.Args);
    }

    /// <summary>Options that let the resource be watched: the transformation sees what the SDK's defaults made of them.</summary>
    private CustomResourceOptions Options() => new()
    {
        ResourceTransformations =
        {
            args =>
            {
                options[args.Resource.GetResourceName()] = (CustomResourceOptions)args.Options;
                return null;
            },
        },
    };
}
