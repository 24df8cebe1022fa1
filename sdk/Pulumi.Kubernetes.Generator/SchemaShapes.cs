namespace Pulumi.Kubernetes.Generator;

/// <summary>Fields that are more precise in Pulumi's schema than in the models, where they are objects or strings.</summary>
internal static class SchemaShapes
{
    public static Shape? Find(ApiType owner, string field) => (owner.QualifiedName, field) switch
    {
        ("ApiExtensions.V1.JSONSchemaProps", "additionalItems" or "additionalProperties") => Union(owner, "bool"),
        ("ApiExtensions.V1.JSONSchemaProps", "items") => Union(owner, $"ImmutableArray<{Shape.Json}>"),
        ("ApiExtensions.V1.JSONSchemaProps", "dependencies") => Shape.Map(Union(owner, "ImmutableArray<string>")),
        ("Core.V1.ServiceSpec", "type") =>
            new Shape("InputUnion", "string, global::Pulumi.Kubernetes.Core.V1.ServiceSpecType", "string"),
        _ => null,
    };

    private static Shape Union(ApiType owner, string other) =>
        new("InputUnion", $"{owner.InputType}, {other}", $"Union<{owner.OutputType}, {other}>");
}
