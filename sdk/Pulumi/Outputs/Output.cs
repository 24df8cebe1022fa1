using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>Makes and combines outputs.</summary>
public static partial class Output
{
    /// <summary>A known output of a plain value.</summary>
    public static Output<T> Create<T>(T value) => new(Task.FromResult(OutputData<T>.Of(value)));

    /// <summary>A known output of what a task gives.</summary>
    public static Output<T> Create<T>(Task<T> value) => new(FromTaskAsync(value, isSecret: false));

    /// <summary>A secret output: encrypted in the state, masked wherever it is shown, and so is whatever is computed from it.</summary>
    public static Output<T> CreateSecret<T>(T value) => new(Task.FromResult(OutputData<T>.Of(value) with { IsSecret = true }));

    /// <inheritdoc cref="CreateSecret{T}(T)"/>
    public static Output<T> CreateSecret<T>(Task<T> value) => new(FromTaskAsync(value, isSecret: true));

    /// <inheritdoc cref="CreateSecret{T}(T)"/>
    public static Output<T> CreateSecret<T>(Output<T> value) => value.With(isSecret: true);

    /// <summary>The same value, no longer secret.</summary>
    public static Output<T> Unsecret<T>(Output<T> output) => output.With(isSecret: false);

    /// <summary>Whether an output is secret.</summary>
    public static async Task<bool> IsSecretAsync<T>(Output<T> output) => (await output.DataTask.ConfigureAwait(false)).IsSecret;

    /// <summary>One output of many: unknown if any is unknown, secret if any is secret.</summary>
    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All(inputs.AsEnumerable());

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) =>
        new(AllAsync([.. inputs.Select(input => input.ToOutput())]));

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => new(AllAsync([.. outputs]));

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) => new(AllAsync([.. outputs]));

    /// <summary>Formats as <see cref="FormattableString"/> does, with the invariant culture; inputs and outputs may stand in the holes.</summary>
    public static Output<string> Format(FormattableString formattableString)
    {
        var holes = formattableString.GetArguments().Select(ToObjectOutput);
        return All(holes).Apply(values => string.Format(CultureInfo.InvariantCulture, formattableString.Format, [.. values]));
    }

    /// <summary>The JSON of a value whose members may be outputs, at any depth. Secret if any of them is.</summary>
    public static Output<string> JsonSerialize<T>(Output<T> output, JsonSerializerOptions? options = null) =>
        new(Serialization.OutputJson.SerializeAsync(output, options));

    /// <summary>A value from JSON; secret if the text is.</summary>
    public static Output<T> JsonDeserialize<T>(Output<string> output, JsonSerializerOptions? options = null) =>
        output.Apply(json => JsonSerializer.Deserialize<T>(json, options)!);

    internal static Output<T> Unknown<T>(bool isSecret = false, ImmutableHashSet<Resource>? dependencies = null) =>
        new(Task.FromResult(new OutputData<T>(dependencies ?? [], default!, IsKnown: false, isSecret)));

    private static Output<object?> ToObjectOutput(object? value)
    {
        var output = value switch { IInput input => input.ToUntypedOutput(), IOutput some => some, _ => null };
        return output is null ? Create(value) : new Output<object?>(output.GetUntypedDataAsync());
    }

    private static async Task<OutputData<T>> FromTaskAsync<T>(Task<T> value, bool isSecret) =>
        OutputData<T>.Of(await value.ConfigureAwait(false)) with { IsSecret = isSecret };

    private static async Task<OutputData<ImmutableArray<T>>> AllAsync<T>(ImmutableArray<Output<T>> outputs)
    {
        var values = ImmutableArray.CreateBuilder<T>(outputs.Length);
        var resources = ImmutableHashSet.CreateBuilder<Resource>();
        var (known, secret) = (true, false);
        foreach (var output in outputs)
        {
            var data = await output.DataTask.ConfigureAwait(false);
            values.Add(data.Value);
            resources.UnionWith(data.Resources);
            known &= data.IsKnown;
            secret |= data.IsSecret;
        }
        return new(resources.ToImmutable(), values.MoveToImmutable(), known, secret);
    }
}
