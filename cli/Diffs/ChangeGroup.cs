using System.Text.Json;
using System.Text.Json.Nodes;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Diffs;

/// <summary>Changes that are the same but for the resource's name: one is shown, the others are named.</summary>
internal sealed record ChangeGroup(ResourceChange First, IReadOnlyList<ResourceChange> Others)
{
    private const int ShownSingly = 3;
    private const int Named = 5;

    /// <summary>How many changes it stands for.</summary>
    public int Count => 1 + Others.Count;

    /// <summary>The changes of a diff in its order, those that are alike together where there are more than a few.</summary>
    public static IEnumerable<ChangeGroup> Of(IEnumerable<ResourceChange> changes) =>
        changes.GroupBy(Signature, StringComparer.Ordinal).SelectMany(alike => alike.Count() <= ShownSingly
            ? alike.Select(change => new ChangeGroup(change, []))
            : [new ChangeGroup(alike.First(), [.. alike.Skip(1)])]);

    /// <summary>Who the others are; empty where there are none.</summary>
    public string Rest(Func<string, string> show)
    {
        if (Others.Count == 0) return "";
        var names = string.Join(", ", Others.Take(Named).Select(change => show(change.Resource.Name)));
        return $"and {Others.Count} more like this: {names}{(Others.Count > Named ? $" and {Others.Count - Named} more" : "")}";
    }

    /// <summary>True for a change from one text to another of which one has several lines.</summary>
    public static bool IsText(PropertyChange change) =>
        change.Kind == ChangeKind.Changed && IsString(change.Old) && IsString(change.New)
        && (PlanValue.Line(change.Old).Contains('\n') || PlanValue.Line(change.New).Contains('\n'));

    private static string Signature(ResourceChange change)
    {
        var resource = change.Resource;
        var types = ResourceMatch.Key(resource.Urn).Split("::")[0];
        // What guards sandboxes is alike only when all of it is.
        var content = change.Properties.Count == 0 && change.Security.Count > 0 ? CanonicalJson.Compact(resource.Inputs) : "";
        var properties = change.Properties.Select(property =>
            $"{property.Path}|{property.Kind}|{property.Replaces}|{(IsText(property) ? Edits(property) : Values(property))}");
        return string.Join('\n', [$"{change.Kind}|{types}", content, .. properties, .. change.Notes.Where(note => !note.StartsWith("Looks like", StringComparison.Ordinal))]);
    }

    // Where the names of hosts stand in the unchanged lines around an edit, the edit is the same.
    private static string Edits(PropertyChange property) => string.Join('\n',
        LineDiff.Unified(PlanValue.Line(property.Old), PlanValue.Line(property.New), context: 0).Where(line => line[0] != '@'));

    private static string Values(PropertyChange property) => $"{CanonicalJson.Compact(property.Old)}|{CanonicalJson.Compact(property.New)}";

    private static bool IsString(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;
}
