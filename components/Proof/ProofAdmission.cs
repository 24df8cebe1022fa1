using Pulumi;
using Pulumi.Kubernetes.AdmissionRegistration.V1;
using Pulumi.Kubernetes.Types.Inputs.AdmissionRegistration.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Stratus.Core.Naming;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Sandboxes;

namespace Stratus.Components.Proof;

/// <summary>Keeps the proof's names for the proof, and has new sandboxes wait for its lease. An expression that cannot be evaluated refuses.</summary>
internal static class ProofAdmission
{
    private static readonly LabelSelectorArgs Sandboxes = new() { MatchLabels = { [Labels.Sandbox] = "true" } };

    private static readonly LabelSelectorArgs Proofs = new() { MatchLabels = { ["kubernetes.io/metadata.name"] = ProofNames.Namespace } };

    /// <summary>The policies that hold in any stack.</summary>
    public static void AddNames(CustomResourceOptions options)
    {
        Add("proof-names", LeaseRules.Names, Sandboxes, null, options,
            Rule("", ["pods"], "CREATE", "UPDATE"), Rule("batch", ["jobs"], "CREATE", "UPDATE"), Rule("", ["pods/exec", "pods/attach"], "CONNECT"));
        Add("proof-writers", LeaseRules.Writers, Proofs, null, options, Rule("", ["configmaps"], "CREATE", "UPDATE"));
    }

    /// <summary>The policies that refuse sandboxes without a proof.</summary>
    public static void AddLease(CustomResourceOptions options)
    {
        // Without the ConfigMap nothing starts, not even the proof's own pods: its conductor puts one that is over before it starts any.
        var lease = new ParamRefArgs { Name = ProofNames.Lease, Namespace = ProofNames.Namespace, ParameterNotFoundAction = "Deny" };
        Add("proof-lease", LeaseRules.Pods, Sandboxes, lease, options, Rule("", ["pods"], "CREATE"));
        // bindings is the older name of the same thing.
        Add("proof-nodes", LeaseRules.Bindings, Sandboxes, lease, options, Rule("", ["pods/binding", "bindings"], "CREATE"));
    }

    private static void Add(
        string name, IEnumerable<AdmissionRule> rules, LabelSelectorArgs spaces, ParamRefArgs? lease, CustomResourceOptions options,
        params NamedRuleWithOperationsArgs[] resources)
    {
        var policy = new ValidatingAdmissionPolicy(name, new()
        {
            Metadata = Metadata(name),
            Spec = new ValidatingAdmissionPolicySpecArgs
            {
                FailurePolicy = "Fail",
                ParamKind = lease is null ? null! : new ParamKindArgs { ApiVersion = "v1", Kind = "ConfigMap" },
                MatchConstraints = new MatchResourcesArgs { ResourceRules = resources },
                Validations = rules.Select(rule => new ValidationArgs { Expression = rule.Expression, Message = rule.Message }).ToList(),
            },
        }, options);
        _ = new ValidatingAdmissionPolicyBinding(name, new()
        {
            Metadata = Metadata(name),
            Spec = new ValidatingAdmissionPolicyBindingSpecArgs
            {
                PolicyName = FullName(name),
                ParamRef = lease!,
                ValidationActions = { "Deny" },
                MatchResources = new MatchResourcesArgs { NamespaceSelector = spaces },
            },
        }, CustomResourceOptions.Merge(options, new() { DependsOn = { policy } }));
    }

    private static string FullName(string name) => $"stratus-{name}";

    private static ObjectMetaArgs Metadata(string name) => new() { Name = FullName(name), Labels = { [Labels.ManagedBy] = Labels.Stratus } };

    private static NamedRuleWithOperationsArgs Rule(string group, string[] resources, params string[] operations) => new()
    {
        ApiGroups = { group },
        ApiVersions = { "v1" },
        Operations = operations,
        Resources = resources,
    };
}
