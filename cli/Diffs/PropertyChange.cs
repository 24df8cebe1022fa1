using System.Text.Json.Nodes;

namespace Stratus.Cli.Diffs;

/// <summary>What happened to a property or a resource between two plans.</summary>
public enum ChangeKind
{
    /// <summary>Only the head has it.</summary>
    Added,

    /// <summary>Only the base has it.</summary>
    Removed,

    /// <summary>Both have it, and it differs.</summary>
    Changed,

    /// <summary>A resource that both have, of which a property changes that cannot change in place: deleted and created anew.</summary>
    Replaced,
}

/// <summary>A property that differs between two plans.</summary>
public sealed record PropertyChange
{
    /// <summary>
    /// Where: <c>inputs.spec.egress[0].toCIDR</c>, <c>options.protect</c>, <c>provider</c>. A key with other characters than letters, digits,
    /// <c>-</c> and <c>_</c> stands in brackets and quotes. An index counts in the head, of a removed item in the base.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>Added, removed or changed.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>The base's value; null where the property was added, or was null.</summary>
    public JsonNode? Old { get; init; }

    /// <summary>The head's value; null where the property was removed, or is null.</summary>
    public JsonNode? New { get; init; }

    /// <summary>Why this change cannot be made in place; empty where it can.</summary>
    public string Replaces { get; init; } = "";

    /// <summary>The path in its pieces: keys as they are, indexes as <c>[0]</c>.</summary>
    internal IReadOnlyList<string> Segments { get; init; } = [];
}
