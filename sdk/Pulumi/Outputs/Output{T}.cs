using System.Collections.Immutable;

namespace Pulumi;

/// <summary>
/// A value that may not be known yet (in a preview), may be secret, and remembers the resources it came from.
/// Work with it through <see cref="Apply{TOther}(Func{T,TOther})"/>; pass it as it is to a resource's inputs.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class Output<T> : IOutput
{
    internal Output(Task<OutputData<T>> dataTask)
    {
        DataTask = dataTask;
        // A function that throws in an output nobody reads must still fail the run.
        Deployment.Track(dataTask);
    }

    internal Task<OutputData<T>> DataTask { get; }

    /// <summary>Computes another output from this one's value. Not called while the value is unknown; a secret's result is secret.</summary>
    public Output<TOther> Apply<TOther>(Func<T, TOther> func) => new(MapAsync(func));

    /// <inheritdoc cref="Apply{TOther}(Func{T,TOther})"/>
    public Output<TOther> Apply<TOther>(Func<T, Task<TOther>> func) =>
        ApplyOutput(async value => OutputData<TOther>.Of(await func(value).ConfigureAwait(false)));

    /// <inheritdoc cref="Apply{TOther}(Func{T,TOther})"/>
    public Output<TOther> Apply<TOther>(Func<T, Input<TOther>?> func) =>
        ApplyOutput(value => func(value) is { } input ? input.ToOutput().DataTask : NothingAsync<TOther>());

    /// <inheritdoc cref="Apply{TOther}(Func{T,TOther})"/>
    public Output<TOther> Apply<TOther>(Func<T, Output<TOther>?> func) =>
        ApplyOutput(value => func(value)?.DataTask ?? NothingAsync<TOther>());

    /// <summary>
    /// Refuses: an output has no text while it is unknown. Warns and gives an explanation in the text's place, or throws
    /// <see cref="InvalidOperationException"/> where PULUMI_ERROR_OUTPUT_STRING is <c>1</c> or <c>true</c>.
    /// </summary>
    public override string ToString()
    {
        const string message =
            "Calling [ToString] on an [Output<T>] is not supported. "
            + "Use o.Apply(v => $\"prefix{v}suffix\") or Output.Format($\"prefix{o}suffix\") to get an Output<string>.";
        var strict = Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING");
        if (strict == "1" || string.Equals(strict, "true", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(message);
        }
        Deployment.TryGetInternal()?.Logger.Warn(message);
        return message;
    }

    async Task<OutputData<object?>> IOutput.GetUntypedDataAsync()
    {
        var data = await DataTask.ConfigureAwait(false);
        return data.With<object?>(data.Value);
    }

    internal Output<T> With(bool? isSecret = null, bool? isKnown = null, ImmutableHashSet<Resource>? dependencies = null) =>
        new(WithAsync(isSecret, isKnown, dependencies));

    private async Task<OutputData<T>> WithAsync(bool? isSecret, bool? isKnown, ImmutableHashSet<Resource>? dependencies)
    {
        var data = await DataTask.ConfigureAwait(false);
        return new(data.Resources.Union(dependencies ?? []), data.Value, isKnown ?? data.IsKnown, isSecret ?? data.IsSecret);
    }

    private async Task<OutputData<TOther>> MapAsync<TOther>(Func<T, TOther> func)
    {
        var data = await DataTask.ConfigureAwait(false);
        return data.With(data.IsKnown ? func(data.Value) : default!);
    }

    private Output<TOther> ApplyOutput<TOther>(Func<T, Task<OutputData<TOther>>> func) => new(ApplyAsync(func));

    private async Task<OutputData<TOther>> ApplyAsync<TOther>(Func<T, Task<OutputData<TOther>>> func)
    {
        var outer = await DataTask.ConfigureAwait(false);
        if (!outer.IsKnown)
        {
            return outer.With<TOther>(default!);
        }
        var inner = await func(outer.Value).ConfigureAwait(false);
        return inner.Under(outer);
    }

    private static Task<OutputData<TOther>> NothingAsync<TOther>() => Task.FromResult(OutputData<TOther>.Of(default!));
}
