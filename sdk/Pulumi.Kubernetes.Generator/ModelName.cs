using System.Text.RegularExpressions;

namespace Pulumi.Kubernetes.Generator;

/// <summary>
/// What a model's class name says. KubernetesClient writes V1Pod, and puts the group before the version where two groups share a
/// name: Corev1Event, Eventsv1Event.
/// </summary>
internal sealed partial record ModelName(string Prefix, string Version, string Name)
{
    private static readonly Dictionary<string, string> Groups = new()
    {
        ["Admissionregistration"] = "admissionregistration.k8s.io",
        ["Apiextensions"] = "apiextensions.k8s.io",
        ["Apiregistration"] = "apiregistration.k8s.io",
        ["Authentication"] = "authentication.k8s.io",
        ["Core"] = ApiGroups.Core,
        ["Discovery"] = "discovery.k8s.io",
        ["Events"] = "events.k8s.io",
        ["Flowcontrol"] = "flowcontrol.apiserver.k8s.io",
        ["Rbac"] = "rbac.authorization.k8s.io",
        ["Resource"] = "resource.k8s.io",
        ["Storage"] = "storage.k8s.io",
    };

    public static ModelName Parse(Type model)
    {
        var match = Pattern().Match(model.Name);
        return match.Success
            ? new ModelName(match.Groups["prefix"].Value, "v" + match.Groups["version"].Value, match.Groups["name"].Value)
            : throw new InvalidOperationException($"The model {model.Name} is not named after an API version (such as V1Pod).");
    }

    /// <summary>The group that the name spells out, or null where it spells out none.</summary>
    public string? Group => Prefix.Length == 0
        ? null
        : Groups.TryGetValue(Prefix, out var group)
            ? group
            : throw new InvalidOperationException($"The model prefix '{Prefix}' names no known API group. Add it to {nameof(ModelName)}.");

    [GeneratedRegex(@"^(?<prefix>[A-Z][a-z]+)??[Vv](?<version>\d+((alpha|beta)\d+)?)(?<name>[A-Z]\w*)$")]
    private static partial Regex Pattern();
}
