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
            .. Runs("watch"),
            Rule("", ["events"], "list", "watch"),
            // Where the cluster has agent-sandbox: what it hands out is proven too. Its sandboxes and their pods are its own to make.
            Rule(AgentSandbox.PoolsGroup, [AgentSandbox.Templates, AgentSandbox.Pools, AgentSandbox.Claims], "create", "get", "delete", "deletecollection"),
        ]),
        new("conductor-controls", ProofNames.Namespace,
        [
            .. Runs(),
            Rule("", ["services"], "create", "deletecollection"),
            // A clock is asked over a shell, which is a websocket: it takes get as well as create.
            Rule("", ["pods/exec"], "create", "get"),
            Rule("", ["configmaps"], "create", "get", "list", "update", "delete"),
        ]),
    ];

    private static AccessRule[] Runs(params ImmutableArray<string> more) =>
    [
        Rule("", ["pods"], ["create", "get", "list", "delete", "deletecollection", .. more]),
        Rule("", ["pods/log"], "get"),
        Rule("batch", ["jobs"], "create", "delete", "deletecollection"),
    ];

    private static AccessRule Rule(string group, ImmutableArray<string> resources, params ImmutableArray<string> verbs) => new(group, resources, verbs);
}
