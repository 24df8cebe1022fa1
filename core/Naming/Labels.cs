namespace Stratus.Core.Naming;

/// <summary>The labels that Stratus sets and selects by.</summary>
public static class Labels
{
    /// <summary>On a namespace: sandboxes run in it, and every policy about sandboxes holds for it. Value <c>true</c>.</summary>
    public const string Sandbox = "stratus.infra/sandbox";

    /// <summary>Who made an object, by Kubernetes' own recommendation.</summary>
    public const string ManagedBy = "app.kubernetes.io/managed-by";

    /// <summary>The value of <see cref="ManagedBy"/>.</summary>
    public const string Stratus = "stratus";
}
