namespace Pulumi.Command.Local;

/// <summary>Which of a command's streams are shown as they come. Both are kept as outputs whatever is shown.</summary>
[EnumType]
public readonly struct Logging : IEquatable<Logging>
{
    private readonly string value;

    private Logging(string value) => this.value = value;

    /// <summary>Standard output only.</summary>
    public static Logging Stdout { get; } = new("stdout");

    /// <summary>Standard error only.</summary>
    public static Logging Stderr { get; } = new("stderr");

    /// <summary>Both streams. The default.</summary>
    public static Logging StdoutAndStderr { get; } = new("stdoutAndStderr");

    /// <summary>Neither.</summary>
    public static Logging None { get; } = new("none");

    /// <summary>The name on the wire.</summary>
    public static explicit operator string(Logging logging) => logging.value;

    /// <summary>Whether both show the same.</summary>
    public static bool operator ==(Logging left, Logging right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(Logging left, Logging right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(Logging other) => string.Equals(value, other.value, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Logging other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc />
    public override string ToString() => value;
}
