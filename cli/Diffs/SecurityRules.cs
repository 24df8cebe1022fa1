using System.Text.Json.Nodes;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Diffs;

/// <summary>What a change touches that keeps sandboxes apart from the world, most important first.</summary>
public enum SecurityAspect
{
    /// <summary>A value that was secret no longer is.</summary>
    SecretBecomesPlain,

    /// <summary>A network policy of Kubernetes, Cilium or Calico.</summary>
    EgressPolicy,

    /// <summary>A namespace's PodSecurity labels.</summary>
    PodSecurity,

    /// <summary>A RuntimeClass, or which one a pod runs under.</summary>
    RuntimeClass,

    /// <summary>An admission policy, its binding, or a webhook.</summary>
    Admission,

    /// <summary>The key by which a host is recognised.</summary>
    HostKey,

    /// <summary>What may reach a host, by a security group.</summary>
    Firewall,

    /// <summary>An instance's metadata service, which hands out credentials and user data.</summary>
    InstanceMetadata,

    /// <summary>What a pod may do to its node: security context, host namespaces, tokens.</summary>
    PodIsolation,

    /// <summary>Roles and who holds them.</summary>
    Rbac,

    /// <summary>A quota or limit range.</summary>
    Quota,

    /// <summary>Pulumi's protection against deletion.</summary>
    Protection,

    /// <summary>A script or command that runs on a host as root.</summary>
    Script,
}

/// <summary>Finds the security aspects of a change.</summary>
internal static class SecurityRules
{
    private static readonly Dictionary<string, SecurityAspect> Kinds = new(StringComparer.Ordinal)
    {
        ["NetworkPolicy"] = SecurityAspect.EgressPolicy,
        ["CiliumNetworkPolicy"] = SecurityAspect.EgressPolicy,
        ["CiliumClusterwideNetworkPolicy"] = SecurityAspect.EgressPolicy,
        ["CiliumCIDRGroup"] = SecurityAspect.EgressPolicy,
        ["GlobalNetworkPolicy"] = SecurityAspect.EgressPolicy,
        ["AdminNetworkPolicy"] = SecurityAspect.EgressPolicy,
        ["BaselineAdminNetworkPolicy"] = SecurityAspect.EgressPolicy,
        ["RuntimeClass"] = SecurityAspect.RuntimeClass,
        ["ValidatingAdmissionPolicy"] = SecurityAspect.Admission,
        ["ValidatingAdmissionPolicyBinding"] = SecurityAspect.Admission,
        ["MutatingAdmissionPolicy"] = SecurityAspect.Admission,
        ["MutatingAdmissionPolicyBinding"] = SecurityAspect.Admission,
        ["ValidatingWebhookConfiguration"] = SecurityAspect.Admission,
        ["MutatingWebhookConfiguration"] = SecurityAspect.Admission,
        ["Role"] = SecurityAspect.Rbac,
        ["ClusterRole"] = SecurityAspect.Rbac,
        ["RoleBinding"] = SecurityAspect.Rbac,
        ["ClusterRoleBinding"] = SecurityAspect.Rbac,
        ["ResourceQuota"] = SecurityAspect.Quota,
        ["LimitRange"] = SecurityAspect.Quota,
    };

    private static readonly Dictionary<string, SecurityAspect> Fields = new(StringComparer.Ordinal)
    {
        ["runtimeClassName"] = SecurityAspect.RuntimeClass,
        ["hostKey"] = SecurityAspect.HostKey,
        ["securityContext"] = SecurityAspect.PodIsolation,
        ["hostNetwork"] = SecurityAspect.PodIsolation,
        ["hostPID"] = SecurityAspect.PodIsolation,
        ["hostIPC"] = SecurityAspect.PodIsolation,
        ["hostPath"] = SecurityAspect.PodIsolation,
        ["automountServiceAccountToken"] = SecurityAspect.PodIsolation,
        ["serviceAccountName"] = SecurityAspect.PodIsolation,
        ["metadataOptions"] = SecurityAspect.InstanceMetadata,
        ["protect"] = SecurityAspect.Protection,
        ["disableApiTermination"] = SecurityAspect.Protection,
    };

    private static readonly string[] CommandTexts = ["stdin", "create", "update", "delete"];

    /// <summary>The aspects that a change of one property touches.</summary>
    public static IEnumerable<SecurityAspect> Of(string type, PropertyChange change)
    {
        if (change.Kind == ChangeKind.Changed && HoldsSecret(change.Old) && !HoldsSecret(change.New)) yield return SecurityAspect.SecretBecomesPlain;
        // A connection is secret as a whole; which key a machine must show stands in the outputs of the component that declares it.
        if (change.Segments is ["outputs", "hostKey"]) yield return SecurityAspect.HostKey;
        if (change.Segments[0] is not ("inputs" or "options")) yield break;
        if (Kinds.TryGetValue(Kind(type), out var kind)) yield return kind;
        if (Kind(type) == "SecurityGroup" && change.Segments is [_, "ingress" or "egress", ..]) yield return SecurityAspect.Firewall;
        foreach (var key in change.Segments.Skip(1).Concat(Keys(change.Old)).Concat(Keys(change.New)))
        {
            if (Fields.TryGetValue(key, out var field)) yield return field;
            if (key.StartsWith("pod-security.kubernetes.io/", StringComparison.Ordinal)) yield return SecurityAspect.PodSecurity;
        }

        if (type.StartsWith("command:", StringComparison.Ordinal) && change.Segments.Count > 1 && CommandTexts.Contains(change.Segments[1]))
        {
            yield return SecurityAspect.Script;
        }
    }

    /// <summary>The aspects that a whole resource touches when it comes or goes.</summary>
    public static IEnumerable<SecurityAspect> Of(PlanResource resource) =>
        resource.Inputs.SelectMany(property => Of(
            resource.Type, ValueDiff.Change(["inputs", property.Key], ChangeKind.Added, null, property.Value)));

    /// <summary>The aspect in words.</summary>
    public static string Words(SecurityAspect aspect) => aspect switch
    {
        SecurityAspect.SecretBecomesPlain => "a secret becomes plain",
        SecurityAspect.EgressPolicy => "network policy",
        SecurityAspect.PodSecurity => "PodSecurity",
        SecurityAspect.RuntimeClass => "RuntimeClass",
        SecurityAspect.Admission => "admission",
        SecurityAspect.HostKey => "host key",
        SecurityAspect.Firewall => "firewall",
        SecurityAspect.InstanceMetadata => "instance metadata",
        SecurityAspect.PodIsolation => "pod isolation",
        SecurityAspect.Rbac => "RBAC",
        SecurityAspect.Quota => "quota",
        SecurityAspect.Protection => "protection against deletion",
        _ => "script on a host",
    };

    private static string Kind(string type) => type[(type.LastIndexOf(':') + 1)..];

    private static bool HoldsSecret(JsonNode? node) => PlanValue.IsSecret(node) || node switch
    {
        JsonObject map => map.Any(property => HoldsSecret(property.Value)),
        JsonArray list => list.Any(HoldsSecret),
        _ => false,
    };

    private static IEnumerable<string> Keys(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(property => Keys(property.Value).Prepend(property.Key)),
        JsonArray list => list.SelectMany(Keys),
        _ => [],
    };
}
