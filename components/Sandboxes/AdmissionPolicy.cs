using Pulumi;
using Pulumi.Kubernetes.AdmissionRegistration.V1;
using Pulumi.Kubernetes.Types.Inputs.AdmissionRegistration.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Stratus.Core.Naming;
using Stratus.Core.Sandboxes;

namespace Stratus.Components.Sandboxes;

/// <summary>A ValidatingAdmissionPolicy and its binding. An expression that cannot be evaluated refuses.</summary>
internal static class AdmissionPolicy
{
    /// <summary>The namespaces of sandboxes.</summary>
    public static readonly LabelSelectorArgs Sandboxes = new() { MatchLabels = { [Labels.Sandbox] = "true" } };

    /// <summary>Adds both, and gives the binding, which comes last.</summary>
    /// <param name="name">The resources' name; in the cluster it begins with <c>stratus-</c>.</param>
    /// <param name="rules">What must be true.</param>
    /// <param name="spaces">In which namespaces.</param>
    /// <param name="parameters">The ConfigMap that expressions know as <c>params</c>; null: none.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <param name="resources">Of which requests it is asked.</param>
    public static Resource Add(
        string name, IEnumerable<AdmissionRule> rules, LabelSelectorArgs spaces, ParamRefArgs? parameters, CustomResourceOptions options,
        params NamedRuleWithOperationsArgs[] resources)
    {
        var policy = new ValidatingAdmissionPolicy(name, new()
        {
            Metadata = Metadata(name),
            Spec = new ValidatingAdmissionPolicySpecArgs
            {
                FailurePolicy = "Fail",
                ParamKind = parameters is null ? null! : new ParamKindArgs { ApiVersion = "v1", Kind = "ConfigMap" },
                MatchConstraints = new MatchResourcesArgs { ResourceRules = resources },
                Validations = rules.Select(rule => new ValidationArgs { Expression = rule.Expression, Message = rule.Message }).ToList(),
            },
        }, options);
        return new ValidatingAdmissionPolicyBinding(name, new()
        {
            Metadata = Metadata(name),
            Spec = new ValidatingAdmissionPolicyBindingSpecArgs
            {
                PolicyName = FullName(name),
                ParamRef = parameters!,
                ValidationActions = { "Deny" },
                MatchResources = new MatchResourcesArgs { NamespaceSelector = spaces },
            },
        }, CustomResourceOptions.Merge(options, new() { DependsOn = { policy } }));
    }

    private static string FullName(string name) => $"stratus-{name}";

    private static ObjectMetaArgs Metadata(string name) => new() { Name = FullName(name), Labels = { [Labels.ManagedBy] = Labels.Stratus } };

    /// <summary>Requests for resources of a group's version 1.</summary>
    public static NamedRuleWithOperationsArgs Rule(string group, string[] resources, params string[] operations) => Rule(group, "v1", resources, operations);

    /// <summary>Requests for resources of any version of a group that the cluster may have: one that is not asked about would be the way round.</summary>
    public static NamedRuleWithOperationsArgs RuleOfAnyVersion(string group, string[] resources, params string[] operations) => Rule(group, "*", resources, operations);

    private static NamedRuleWithOperationsArgs Rule(string group, string version, string[] resources, string[] operations) => new()
    {
        ApiGroups = { group },
        ApiVersions = { version },
        Operations = operations,
        Resources = resources,
    };
}
