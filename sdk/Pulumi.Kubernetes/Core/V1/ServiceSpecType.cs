namespace Pulumi.Kubernetes.Core.V1;

/// <summary>How a Service is exposed. Default: <see cref="ClusterIP"/>.</summary>
[EnumType]
public readonly struct ServiceSpecType : IEquatable<ServiceSpecType>
{
    private readonly string value;

    private ServiceSpecType(string value) => this.value = value;

    /// <summary>A DNS name: the Service becomes a CNAME and has no proxy.</summary>
    public static ServiceSpecType ExternalName { get; } = new("ExternalName");

    /// <summary>A virtual address inside the cluster.</summary>
    public static ServiceSpecType ClusterIP { get; } = new("ClusterIP");

    /// <summary>A port on every node, beside the address inside the cluster.</summary>
    public static ServiceSpecType NodePort { get; } = new("NodePort");

    /// <summary>An external load balancer in front of the node ports.</summary>
    public static ServiceSpecType LoadBalancer { get; } = new("LoadBalancer");

    /// <summary>The name on the wire.</summary>
    public static explicit operator string(ServiceSpecType type) => type.value;

    /// <summary>Whether both are the same type.</summary>
    public static bool operator ==(ServiceSpecType left, ServiceSpecType right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(ServiceSpecType left, ServiceSpecType right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(ServiceSpecType other) => string.Equals(value, other.value, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ServiceSpecType other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc />
    public override string ToString() => value;
}
