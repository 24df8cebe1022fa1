using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.AdmissionRegistration.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Stratus.Components.Sandboxes;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Sandboxes;

namespace Stratus.Components.Proof;

/// <summary>Keeps the proof's names for the proof, and has new sandboxes wait for its lease. An expression that cannot be evaluated refuses.</summary>
internal static class ProofAdmission
{
    private static readonly LabelSelectorArgs Proofs = new() { MatchLabels = { ["kubernetes.io/metadata.name"] = ProofNames.Namespace } };

    /// <summary>The policies that hold in any stack.</summary>
    public static Resource[] AddNames(CustomResourceOptions options) =>
    [
        AdmissionPolicy.Add("proof-names", LeaseRules.Names, AdmissionPolicy.Sandboxes, null, options,
            // Resources are changed through a name of their own: whoever gave a hog more would have its limit hold for nobody to see.
            AdmissionPolicy.Rule("", ["pods", "pods/resize"], "CREATE", "UPDATE"), AdmissionPolicy.Rule("batch", ["jobs"], "CREATE", "UPDATE"), AdmissionPolicy.Rule("", ["pods/exec", "pods/attach"], "CONNECT")),
        AdmissionPolicy.Add("proof-pools", LeaseRules.Pools, AdmissionPolicy.Sandboxes, null, options,
            AdmissionPolicy.RuleOfAnyVersion(AgentSandbox.PoolsGroup, [AgentSandbox.Templates, AgentSandbox.Pools, AgentSandbox.Claims], "CREATE", "UPDATE"),
            AdmissionPolicy.RuleOfAnyVersion(AgentSandbox.Group, [AgentSandbox.Sandboxes], "CREATE", "UPDATE")),
        AdmissionPolicy.Add("proof-writers", LeaseRules.Writers, Proofs, null, options, AdmissionPolicy.Rule("", ["configmaps"], "CREATE", "UPDATE")),
    ];

    /// <summary>The policies that refuse sandboxes without a proof of the stack as it is.</summary>
    public static Resource[] AddLease(string stackSha256, CustomResourceOptions options)
    {
        // Without the ConfigMap nothing starts, not even the proof's own pods: its conductor puts one that is over before it starts any.
        var lease = new ParamRefArgs { Name = ProofNames.Lease, Namespace = ProofNames.Namespace, ParameterNotFoundAction = "Deny" };
        return
        [
            AdmissionPolicy.Add("proof-lease", LeaseRules.Pods(stackSha256), AdmissionPolicy.Sandboxes, lease, options, AdmissionPolicy.Rule("", ["pods"], "CREATE")),
            // bindings is the older name of the same thing.
            AdmissionPolicy.Add("proof-nodes", LeaseRules.Bindings, AdmissionPolicy.Sandboxes, lease, options, AdmissionPolicy.Rule("", ["pods/binding", "bindings"], "CREATE")),
        ];
    }
}
