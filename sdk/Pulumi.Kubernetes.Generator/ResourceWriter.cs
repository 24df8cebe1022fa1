namespace Pulumi.Kubernetes.Generator;

/// <summary>Writes the resource class of a kind.</summary>
internal static class ResourceWriter
{
    public static void Write(SourceWriter source, ApiType type, ApiKind kind, ModelDocumentation documentation)
    {
        source.Summary(documentation.Of(type.Model)).Line($"[KubernetesResourceType(\"{kind.Token}\")]");
        source.Block($"public partial class {type.Name} : KubernetesResource", () =>
        {
            foreach (var property in type.Properties)
                source.Summary(property.Documentation)
                    .Line($"[Output(\"{property.WireName}\")]")
                    .Line($"public Output<{property.Shape.Output}> {property.Name} {{ get; private set; }} = null!;").Line();
            WriteConstructors(source, type, kind);
            WriteMakers(source, type, kind);
        });
        source.Line();
    }

    private static void WriteConstructors(SourceWriter source, ApiType type, ApiKind kind)
    {
        source.Summary($"Declares the {type.Name}.")
            .Line($"/// <param name=\"name\">Its name in the program, from which the provider makes its name in the cluster.</param>")
            .Line("/// <param name=\"args\">What it is to be; apiVersion and kind are filled in.</param>")
            .Line("/// <param name=\"options\">How Pulumi is to treat it.</param>")
            .Line($"public {type.Name}(string name, {type.InputType}? args = null, CustomResourceOptions? options = null)")
            .Line($"    : base(\"{kind.Token}\", name, MakeArgs(args), MakeResourceOptions(options, \"\")) {{ }}").Line()
            .Line($"private {type.Name}(string name, Input<string> id, CustomResourceOptions? options = null)")
            .Line($"    : base(\"{kind.Token}\", name, null, MakeResourceOptions(options, id)) {{ }}").Line();
        source.Summary($"Reads a {type.Name} that exists.")
            .Line("/// <param name=\"name\">Its name in the program.</param>")
            .Line("/// <param name=\"id\">Its name in the cluster, after its namespace and a slash where it has one.</param>")
            .Line("/// <param name=\"options\">How Pulumi is to treat it.</param>")
            .Line($"public static {type.Name} Get(string name, Input<string> id, CustomResourceOptions? options = null) =>")
            .Line("    new(name, id, options);").Line();
    }

    private static void WriteMakers(SourceWriter source, ApiType type, ApiKind kind)
    {
        source.Block($"private static {type.InputType} MakeArgs({type.InputType}? args)", () => source
            .Line("args ??= new();")
            .Line($"args.ApiVersion = \"{kind.ApiVersion}\";")
            .Line($"args.Kind = \"{type.Name}\";")
            .Line("return args;")).Line();
        var secrets = type.Properties.Where(property => InputWriter.IsSecret(type, property)).Select(property => property.WireName);
        source.Line("private static CustomResourceOptions MakeResourceOptions(CustomResourceOptions? options, Input<string>? id) =>")
            .Line($"    ResourceDefaults.Merge(options, id, [{Quoted(kind.Aliases)}], [{Quoted(secrets)}]);");
    }

    private static string Quoted(IEnumerable<string> values) => string.Join(", ", values.Select(value => $"\"{value}\""));
}
