using System.Reflection;
using k8s.Models;

namespace Pulumi.Kubernetes.Generator;

/// <summary>What a model says about the kind of object that it is.</summary>
internal sealed record ModelKind(string Group, string Version, string Kind)
{
    /// <summary>
    /// Kinds that are requests or views: the API server answers them and stores nothing, so Pulumi has no resource for them.
    /// </summary>
    private static readonly HashSet<string> NotStored =
    [
        "APIGroupDiscovery", "ComponentStatus", "LocalSubjectAccessReview", "Scale", "SelfSubjectAccessReview", "SelfSubjectRulesReview",
        "SubjectAccessReview", "TokenRequest", "TokenReview",
    ];

    public static ModelKind? Of(Type model) =>
        model.GetCustomAttribute<KubernetesEntityAttribute>() is { } entity
            ? new ModelKind(entity.Group ?? "", entity.ApiVersion, entity.Kind)
            : null;

    /// <summary>Whether a resource class is made for the model: generally available, and an object with metadata that is stored.</summary>
    public static bool IsResource(Type model) =>
        Of(model) is { } kind
        && ApiGroups.IsGenerallyAvailable(kind.Version)
        && typeof(IMetadata<V1ObjectMeta>).IsAssignableFrom(model)
        && !NotStored.Contains(kind.Kind);
}
