using System.Collections.Immutable;

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

    /// <summary>On what is created in a cloud: the stack that it belongs to.</summary>
    public const string Stack = "stratus.infra/stack";

    /// <summary>The tags of something that is created in a cloud.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <param name="name">The thing's own name in the stack, as consoles are to show it.</param>
    /// <param name="own">The user's tags; where both have one, Stratus's holds.</param>
    /// <returns>The tags by name.</returns>
    public static ImmutableSortedDictionary<string, string> CloudTags(string stack, string name, ImmutableSortedDictionary<string, string> own) =>
        own.SetItem("Name", $"{stack}-{name}").SetItem(ManagedBy, Stratus).SetItem(Stack, stack);
}
