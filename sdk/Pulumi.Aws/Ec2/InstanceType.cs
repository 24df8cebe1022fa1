namespace Pulumi.Aws.Ec2;

/// <summary>An instance type. Any name that EC2 knows can be given as text instead.</summary>
[EnumType]
public readonly struct InstanceType : IEquatable<InstanceType>
{
    private readonly string value;

    private InstanceType(string value) => this.value = value;

    /// <summary>2 vCPUs, 1 GiB, burstable; has no KVM.</summary>
    public static InstanceType T3_Micro { get; } = new("t3.micro");

    /// <summary>The name on the wire.</summary>
    public static explicit operator string(InstanceType type) => type.value;

    /// <summary>Whether both are the same type.</summary>
    public static bool operator ==(InstanceType left, InstanceType right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(InstanceType left, InstanceType right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(InstanceType other) => string.Equals(value, other.value, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is InstanceType other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc />
    public override string ToString() => value;
}
