using System.Collections.Immutable;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Sandboxes;

namespace Stratus.Core.Proof.Rights;

/// <summary>What the conductor may do, and no more: it cannot read a secret, and writes nothing outside its own and the sandboxes' namespace.</summary>
public static class ConductorRights
{
    /// <summary>Its roles where sandboxes run in a namespace.</summary>
    public static ImmutableArray<AccessRole> Over(string sandboxes) =>
    [
        new("conductor-nodes", null, [Rule("", ["nodes"], "list")]),
        new("conductor-api-server", "default", [Rule("", ["services"], "get") with { Names = ["kubernetes"] }]),
        new("conductor-sandboxes", sandboxes,
        [
            Rule("", ["pods"], "create", "get", "list", "watch", "delete", "deletecollection"),
            Rule("", ["pods/log"], "get"),
            Rule("batch", ["jobs"], "create", "delete", "deletecollection"),
            Rule("", ["events"], "list", "watch"),
            // Where the cluster has agent-sandbox: what it hands out is proven too. Its sandboxes and their pods are its own to make.
            Rule(AgentSandbox.PoolsGroup, [AgentSandbox.Templates, AgentSandbox.Pools, AgentSandbox.Claims], "create", "delete", "deletecollection"),
            Rule(AgentSandbox.PoolsGroup, [AgentSandbox.Pools, AgentSandbox.Claims], "get"),
        ]),
        new("conductor-controls", ProofNames.Namespace,
        [
            Rule("", ["pods"], "create", "get", "delete", "deletecollection"),
            Rule("", ["pods/log"], "get"),
            // Nothing is started by one here: it only owns what else there is, and goes with all the others of its run.
            Rule("batch", ["jobs"], "create", "deletecollection"),
            Rule("", ["services"], "create", "deletecollection"),
            // A clock is asked over a shell, which is a websocket: it takes get as well as create.
            Rule("", ["pods/exec"], "create", "get"),
            Rule("", ["configmaps"], "create", "get", "list", "update", "delete"),
        ]),
    ];

    private static AccessRule Rule(string group, ImmutableArray<string> resources, params ImmutableArray<string> verbs) => new(group, resources, verbs);
}
