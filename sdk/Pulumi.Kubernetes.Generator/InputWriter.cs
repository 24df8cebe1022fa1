namespace Pulumi.Kubernetes.Generator;

/// <summary>Writes what a program gives: the args of a kind, or of a part of one.</summary>
internal static class InputWriter
{
    public static void Write(SourceWriter source, ApiType type, ModelDocumentation documentation)
    {
        var name = type.Name + "Args";
        source.Summary(documentation.Of(type.Model)).Block($"public class {name} : global::Pulumi.ResourceArgs", () =>
        {
            foreach (var property in type.Properties.Where(property => type.Kind is null || property.WireName != "status"))
                Write(source, property, IsSecret(type, property));
            source.Summary("Creates args without values.").Line($"public {name}() {{ }}").Line();
            source.Summary("Args without values.").Line($"public static new {name} Empty => new();");
        });
        source.Line();
    }

    /// <summary>Fields that hold secrets whatever a program passes.</summary>
    public static bool IsSecret(ApiType type, ApiProperty property) =>
        type.QualifiedName == "Core.V1.Secret" && property.WireName is "data" or "stringData";

    private static void Write(SourceWriter source, ApiProperty property, bool secret)
    {
        var attribute = property.IsRequired ? $"[Input(\"{property.WireName}\", required: true)]" : $"[Input(\"{property.WireName}\")]";
        var type = property.Shape.InputType;
        if (property.Shape.IsCollection)
            WriteCollection(source, property, attribute, type, secret);
        else
            source.Summary(property.Documentation).Line(attribute).Line(property.IsRequired
                ? $"public {type} {property.Name} {{ get; set; }} = null!;"
                : $"public {type}? {property.Name} {{ get; set; }}");
        source.Line();
    }

    /// <summary>A list or a map exists as soon as it is read, so that a collection initializer can add to it.</summary>
    private static void WriteCollection(SourceWriter source, ApiProperty property, string attribute, string type, bool secret)
    {
        var field = $"_{property.WireName.TrimStart('$')}";
        source.Lines(attribute, $"private {type}? {field};").Line();
        source.Summary(property.Documentation).Block($"public {type} {property.Name}", () => source
            .Line($"get => {field} ??= [];")
            .Line(secret ? $"set => {field} = SecretInput.Of(value);" : $"set => {field} = value;"));
    }
}
