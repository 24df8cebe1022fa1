using System.Collections.Concurrent;
using Pulumi.Testing;

namespace Stratus.Sdk.Tests.Mocks;

/// <summary>Mocks that write down what they see. By default a resource's inputs are its state.</summary>
internal sealed class Recorder : IMocks
{
    public ConcurrentQueue<MockResourceArgs> Resources { get; } = new();

    public ConcurrentQueue<MockCallArgs> Calls { get; } = new();

    public ConcurrentQueue<MockRegisterResourceOutputsRequest> Outputs { get; } = new();

    public Func<MockResourceArgs, (string? Id, object State)> Make { get; init; } = args => ($"{args.Name}-id", args.Inputs);

    public Func<MockCallArgs, object> Answer { get; init; } = args => args.Args;

    public MockResourceArgs this[string name] => Resources.Single(resource => resource.Name == name);

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        Resources.Enqueue(args);
        return Task.FromResult(Make(args));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        Calls.Enqueue(args);
        return Task.FromResult(Answer(args));
    }

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest request)
    {
        Outputs.Enqueue(request);
        return Task.CompletedTask;
    }
}
