namespace Pulumi;

/// <summary>Names a member of an args class on the wire.</summary>
/// <param name="name">The property's name on the wire.</param>
/// <param name="required">Whether leaving it out fails the registration.</param>
/// <param name="json">Whether the value is sent as JSON text, as provider configuration is.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class InputAttribute(string name, bool required = false, bool json = false) : Attribute
{
    internal string Name { get; } = name;

    internal bool IsRequired { get; } = required;

    internal bool Json { get; } = json;
}

/// <summary>Marks an <see cref="Output{T}"/> property of a resource that the engine fills in, or that a component registers.</summary>
/// <param name="name">The property's name on the wire. Default: the property's own name.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute(string? name = null) : Attribute
{
    /// <summary>The property's name on the wire; null means the property's own name.</summary>
    public string? Name { get; } = name;
}

/// <summary>Marks a class that a resource's outputs or an invoke's results are read into.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutputTypeAttribute : Attribute;

/// <summary>Marks the constructor that an <see cref="OutputTypeAttribute"/> class is read with.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class OutputConstructorAttribute : Attribute;

/// <summary>Names a parameter of an <see cref="OutputConstructorAttribute"/> constructor on the wire.</summary>
/// <param name="name">The property's name on the wire.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OutputConstructorParameterAttribute(string name) : Attribute
{
    internal string Name { get; } = name;
}

/// <summary>Marks a struct that stands for an enumeration: one constructor of a string or double, and an explicit operator back.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EnumTypeAttribute : Attribute;

/// <summary>Names the type token that a resource class stands for, so that a reference to one can be read back.</summary>
/// <param name="type">The type token.</param>
/// <param name="version">The version of the provider's SDK.</param>
[AttributeUsage(AttributeTargets.Class)]
public class ResourceTypeAttribute(string type, string? version) : Attribute
{
    /// <summary>The type token.</summary>
    public string Type { get; } = type;

    /// <summary>The version of the provider's SDK.</summary>
    public string? Version { get; } = version;
}
