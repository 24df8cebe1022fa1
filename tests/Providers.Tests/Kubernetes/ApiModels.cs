using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using k8s.Models;

namespace Providers.Tests.Kubernetes;

/// <summary>The Kubernetes API as KubernetesClient's models have it: the measure of the typed resources.</summary>
internal static partial class ApiModels
{
    /// <summary>Answered by the API server and stored nowhere, so that Pulumi has no resource for them.</summary>
    private static readonly ImmutableHashSet<string> NotStored =
    [
        "APIGroupDiscovery", "ComponentStatus", "LocalSubjectAccessReview", "Scale", "SelfSubjectAccessReview", "SelfSubjectRulesReview",
        "SubjectAccessReview", "TokenRequest", "TokenReview",
    ];

    /// <summary>Types, or fields of types, that the models have and the pinned provider does not yet.</summary>
    private static readonly ImmutableDictionary<string, ImmutableHashSet<string>> Newer = ReadNewer();

    /// <summary>Every generally available kind of object that has metadata and is stored.</summary>
    public static ImmutableArray<Type> Kinds { get; } =
    [
        .. typeof(V1Pod).Assembly.GetExportedTypes().Where(type =>
            Entity(type) is { } entity
            && Regex.IsMatch(entity.ApiVersion, @"^v\d+$")
            && IsObject(type)
            && !NotStored.Contains(entity.Kind)
            && !IsNewer(type)),
    ];

    public static string Token(Type kind)
    {
        var entity = Entity(kind)!;
        return $"kubernetes:{(string.IsNullOrEmpty(entity.Group) ? "core" : entity.Group)}/{entity.ApiVersion}:{entity.Kind}";
    }

    /// <summary>The fields of a model as Pulumi's schema names them, which has no hyphens, and their types.</summary>
    public static IEnumerable<(string Name, Type Type)> Fields(Type model) =>
        from property in model.GetProperties()
        let name = property.GetCustomAttribute<JsonPropertyNameAttribute>()!.Name.Replace('-', '_')
        where !NewerFields(model).Contains(name)
        select (name, property.PropertyType);

    public static bool IsModel(Type type) => type.Namespace == "k8s.Models" && type.IsClass && Name().IsMatch(type.Name);

    public static bool IsObject(Type model) => typeof(IMetadata<V1ObjectMeta>).IsAssignableFrom(model);

    private static KubernetesEntityAttribute? Entity(Type type) => type.GetCustomAttribute<KubernetesEntityAttribute>();

    private static bool IsNewer(Type kind) => NewerFields(kind).IsEmpty && Newer.Keys.Any(name => Matches(kind, name));

    private static ImmutableHashSet<string> NewerFields(Type model) =>
        [.. Newer.Where(entry => Matches(model, entry.Key)).SelectMany(entry => entry.Value)];

    /// <summary>Whether a model is the type of that name: V1Pod is Core.V1.Pod. Of parts of kinds, the group is not known here.</summary>
    private static bool Matches(Type model, string name)
    {
        var words = name.Split('.');
        return Name().Match(model.Name) is { Success: true } match
            && match.Groups["name"].Value == words[2]
            && match.Groups["version"].Value.Equals(words[1], StringComparison.OrdinalIgnoreCase);
    }

    private static ImmutableDictionary<string, ImmutableHashSet<string>> ReadNewer()
    {
        using var reader = new StreamReader(typeof(ApiModels).Assembly.GetManifestResourceStream("newer")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' '))
            .ToImmutableDictionary(words => words[0], words => words.Skip(1).ToImmutableHashSet());
    }

    [GeneratedRegex(@"^([A-Z][a-z]+)??(?<version>[Vv]\d+((alpha|beta)\d+)?)(?<name>[A-Z]\w*)$")]
    private static partial Regex Name();
}
