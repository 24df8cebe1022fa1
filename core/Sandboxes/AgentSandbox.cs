namespace Stratus.Core.Sandboxes;

/// <summary>
/// The names of agent-sandbox (kubernetes-sigs), which keeps pools of sandboxes that were started beforehand and hands them out by claims. Stratus does
/// not install it; where a cluster has it, the proof looks at what it hands out. As of v0.5.6.
/// </summary>
public static class AgentSandbox
{
    /// <summary>The API group of <c>Sandbox</c>, which owns a pod.</summary>
    public const string Group = "agents.x-k8s.io";

    /// <summary>The API group of templates, pools and claims.</summary>
    public const string PoolsGroup = "extensions.agents.x-k8s.io";

    /// <summary>The version of both that the proof speaks.</summary>
    public const string Version = "v1beta1";

    /// <summary>The resource of a sandbox.</summary>
    public const string Sandboxes = "sandboxes";

    /// <summary>The resource of a template: how the sandboxes of a pool are made.</summary>
    public const string Templates = "sandboxtemplates";

    /// <summary>The resource of a pool of sandboxes that nobody has claimed yet.</summary>
    public const string Pools = "sandboxwarmpools";

    /// <summary>The resource of a claim: its owner gets a sandbox of a pool.</summary>
    public const string Claims = "sandboxclaims";

    /// <summary>Its controller, as the API server knows it, where it was installed as its release has it.</summary>
    public const string Controller = "system:serviceaccount:agent-sandbox-system:agent-sandbox-controller";
}
