using System.Text.Json;
using System.Text.Json.Nodes;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Diffs;

/// <summary>
/// Which changes a provider cannot make in place. Kubernetes: the fields that Pulumi's provider lists in <c>provider/pkg/provider/diff.go</c>
/// (read at pulumi-kubernetes 00302be) and what the API declares immutable. Command: its schema's <c>replaceOnChanges</c>. EC2: what
/// terraform-provider-aws, on which Pulumi's provider stands, declares <c>ForceNew</c>.
/// </summary>
internal static class ReplacementRules
{
    private const string Immutable = "the API declares it immutable";

    private static readonly Dictionary<string, string[]> Kinds = new(StringComparer.Ordinal)
    {
        ["apps/v1:Deployment"] = ["spec.selector"],
        ["apps/v1:DaemonSet"] = ["spec.selector"],
        ["apps/v1:StatefulSet"] =
            ["spec.podManagementPolicy", "spec.revisionHistoryLimit", "spec.selector", "spec.serviceName", "spec.volumeClaimTemplates"],
        ["batch/v1:Job"] = ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
        ["core/v1:ConfigMap"] = ["binaryData", "data"],
        ["core/v1:Secret"] = ["type", "stringData", "data"],
        ["core/v1:Pod"] = ["spec"],
        ["core/v1:PersistentVolumeClaim"] = ["spec"],
        ["core/v1:ResourceQuota"] = ["spec.scopes"],
        ["core/v1:Service"] = ["spec.clusterIP"],
        ["node.k8s.io/v1:RuntimeClass"] = ["handler"],
        ["rbac.authorization.k8s.io/v1:ClusterRoleBinding"] = ["roleRef"],
        ["rbac.authorization.k8s.io/v1:RoleBinding"] = ["roleRef"],
        ["storage.k8s.io/v1:StorageClass"] = ["parameters", "provisioner"],
    };

    private static readonly Dictionary<string, string[]> Aws = new(StringComparer.Ordinal)
    {
        ["aws:ec2/instance:Instance"] =
        [
            "ami", "associatePublicIpAddress", "availabilityZone", "keyName", "privateIp", "subnetId", "rootBlockDevice.encrypted",
            "rootBlockDevice.kmsKeyId",
        ],
        ["aws:ec2/securityGroup:SecurityGroup"] = ["description", "name", "vpcId"],
        ["aws:ec2/keyPair:KeyPair"] = ["keyName", "publicKey"],
        ["aws:ebs/volume:Volume"] = ["availabilityZone", "encrypted", "kmsKeyId", "snapshotId"],
        ["aws:ec2/volumeAttachment:VolumeAttachment"] = ["deviceName", "instanceId", "volumeId"],
    };

    /// <summary>Why a change forces a replacement; empty where it can be made in place.</summary>
    public static string Reason(PlanResource head, IReadOnlyList<string> segments)
    {
        if (segments[0] == "provider") return "another provider instance manages it";
        if (segments[0] != "inputs") return "";
        var path = segments.Skip(1).ToArray();
        if (Patterns(head, "ignoreChanges").Any(pattern => Touches(pattern, path))) return "";
        if (Patterns(head, "replaceOnChanges").FirstOrDefault(pattern => Touches(pattern, path)) is { } option) return $"replaceOnChanges names {option}";
        if (head.Type == "command:remote:Command" && path is ["triggers", ..]) return "triggers changed: the old remove runs, then apply";
        if (Aws.TryGetValue(head.Type, out var immutable))
            return immutable.FirstOrDefault(field => Touches(field, path)) is { } one ? $"{one}: EC2 cannot change it in place" : "";
        if (!head.Type.StartsWith("kubernetes:", StringComparison.Ordinal) || head.Type.StartsWith("kubernetes:helm.sh/", StringComparison.Ordinal))
        {
            return "";
        }

        if (Touches("metadata.name", path) || Touches("metadata.namespace", path)) return "an object's name and namespace are its identity";
        var fields = Kinds.GetValueOrDefault(head.Type["kubernetes:".Length..], []);
        return fields.FirstOrDefault(field => Touches(field, path)) is { } found ? $"{found}: {Immutable}, or the provider replaces on it" : "";
    }

    /// <summary>True where an option of the resource names the property.</summary>
    public static bool IsNamed(PlanResource resource, string option, IReadOnlyList<string> segments) =>
        segments[0] == "inputs" && Patterns(resource, option).Any(pattern => Touches(pattern, [.. segments.Skip(1)]));

    /// <summary>True where an option of the resource is set to true.</summary>
    public static bool IsSet(PlanResource resource, string option) => resource.Options[option]?.GetValueKind() == JsonValueKind.True;

    private static IEnumerable<string> Patterns(PlanResource resource, string option) =>
        (resource.Options[option] as JsonArray ?? []).Where(item => item?.GetValueKind() == JsonValueKind.String).Select(item => item!.GetValue<string>());

    // The change lies at, below or above what the pattern names: a removed object takes its fields with it.
    private static bool Touches(string pattern, string[] path)
    {
        var wanted = pattern.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        for (var index = 0; index < Math.Min(wanted.Length, path.Length); index++)
        {
            var piece = wanted[index].Replace("[\"", "", StringComparison.Ordinal).Replace("\"]", "", StringComparison.Ordinal);
            if (piece is not ("*" or "[*]") && piece != path[index]) return false;
        }

        return true;
    }
}
