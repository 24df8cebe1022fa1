using System.Collections.Immutable;

namespace Stratus.Core.Sandboxes;

/// <summary>What a pod must be to start as a sandbox: a CEL expression over <c>object</c>, and what the API server says when it fails.</summary>
/// <param name="Expression">True where the pod is allowed.</param>
/// <param name="Message">What is wrong, and what is right.</param>
public sealed record AdmissionRule(string Expression, string Message);

/// <summary>The rules that PodSecurity does not know.</summary>
public static class AdmissionRules
{
    // Of dyn: the API server knows no type for quantities, and calls limits an undefined field in the policy's status.
    private const string AllLimited = "all(container, has(container.resources) && has(container.resources.limits)"
        + " && 'cpu' in container.resources.limits && 'memory' in container.resources.limits)";

    /// <summary>Whether the request is of one of <c>system:masters</c>, as which <c>pulumi up</c> comes.</summary>
    internal const string OfMasters = "(has(request.userInfo.groups) && 'system:masters' in request.userInfo.groups)";

    /// <summary>
    /// For templates of agent-sandbox, in a cluster that has it: left to itself its controller adds a NetworkPolicy to each that opens the whole internet but for
    /// private ranges, and policies add up.
    /// </summary>
    public static ImmutableArray<AdmissionRule> Templates { get; } =
    [
        new("has(object.spec.networkPolicyManagement) && object.spec.networkPolicyManagement == 'Unmanaged'",
            "networkPolicyManagement must be Unmanaged: else the controller of agent-sandbox opens the internet to every sandbox of this template"),
    ];

    /// <summary>What decides in Cilium where the pods of a namespace get; beside Kubernetes' own NetworkPolicy.</summary>
    public static ImmutableArray<string> CiliumPolicies { get; } = ["ciliumnetworkpolicies", "ciliumlocalredirectpolicies", "ciliumenvoyconfigs"];

    /// <summary>
    /// For whatever decides where sandboxes get. Policies add up and select by label: one more opens for some sandboxes what the proof saw shut in its own, and
    /// <c>edit</c> includes the right to make one. What goes with its namespace or owner goes all the same.
    /// </summary>
    public static ImmutableArray<AdmissionRule> Network { get; } =
    [
        new(OfMasters
            // Whatever is deleted in the foreground, as Pulumi does, waits until it has taken a finalizer off, which is an update.
            + " || (request.operation in ['UPDATE', 'DELETE'] && request.userInfo.username == 'system:serviceaccount:kube-system:generic-garbage-collector')"
            + " || (request.operation == 'DELETE' && request.userInfo.username == 'system:serviceaccount:kube-system:namespace-controller')"
            // It takes back what it opened for a template that has become Unmanaged.
            + $" || (request.operation == 'DELETE' && request.userInfo.username == '{AgentSandbox.Controller}' && has(oldObject.metadata.ownerReferences)"
            + " && oldObject.metadata.ownerReferences.exists(owner, owner.kind == 'SandboxTemplate'))",
            "only system:masters may write network policies among the sandboxes, for they add up: name what sandboxes need in stratus:egress, then run: pulumi up"),
    ];

    /// <summary>The rules for a namespace that offers these RuntimeClasses.</summary>
    public static ImmutableArray<AdmissionRule> For(IEnumerable<string> runtimeClasses)
    {
        var names = runtimeClasses.Order(StringComparer.Ordinal).ToArray();
        return
        [
            new(
                $"has(object.spec.runtimeClassName) && object.spec.runtimeClassName in [{string.Join(", ", names.Select(name => $"'{name}'"))}]",
                $"a sandbox must name one of the RuntimeClasses {string.Join(", ", names)}: any other shares the node's kernel"),
            new(
                "!has(object.metadata.annotations) || object.metadata.annotations.all(key, !key.startsWith('io.katacontainers.'))",
                "annotations io.katacontainers.* change the hypervisor and are not a sandbox's to set"),
            new(
                "has(object.spec.automountServiceAccountToken) && object.spec.automountServiceAccountToken == false",
                "automountServiceAccountToken must be false: a sandbox holds no token"),
            new(
                "!has(object.spec.volumes) || object.spec.volumes.all(volume, !has(volume.projected) || !has(volume.projected.sources)"
                + " || volume.projected.sources.all(source, !has(source.serviceAccountToken)))",
                "a sandbox may not project a service account token"),
            new(
                "request.operation != 'CREATE' || !has(object.spec.nodeName) || object.spec.nodeName == ''",
                "nodeName must be empty: a pod that names its node goes round the scheduler"),
            new(
                $"dyn(object.spec.containers).{AllLimited} && (!has(object.spec.initContainers) || dyn(object.spec.initContainers).{AllLimited})",
                "every container needs limits for cpu and memory: the microVM is sized by them"),
            new(
                "!has(object.spec.ephemeralContainers) || object.spec.ephemeralContainers.size() == 0",
                "no container may be added to a running sandbox"),
        ];
    }
}
