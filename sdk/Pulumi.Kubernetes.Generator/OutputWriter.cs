namespace Pulumi.Kubernetes.Generator;

/// <summary>Writes what comes back: a read-only type that the client builds from the provider's answer.</summary>
internal static class OutputWriter
{
    public static void Write(SourceWriter source, ApiType type, ModelDocumentation documentation)
    {
        source.Summary(documentation.Of(type.Model)).Line("[OutputType]").Block($"public sealed class {type.Name}", () =>
        {
            foreach (var property in type.Properties)
                source.Summary(property.Documentation).Line($"public readonly {property.Shape.Output} {property.Name};").Line();
            var parameters = type.Properties.Select(property => $"{property.Shape.Output} {Parameter(property)}");
            source.Line("[OutputConstructor]").Block($"private {type.Name}({string.Join(", ", parameters)})", () =>
            {
                foreach (var property in type.Properties)
                    source.Line($"this.{property.Name} = {Parameter(property)};");
            });
        });
        source.Line();
    }

    /// <summary>The client matches a parameter's name with the name on the wire; the @ keeps keywords apart.</summary>
    private static string Parameter(ApiProperty property) => "@" + property.WireName.TrimStart('$');
}
