using System.Collections.Immutable;
using k8s.Models;

namespace Pulumi.Kubernetes.Generator;

/// <summary>The Kubernetes API as the models describe it: every generally available kind, and every type that those are made of.</summary>
internal sealed class Api
{
    private readonly ModelDocumentation documentation;
    private readonly ModelHomes homes;
    private readonly Facts aliases = Facts.Read("aliases");
    private readonly Facts required = Facts.Read("required");
    private readonly Facts newer = Facts.Read("newer");

    private Api(ModelDocumentation documentation)
    {
        this.documentation = documentation;
        var kinds = typeof(V1Pod).Assembly.GetExportedTypes().Where(type => ModelTypes.IsModel(type) && ModelKind.IsResource(type));
        homes = new ModelHomes(kinds.Where(kind => !IsNewer(QualifiedName(kind, ModelKind.Of(kind)!.Group)))
            .Select(kind => (kind, ModelKind.Of(kind)!.Group)));
    }

    public static ImmutableArray<ApiType> Read(ModelDocumentation documentation)
    {
        var api = new Api(documentation);
        return [.. api.homes.Models.Select(api.Describe).Where(type => !api.IsNewer(type.QualifiedName))
            .OrderBy(type => type.QualifiedName, StringComparer.Ordinal)];
    }

    private ApiType Describe(Type model)
    {
        var type = Identify(model);
        var properties = model.GetProperties()
            .Select(property => ApiPropertyReader.Read(property, type, required, documentation, Identify))
            .Where(property => !newer[type.QualifiedName].Contains(property.WireName));
        return type with { Properties = [.. properties.OrderBy(property => property.WireName, StringComparer.Ordinal)] };
    }

    private ApiType Identify(Type model)
    {
        var name = ModelName.Parse(model);
        var group = homes.GroupOf(model);
        return new ApiType(model, ApiGroups.Namespace(group, name.Version), name.Name, KindOf(model), []);
    }

    private ApiKind? KindOf(Type model)
    {
        if (!ModelKind.IsResource(model))
            return null;
        var (group, version, kind) = ModelKind.Of(model)!;
        var name = $"{ApiGroups.InTypeToken(group)}/{version}:{kind}";
        return new ApiKind($"kubernetes:{name}", ApiGroups.ApiVersion(group, version),
            [.. aliases[name].Select(earlier => $"kubernetes:{earlier}:{kind}")]);
    }

    private bool IsNewer(string qualifiedName) => newer.Contains(qualifiedName) && newer[qualifiedName].IsEmpty;

    private static string QualifiedName(Type model, string group)
    {
        var name = ModelName.Parse(model);
        return $"{ApiGroups.Namespace(group, name.Version)}.{name.Name}";
    }
}
