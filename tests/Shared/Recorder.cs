using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Stratus.Tests.Shared;

/// <summary>
/// Runs a program under mocks and keeps what they saw, and, from a transformation, what mocks are blind to: parents and dependencies.
/// </summary>
public sealed class Recorder : IMocks
{
    private readonly ConcurrentQueue<Recorded> _seen = new();
    private readonly ConcurrentQueue<MockCallArgs> _calls = new();
    private readonly ConcurrentDictionary<(string Type, string Name), ResourceOptions> _options = new();

    /// <summary>What hosts answer: script by its path, one line of JSON.</summary>
    public Dictionary<string, string> Answers { get; } = new()
    {
        ["components/Cluster/cluster-access.sh"] = """{"kubeconfig":"kubeconfig-canary","serverToken":"server-token-canary","agentToken":"agent-token-canary"}""",
    };

    /// <summary>What providers answer when they are asked, by the function's token; everything else may not be asked.</summary>
    public Dictionary<string, ImmutableDictionary<string, object>> Functions { get; } = new()
    {
        ["aws:ec2/getAmi:getAmi"] = ImmutableDictionary<string, object>.Empty.Add("id", "ami-newest"),
    };

    /// <summary>What was asked of providers, in no particular order.</summary>
    public IReadOnlyList<MockCallArgs> Calls => [.. _calls];

    public IReadOnlyList<Recorded> Resources => [.. _seen.OrderBy(one => one.Type, StringComparer.Ordinal).ThenBy(one => one.Name, StringComparer.Ordinal)];

    public Recorded this[string name] => Resources.Single(one => one.Name == name);

    public Recorded Of(string type, string name) => Resources.Single(one => one.Type == type && one.Name == name);

    /// <summary>What was seen by the mocks and is nobody's child: a resource whose parent was forgotten.</summary>
    public IEnumerable<Recorded> Orphans => Resources.Where(one => !_options.ContainsKey((one.Type, one.Name)));

    /// <summary>Runs a program; in a preview everything that a provider gives is unknown.</summary>
    public static async Task<Recorder> RunAsync(Action<ComponentResourceOptions> program, bool preview = false, Action<Recorder>? prepare = null)
    {
        var recorder = new Recorder();
        prepare?.Invoke(recorder);
        await Deployment.TestAsync(recorder, new TestOptions { ProjectName = "stratus", StackName = "test", IsPreview = preview }, () =>
        {
            program(new ComponentResourceOptions { ResourceTransformations = { recorder.See } });
        });
        return recorder;
    }

    /// <summary>The names of what a resource waits for by its options, descendants of components included.</summary>
    public async Task<ImmutableSortedSet<string>> DependsOnAsync(Recorded resource)
    {
        var named = await OutputUtilities.GetValueAsync(_options[(resource.Type, resource.Name)].DependsOn.ToOutput());
        return [.. named.Select(one => one.GetResourceName())];
    }

    public ResourceOptions OptionsOf(Recorded resource) => _options[(resource.Type, resource.Name)];

    Task<(string? id, object state)> IMocks.NewResourceAsync(MockResourceArgs args)
    {
        var recorded = new Recorded(args.Type!, args.Name!, args.Inputs);
        _seen.Enqueue(recorded);
        var state = args.Inputs;
        if (args.Type == "command:remote:Command")
        {
            var answer = recorded.Script is { } script && Answers.TryGetValue(script.Path, out var known) ? known : "{}";
            state = state.SetItem("stdout", answer).SetItem("stderr", "");
        }
        if (args.Type == "aws:ec2/instance:Instance")
        {
            state = state.SetItem("privateIp", state.GetValueOrDefault("privateIp", "10.9.0.99")).SetItem("availabilityZone", "eu-central-1b");
        }
        return Task.FromResult<(string?, object)>(($"{args.Name}-id", state));
    }

    Task<object> IMocks.CallAsync(MockCallArgs args)
    {
        _calls.Enqueue(args);
        return Functions.TryGetValue(args.Token!, out var answer)
            ? Task.FromResult<object>(answer)
            : throw new NotSupportedException($"Nothing may ask a provider: {args.Token}");
    }

    private ResourceTransformationResult? See(ResourceTransformationArgs args)
    {
        _options[(args.Resource.GetResourceType(), args.Resource.GetResourceName())] = args.Options;
        return null;
    }
}

/// <summary>One resource as mocks saw it.</summary>
public sealed record Recorded(string Type, string Name, ImmutableDictionary<string, object> Inputs)
{
    /// <summary>The script on standard input, if there is one.</summary>
    public RecordedScript? Script => Inputs.GetValueOrDefault("stdin") is string stdin ? RecordedScript.Parse(stdin) : null;

    /// <summary>A nested input by its path, <c>spec.template.spec</c>; a number walks into a list. Null where there is none.</summary>
    public object? At(string path)
    {
        object? current = Inputs;
        foreach (var step in path.Split('/'))
        {
            current = current switch
            {
                IReadOnlyDictionary<string, object> map => map.GetValueOrDefault(step),
                IReadOnlyList<object?> list when int.TryParse(step, out var index) && index < list.Count => list[index],
                _ => null,
            };
        }
        return current;
    }
}
