using OneOf;

namespace Pulumi;

/// <summary>A value of one of two types.</summary>
public readonly struct Union<T0, T1> : IEquatable<Union<T0, T1>>, IOneOf
{
    private readonly OneOf<T0, T1> _value;

    private Union(OneOf<T0, T1> value) => _value = value;

    /// <summary>The value, of whichever type.</summary>
    public object Value => _value.Value;

    /// <summary>Which type it is: 0 or 1.</summary>
    public int Index => _value.Index;

    /// <summary>Whether the value is of the first type.</summary>
    public bool IsT0 => _value.IsT0;

    /// <summary>Whether the value is of the second type.</summary>
    public bool IsT1 => _value.IsT1;

    /// <summary>The value as the first type; throws <see cref="InvalidOperationException"/> if it is of the second.</summary>
    public T0 AsT0 => _value.AsT0;

    /// <summary>The value as the second type; throws <see cref="InvalidOperationException"/> if it is of the first.</summary>
    public T1 AsT1 => _value.AsT1;

    /// <summary>A union of the first type.</summary>
    public static Union<T0, T1> FromT0(T0 input) => new(input);

    /// <summary>A union of the second type.</summary>
    public static Union<T0, T1> FromT1(T1 input) => new(input);

    /// <summary>Calls the function for the type that the value has.</summary>
    public void Switch(Action<T0> f0, Action<T1> f1) => _value.Switch(f0, f1);

    /// <summary>Calls the function for the type that the value has, and gives its result.</summary>
    public TResult Match<TResult>(Func<T0, TResult> f0, Func<T1, TResult> f1) => _value.Match(f0, f1);

    /// <summary>A union of the first type.</summary>
    public static implicit operator Union<T0, T1>(T0 value) => new(value);

    /// <summary>A union of the second type.</summary>
    public static implicit operator Union<T0, T1>(T1 value) => new(value);

    /// <summary>Whether both hold equal values of the same type.</summary>
    public static bool operator ==(Union<T0, T1> left, Union<T0, T1> right) => left.Equals(right);

    /// <summary>Whether the values or their types differ.</summary>
    public static bool operator !=(Union<T0, T1> left, Union<T0, T1> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Union<T0, T1> other) => _value.Equals(other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Union<T0, T1> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <inheritdoc/>
    public override string? ToString() => _value.ToString();
}
