using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using Stratus.Core.Naming;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Rights;

namespace Stratus.Components.Proof;

/// <summary>Gives the conductor its rights, as a ServiceAccount of its own.</summary>
internal static class ConductorAccess
{
    private const string Name = "stratus-smoke-conductor";

    /// <summary>Adds the ServiceAccount and its roles; gives everything that has to be there before it starts.</summary>
    public static IEnumerable<Resource> Add(string sandboxes, CustomResourceOptions options)
    {
        yield return new ServiceAccount(ProofNames.ServiceAccount, new()
        {
            Metadata = Metadata(ProofNames.ServiceAccount, ProofNames.Namespace),
            AutomountServiceAccountToken = false,
        }, options);
        foreach (var role in ConductorRights.Over(sandboxes)) yield return role.Namespace is null ? GrantEverywhere(role, options) : Grant(role, options);
    }

    private static ClusterRoleBinding GrantEverywhere(AccessRole role, CustomResourceOptions options)
    {
        var rules = new ClusterRole(role.Name, new() { Metadata = Metadata(Name), Rules = role.Rules.Select(Rule).ToList() }, options);
        return new(role.Name, new()
        {
            Metadata = Metadata(Name),
            RoleRef = Reference("ClusterRole"),
            Subjects = { Conductor() },
        }, CustomResourceOptions.Merge(options, new() { DependsOn = { rules } }));
    }

    private static RoleBinding Grant(AccessRole role, CustomResourceOptions options)
    {
        var rules = new Role(role.Name, new() { Metadata = Metadata(Name, role.Namespace), Rules = role.Rules.Select(Rule).ToList() }, options);
        return new(role.Name, new()
        {
            Metadata = Metadata(Name, role.Namespace),
            RoleRef = Reference("Role"),
            Subjects = { Conductor() },
        }, CustomResourceOptions.Merge(options, new() { DependsOn = { rules } }));
    }

    private static RoleRefArgs Reference(string kind) => new() { ApiGroup = "rbac.authorization.k8s.io", Kind = kind, Name = Name };

    private static SubjectArgs Conductor() => new() { Kind = "ServiceAccount", Name = ProofNames.ServiceAccount, Namespace = ProofNames.Namespace };

    private static PolicyRuleArgs Rule(AccessRule rule)
    {
        var args = new PolicyRuleArgs { ApiGroups = { rule.Group }, Resources = rule.Resources.ToList(), Verbs = rule.Verbs.ToList() };
        // Left out where it is about all: an empty list would stand in every diff.
        if (!rule.Names.IsEmpty) args.ResourceNames = rule.Names.ToList();
        return args;
    }

    private static ObjectMetaArgs Metadata(string name, string? space = null) =>
        new() { Name = name, Namespace = space!, Labels = { [Labels.ManagedBy] = Labels.Stratus } };
}
