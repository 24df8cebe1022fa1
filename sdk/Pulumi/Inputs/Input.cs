using System.Diagnostics.CodeAnalysis;

namespace Pulumi;

/// <summary>A resource's input: a plain value or an output, taken alike.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public class Input<T> : IInput
{
    private readonly Output<T>? _output;

    private protected Input()
    {
    }

    internal Input(Output<T> output) => _output = output;

    /// <summary>An input of a plain value.</summary>
    public static implicit operator Input<T>([AllowNull] T value) => new(Output.Create(value!));

    /// <summary>An input of an output.</summary>
    public static implicit operator Input<T>(Output<T> value) => new(value);

    /// <summary>The input as an output.</summary>
    public static implicit operator Output<T>(Input<T> input) => input.ToOutput();

    internal virtual Output<T> ToOutput() => _output!;

    private protected virtual IOutput ToUntyped() => ToOutput();

    IOutput IInput.ToUntypedOutput() => ToUntyped();
}

/// <summary>Turns inputs into outputs.</summary>
public static class InputExtensions
{
    /// <summary>The input as an output.</summary>
    public static Output<T> ToOutput<T>(this Input<T>? input) => input is null ? Output.Create(default(T)!) : input.ToOutput();

    /// <summary>Computes an output from an input's value.</summary>
    public static Output<TOther> Apply<T, TOther>(this Input<T>? input, Func<T, TOther> func) =>
        ToOutput(input).Apply(func);

    /// <inheritdoc cref="Apply{T,TOther}(Input{T},Func{T,TOther})"/>
    public static Output<TOther> Apply<T, TOther>(this Input<T>? input, Func<T, Task<TOther>> func) =>
        ToOutput(input).Apply(func);

    /// <inheritdoc cref="Apply{T,TOther}(Input{T},Func{T,TOther})"/>
    public static Output<TOther> Apply<T, TOther>(this Input<T>? input, Func<T, Input<TOther>?> func) =>
        ToOutput(input).Apply(func);

    /// <inheritdoc cref="Apply{T,TOther}(Input{T},Func{T,TOther})"/>
    public static Output<TOther> Apply<T, TOther>(this Input<T>? input, Func<T, Output<TOther>?> func) =>
        ToOutput(input).Apply(func);
}
