using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Reads another stack's outputs.</summary>
public sealed class StackReference : CustomResource
{
    /// <summary>Refers to a stack.</summary>
    /// <param name="name">The resource's name, and the stack's if <paramref name="args"/> has none.</param>
    /// <param name="args">The stack.</param>
    /// <param name="options">The options.</param>
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : this(name, args?.Name ?? (Input<string>)name, options)
    {
    }

    private StackReference(string name, Input<string> stack, CustomResourceOptions? options)
        : base("pulumi:pulumi:StackReference", name, new StackReferenceArgs { Name = stack },
            CustomResourceOptions.Merge(options, new() { Id = stack }))
    {
    }

    /// <summary>The stack's name.</summary>
    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    /// <summary>The stack's outputs.</summary>
    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!;

    /// <summary>The outputs that are secret.</summary>
    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!;

    /// <summary>An output by name; null if there is none.</summary>
    public Output<object?> GetOutput(Input<string> name) =>
        new(MarkAsync(name, Output.Tuple(name.ToOutput(), Outputs).Apply(pair => pair.Item2.GetValueOrDefault(pair.Item1))));

    /// <summary>An output by name; <see cref="KeyNotFoundException"/> if there is none.</summary>
    public Output<object> RequireOutput(Input<string> name) =>
        new(MarkAsync(name, Output.Tuple(name.ToOutput(), Name, Outputs).Apply(all => all.Item3.TryGetValue(all.Item1, out var value)
            ? value
            : throw new KeyNotFoundException($"Required output '{all.Item1}' does not exist on stack '{all.Item2}'."))));

    // All outputs are secret together if one is; which one, the engine says by name.
    private async Task<OutputData<T>> MarkAsync<T>(Input<string> name, Output<T> value)
    {
        var data = await value.DataTask.ConfigureAwait(false);
        var wanted = await name.ToOutput().DataTask.ConfigureAwait(false);
        var secrets = await SecretOutputNames.DataTask.ConfigureAwait(false);
        return wanted.IsKnown && secrets.IsKnown ? data with { IsSecret = secrets.Value.Contains(wanted.Value) } : data;
    }
}

/// <summary>Which stack a <see cref="StackReference"/> reads.</summary>
public sealed class StackReferenceArgs : ResourceArgs
{
    /// <summary>The stack, <c>organization/project/stack</c>.</summary>
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }
}
