using System.Reflection;
using System.Text.Json.Serialization;
using k8s.Models;

namespace Pulumi.Kubernetes.Generator;

/// <summary>Reads a field of the API from a model's property.</summary>
internal static class ApiPropertyReader
{
    public static ApiProperty Read(
        PropertyInfo property, ApiType owner, Facts required, ModelDocumentation documentation, Func<Type, ApiType> identify)
    {
        var json = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
            ?? throw new InvalidOperationException($"{property.DeclaringType!.Name}.{property.Name} has no JSON name.");
        // Pulumi's schema allows no hyphen in a name; its provider turns x_kubernetes_… back into x-kubernetes-….
        var wireName = json.Replace('-', '_');
        return new ApiProperty(
            MemberName(wireName, owner),
            wireName,
            SchemaShapes.Find(owner, json) ?? ShapeOf(property.PropertyType, identify),
            required[owner.QualifiedName].Contains(wireName),
            documentation.Of(owner.Model, property.Name));
    }

    /// <summary>A member may not be named like its class: the port of a ContainerPort is its ContainerPortValue.</summary>
    private static string MemberName(string wireName, ApiType owner)
    {
        var name = wireName.TrimStart('$');
        name = char.ToUpperInvariant(name[0]) + name[1..];
        return name == owner.Name ? name + "Value" : name;
    }

    private static Shape ShapeOf(Type type, Func<Type, ApiType> identify)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(byte[]))
            return Shape.Scalar("string");
        if (ModelTypes.ListElement(type) is { } element)
            return Shape.List(ShapeOf(element, identify));
        if (ModelTypes.MapValue(type) is { } value)
            return Shape.Map(ShapeOf(value, identify));
        if (ModelTypes.IsModel(type))
            return Shape.Object(identify(type));
        return Plain(type);
    }

    private static Shape Plain(Type type) => type switch
    {
        _ when type == typeof(IntOrString) => Shape.IntOrString,
        _ when type == typeof(object) => Shape.FreeForm,
        _ when type == typeof(bool) => Shape.Scalar("bool"),
        _ when type == typeof(double) => Shape.Scalar("double"),
        // Pulumi's schema knows one integer; a number on the wire is a double either way.
        _ when type == typeof(int) || type == typeof(long) => Shape.Scalar("int"),
        _ when type == typeof(string) || type == typeof(DateTime) || type == typeof(ResourceQuantity) => Shape.Scalar("string"),
        _ => throw new InvalidOperationException($"No C# type is known for {type}. Add it to {nameof(ApiPropertyReader)}."),
    };
}
