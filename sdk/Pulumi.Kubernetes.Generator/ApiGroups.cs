using System.Text.RegularExpressions;

namespace Pulumi.Kubernetes.Generator;

/// <summary>Names of API groups and versions, as Kubernetes spells them and as Pulumi's C# namespaces do.</summary>
internal static partial class ApiGroups
{
    public const string Core = "";
    public const string Meta = "meta";

    private static readonly Dictionary<string, string> Namespaces = new()
    {
        [Core] = "Core",
        [Meta] = "Meta",
        ["admissionregistration.k8s.io"] = "AdmissionRegistration",
        ["apiextensions.k8s.io"] = "ApiExtensions",
        ["apiregistration.k8s.io"] = "ApiRegistration",
        ["apps"] = "Apps",
        ["authentication.k8s.io"] = "Authentication",
        ["autoscaling"] = "Autoscaling",
        ["batch"] = "Batch",
        ["certificates.k8s.io"] = "Certificates",
        ["coordination.k8s.io"] = "Coordination",
        ["discovery.k8s.io"] = "Discovery",
        ["events.k8s.io"] = "Events",
        ["flowcontrol.apiserver.k8s.io"] = "FlowControl",
        ["networking.k8s.io"] = "Networking",
        ["node.k8s.io"] = "Node",
        ["policy"] = "Policy",
        ["rbac.authorization.k8s.io"] = "Rbac",
        ["resource.k8s.io"] = "Resource",
        ["scheduling.k8s.io"] = "Scheduling",
        ["storage.k8s.io"] = "Storage",
        ["storagemigration.k8s.io"] = "StorageMigration",
    };

    /// <summary>The C# namespace of a group's version, below Pulumi.Kubernetes: Networking.V1 for networking.k8s.io and v1.</summary>
    public static string Namespace(string group, string version) =>
        Namespaces.TryGetValue(group, out var name)
            ? $"{name}.{char.ToUpperInvariant(version[0])}{version[1..]}"
            : throw new InvalidOperationException(
                $"API group '{group}' has no C# namespace. Add it to {nameof(ApiGroups)}, spelled as Pulumi's own SDK spells it.");

    /// <summary>The group as resource types name it: core for the group without a name.</summary>
    public static string InTypeToken(string group) => group == Core ? "core" : group;

    /// <summary>The value of an object's apiVersion field.</summary>
    public static string ApiVersion(string group, string version) => group == Core ? version : $"{group}/{version}";

    /// <summary>Generally available: v1, v2, …, and neither alpha nor beta.</summary>
    public static bool IsGenerallyAvailable(string version) => Stable().IsMatch(version);

    [GeneratedRegex(@"^v\d+$")]
    private static partial Regex Stable();
}
