using System.Collections.Immutable;

namespace Pulumi;

/// <summary>One run of a program: who answers it, what it is called, and what it has in flight.</summary>
internal sealed class DeploymentRun
{
    public DeploymentRun(IMonitor monitor, IEngine engine, DeploymentIdentity identity)
    {
        (Monitor, Engine, Identity) = (monitor, engine, identity);
        Logger = new(engine, Tracker);
    }

    public IMonitor Monitor { get; }

    public IEngine Engine { get; }

    public DeploymentIdentity Identity { get; }

    public TaskTracker Tracker { get; } = new();

    public Logger Logger { get; }

    public Stack? StackOrNull { get; set; }

    /// <summary>Takes a resource under construction: its outputs become promises at once, the engine's answer keeps them.</summary>
    public void ReadOrRegister(Resource resource, ResourceArgs args, ResourceOptions options, bool custom) =>
        Tracker.Track(new Registration(this, resource, args, options, custom).RunAsync());

    public void RegisterOutputs(ComponentResource component, Output<IDictionary<string, object?>> outputs) =>
        Tracker.Track(SendOutputsAsync(component, outputs));

    /// <summary>Runs a program to its end and gives what failed.</summary>
    public async Task<IReadOnlyList<Exception>> RunAsync(Func<Stack> program)
    {
        try
        {
            program();
        }
        catch (Exception exception)
        {
            Tracker.Fail(exception is System.Reflection.TargetInvocationException { InnerException: { } inner } ? inner : exception);
        }
        return await Tracker.WaitAsync().ConfigureAwait(false);
    }

    private async Task SendOutputsAsync(ComponentResource component, Output<IDictionary<string, object?>> outputs)
    {
        var urn = await component.Urn.DataTask.ConfigureAwait(false);
        var data = await outputs.DataTask.ConfigureAwait(false);
        var values = data.IsKnown ? data.Value : ImmutableDictionary<string, object?>.Empty;
        var serializer = new Serialization.Serializer();
        var request = new Pulumirpc.RegisterResourceOutputsRequest
        {
            Urn = urn.Value,
            Outputs = (await serializer.SerializeStructAsync("outputs", values).ConfigureAwait(false)).StructValue,
        };
        await Monitor.RegisterOutputsAsync(request).ConfigureAwait(false);
    }
}

/// <summary>What a run is called, and how it was configured.</summary>
internal sealed record DeploymentIdentity
{
    public required string Project { get; init; }

    public required string Stack { get; init; }

    public string Organization { get; init; } = "organization";

    public string? RootDirectory { get; init; }

    public required bool IsDryRun { get; init; }

    public ImmutableDictionary<string, string> Config { get; init; } = ImmutableDictionary<string, string>.Empty;
}
