using Pulumi;
using Pulumi.Kubernetes.AdmissionRegistration.V1;
using Pulumi.Kubernetes.Types.Inputs.AdmissionRegistration.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Stratus.Core.Naming;
using Stratus.Core.Sandboxes;

namespace Stratus.Components.Sandboxes;

/// <summary>Refuses, in every sandbox namespace, a pod that would not be a sandbox. PodSecurity does not look at RuntimeClasses.</summary>
internal static class SandboxAdmission
{
    private const string Name = "stratus-sandbox-pods";

    public static void Add(SandboxNamespaceArgs args, CustomResourceOptions options)
    {
        var policy = new ValidatingAdmissionPolicy("sandbox-pods", new()
        {
            Metadata = Metadata(),
            Spec = new ValidatingAdmissionPolicySpecArgs
            {
                // An expression that cannot be evaluated refuses.
                FailurePolicy = "Fail",
                MatchConstraints = new MatchResourcesArgs { ResourceRules = { Pods() } },
                Validations = AdmissionRules.For(args.RuntimeClasses)
                    .Select(rule => new ValidationArgs { Expression = rule.Expression, Message = rule.Message }).ToList(),
            },
        }, options);
        _ = new ValidatingAdmissionPolicyBinding("sandbox-pods", new()
        {
            Metadata = Metadata(),
            Spec = new ValidatingAdmissionPolicyBindingSpecArgs
            {
                PolicyName = Name,
                ValidationActions = { "Deny" },
                MatchResources = new MatchResourcesArgs
                {
                    NamespaceSelector = new LabelSelectorArgs { MatchLabels = { [Labels.Sandbox] = "true" } },
                },
            },
        }, CustomResourceOptions.Merge(options, new() { DependsOn = { policy } }));
    }

    private static ObjectMetaArgs Metadata() => new() { Name = Name, Labels = { [Labels.ManagedBy] = Labels.Stratus } };

    private static NamedRuleWithOperationsArgs Pods() => new()
    {
        ApiGroups = { "" },
        ApiVersions = { "v1" },
        Operations = { "CREATE", "UPDATE" },
        Resources = { "pods", "pods/ephemeralcontainers" },
    };
}
