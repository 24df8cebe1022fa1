using System.Text.Json.Nodes;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Diffs;

/// <summary>The words and signs that every view of a diff shares.</summary>
internal static class DiffWords
{
    /// <summary>What a comparison of plans does and does not say.</summary>
    public const string Disclaimer = "Two previews were compared; nothing was applied, and no stack's state was read.";

    /// <summary>The totals on one line.</summary>
    public static string Totals(PlanDiff diff) =>
        $"+ {diff.Added} to create, ~ {diff.Changed} to update, +- {diff.Replaced} to replace, - {diff.Removed} to delete; "
        + $"{diff.SecurityRelevant} touching security";

    /// <summary>Pulumi's sign for a change.</summary>
    public static string Sign(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "+ ",
        ChangeKind.Removed => "- ",
        ChangeKind.Replaced => "+-",
        _ => "~ ",
    };

    /// <summary>What happens to the resource, replacements loudly.</summary>
    public static string Verb(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "create",
        ChangeKind.Removed => "delete",
        ChangeKind.Replaced => "REPLACE",
        _ => "update",
    };

    /// <summary>The property's path; inputs, which nearly all are, without saying so.</summary>
    public static string Path(PropertyChange change) =>
        change.Path.StartsWith("inputs.", StringComparison.Ordinal) ? change.Path["inputs.".Length..] : change.Path;

    /// <summary>The value in short: texts of many lines as their number.</summary>
    public static string Value(JsonNode? node)
    {
        var text = PlanValue.Line(node);
        return text.Contains('\n') ? $"<{ResourceSummary.LineCount(text)}>" : text;
    }

    /// <summary>The aspects in words.</summary>
    public static string Aspects(ResourceChange change) => string.Join(", ", change.Security.Select(SecurityRules.Words));
}
