using Stratus.Cli.Plans;

namespace Stratus.Cli.Diffs;

/// <summary>A resource that differs between two plans.</summary>
public sealed record ResourceChange
{
    /// <summary>What happens to it.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>The resource as the base has it; null where it is added.</summary>
    public PlanResource? Old { get; init; }

    /// <summary>The resource as the head has it; null where it is removed.</summary>
    public PlanResource? New { get; init; }

    /// <summary>What differs, replacements first; empty for what is added or removed.</summary>
    public required IReadOnlyList<PropertyChange> Properties { get; init; }

    /// <summary>What of the sandboxes' isolation it touches, most important first; empty where nothing.</summary>
    public required IReadOnlyList<SecurityAspect> Security { get; init; }

    /// <summary>What a reviewer has to know and the properties do not say, one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The resource, as the head has it where it does.</summary>
    public PlanResource Resource => New ?? Old!;
}
