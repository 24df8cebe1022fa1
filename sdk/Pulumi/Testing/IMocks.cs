using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>Answers in the engine's place while a program is tested.</summary>
public interface IMocks
{
    /// <summary>A resource is being registered or read. Gives its id, null for none, and its state: a dictionary or an output-type object.</summary>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>A provider's function is being asked. Gives its result: a dictionary or an output-type object.</summary>
    Task<object> CallAsync(MockCallArgs args);

    /// <summary>A component has registered its outputs.</summary>
    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest request) => Task.CompletedTask;
}

/// <summary>A resource as mocks see it.</summary>
public class MockResourceArgs
{
    /// <summary>The type token.</summary>
    public string? Type { get; set; }

    /// <summary>The resource's name.</summary>
    public string? Name { get; set; }

    /// <summary>The known inputs, secrets bare, numbers as doubles; an input with something unknown anywhere in it is left out.</summary>
    public ImmutableDictionary<string, object> Inputs { get; set; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>The provider's reference.</summary>
    public string? Provider { get; set; }

    /// <summary>The id, if the resource is being read.</summary>
    public string? Id { get; set; }
}

/// <summary>A call of a provider's function as mocks see it.</summary>
public class MockCallArgs
{
    /// <summary>The function's token.</summary>
    public string? Token { get; set; }

    /// <summary>The arguments.</summary>
    public ImmutableDictionary<string, object> Args { get; set; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>The provider's reference.</summary>
    public string? Provider { get; set; }
}

/// <summary>A component's outputs as mocks see them.</summary>
/// <param name="urn">The component's URN.</param>
/// <param name="outputs">The outputs.</param>
public class MockRegisterResourceOutputsRequest(string urn, ImmutableDictionary<string, Output<object?>> outputs)
{
    /// <summary>The component's URN.</summary>
    public readonly string Urn = urn;

    /// <summary>The outputs.</summary>
    public readonly ImmutableDictionary<string, Output<object?>> Outputs = outputs;
}

/// <summary>What a tested run is called.</summary>
public class TestOptions
{
    /// <summary>The project's name. Default <c>project</c>.</summary>
    public string? ProjectName { get; set; }

    /// <summary>The stack's name. Default <c>stack</c>.</summary>
    public string? StackName { get; set; }

    /// <summary>The organization's name. Default <c>organization</c>.</summary>
    public string? OrganizationName { get; set; }

    /// <summary>The folder of <c>Pulumi.yaml</c>.</summary>
    public string? RootDirectory { get; set; }

    /// <summary>Whether the run is a preview. Default true.</summary>
    public bool? IsPreview { get; set; } = true;
}

/// <summary>Mocks that make what they are asked for, without an id, and answer calls with nothing.</summary>
public sealed class EmptyMocks : IMocks
{
    /// <inheritdoc/>
    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) =>
        Task.FromResult<(string?, object)>((null, args.Inputs));

    /// <inheritdoc/>
    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(ImmutableDictionary<string, object>.Empty);
}
