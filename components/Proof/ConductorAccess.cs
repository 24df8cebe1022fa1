using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using Stratus.Core.Naming;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Sandboxes;

namespace Stratus.Components.Proof;

/// <summary>What the conductor may do, and no more: it cannot read a secret, and writes nothing outside its own and the sandboxes' namespace.</summary>
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
        var nodes = new ClusterRole("conductor-nodes", new() { Metadata = Metadata(Name), Rules = { Rule("", ["nodes"], "list") } }, options);
        yield return new ClusterRoleBinding("conductor-nodes", new()
        {
            Metadata = Metadata(Name),
            RoleRef = Reference("ClusterRole"),
            Subjects = { Conductor() },
        }, CustomResourceOptions.Merge(options, new() { DependsOn = { nodes } }));
        yield return Grant("conductor-api-server", "default", options, new PolicyRuleArgs
        {
            ApiGroups = { "" },
            Resources = { "services" },
            ResourceNames = { "kubernetes" },
            Verbs = { "get" },
        });
        yield return Grant("conductor-sandboxes", sandboxes, options,
        [
            .. Runs("watch"),
            Rule("", ["events"], "list", "watch"),
            // Where the cluster has agent-sandbox: what it hands out is proven too. Its sandboxes and their pods are its own to make.
            Rule(AgentSandbox.PoolsGroup, [AgentSandbox.Templates, AgentSandbox.Pools, AgentSandbox.Claims], "create", "get", "delete", "deletecollection"),
        ]);
        yield return Grant("conductor-controls", ProofNames.Namespace, options,
        [
            .. Runs(),
            Rule("", ["services"], "create", "deletecollection"),
            // A clock is asked over a shell, which is a websocket: it takes get as well as create.
            Rule("", ["pods/exec"], "create", "get"),
            Rule("", ["configmaps"], "create", "get", "list", "update", "delete"),
        ]);
    }

    private static PolicyRuleArgs[] Runs(params string[] more) =>
    [
        Rule("", ["pods"], ["create", "get", "list", "delete", "deletecollection", .. more]),
        Rule("", ["pods/log"], "get"),
        Rule("batch", ["jobs"], "create", "delete", "deletecollection"),
    ];

    private static RoleBinding Grant(string name, string space, CustomResourceOptions options, params PolicyRuleArgs[] rules)
    {
        var role = new Role(name, new() { Metadata = Metadata(Name, space), Rules = rules }, options);
        return new(name, new()
        {
            Metadata = Metadata(Name, space),
            RoleRef = Reference("Role"),
            Subjects = { Conductor() },
        }, CustomResourceOptions.Merge(options, new() { DependsOn = { role } }));
    }

    private static RoleRefArgs Reference(string kind) => new() { ApiGroup = "rbac.authorization.k8s.io", Kind = kind, Name = Name };

    private static SubjectArgs Conductor() => new() { Kind = "ServiceAccount", Name = ProofNames.ServiceAccount, Namespace = ProofNames.Namespace };

    private static PolicyRuleArgs Rule(string group, string[] resources, params string[] verbs) =>
        new() { ApiGroups = { group }, Resources = resources, Verbs = verbs };

    private static ObjectMetaArgs Metadata(string name, string? space = null) =>
        new() { Name = name, Namespace = space!, Labels = { [Labels.ManagedBy] = Labels.Stratus } };
}
