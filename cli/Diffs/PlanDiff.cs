using Stratus.Cli.Plans;

namespace Stratus.Cli.Diffs;

/// <summary>What differs between two plans, most important first. Two plans show what two programs ask for, not what a stack's state holds.</summary>
public sealed record PlanDiff
{
    /// <summary>The head's project, or the base's where the head is empty.</summary>
    public required string Project { get; init; }

    /// <summary>The head's stack, or the base's where the head is empty.</summary>
    public required string Stack { get; init; }

    /// <summary>The base's stack where it is another one, for which resources were matched by type and name; else empty.</summary>
    public required string OtherStack { get; init; }

    /// <summary>Every resource that differs: what touches security first, then replacements, removals, changes and additions.</summary>
    public required IReadOnlyList<ResourceChange> Changes { get; init; }

    /// <summary>The stack's outputs that differ.</summary>
    public required IReadOnlyList<PropertyChange> Outputs { get; init; }

    /// <summary>Warnings that only the head has, sorted.</summary>
    public required IReadOnlyList<string> NewWarnings { get; init; }

    /// <summary>Warnings that only the base has, sorted.</summary>
    public required IReadOnlyList<string> GoneWarnings { get; init; }

    /// <summary>How many resources are created, not counting replacements.</summary>
    public int Added => Count(ChangeKind.Added);

    /// <summary>How many resources are deleted, not counting replacements.</summary>
    public int Removed => Count(ChangeKind.Removed);

    /// <summary>How many resources change in place.</summary>
    public int Changed => Count(ChangeKind.Changed);

    /// <summary>How many resources are deleted and created anew.</summary>
    public int Replaced => Count(ChangeKind.Replaced);

    /// <summary>How many of the resources touch security.</summary>
    public int SecurityRelevant => Changes.Count(change => change.Security.Count > 0);

    /// <summary>True where the two plans ask for the same.</summary>
    public bool IsEmpty => Changes.Count == 0 && Outputs.Count == 0 && NewWarnings.Count == 0 && GoneWarnings.Count == 0;

    /// <summary>Compares two plans. Inside a value that is secret in both, nothing can be seen to change.</summary>
    /// <param name="base">What there was.</param>
    /// <param name="head">What is proposed.</param>
    public static PlanDiff Compare(Plan @base, Plan head)
    {
        var changes = new ResourceMatch(@base, head).Pairs
            .Select(pair => ResourceComparison.Compare(pair.Old, pair.New))
            .OfType<ResourceChange>()
            .ToList();
        return new PlanDiff
        {
            Project = head.Project.Length > 0 ? head.Project : @base.Project,
            Stack = head.Stack.Length > 0 ? head.Stack : @base.Stack,
            OtherStack = @base.Stack != head.Stack && @base.Stack.Length > 0 && head.Stack.Length > 0 ? @base.Stack : "",
            Changes =
            [
                .. RenameNotes.Add(changes)
                    .OrderBy(change => change.Security.Count == 0 ? int.MaxValue : (int)change.Security[0])
                    .ThenBy(change => Rank(change.Kind)),
            ],
            Outputs = [.. ValueDiff.Compare("outputs", @base.Outputs, head.Outputs)],
            NewWarnings = [.. head.Warnings.Except(@base.Warnings, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            GoneWarnings = [.. @base.Warnings.Except(head.Warnings, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>Replacements first: they interrupt. Additions last: they break nothing that runs.</summary>
    internal static int Rank(ChangeKind kind) => kind switch
    {
        ChangeKind.Replaced => 0,
        ChangeKind.Removed => 1,
        ChangeKind.Changed => 2,
        _ => 3,
    };

    private int Count(ChangeKind kind) => Changes.Count(change => change.Kind == kind);
}
