using System.Text.Json.Nodes;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Diffs;

/// <summary>Compares a resource of the base with the same one of the head.</summary>
internal static class ResourceComparison
{
    /// <summary>What differs; null where nothing does.</summary>
    public static ResourceChange? Compare(PlanResource? old, PlanResource? now)
    {
        if (old is null || now is null)
        {
            var only = now ?? old!;
            return new ResourceChange
            {
                Kind = old is null ? ChangeKind.Added : ChangeKind.Removed,
                Old = old,
                New = now,
                Properties = [],
                Security = Sorted(SecurityRules.Of(only)),
                Notes = old is null ? [] : [.. ChangeNotes.OfRemoval(only)],
            };
        }

        var properties = Properties(old, now)
            .Select(change => change with { Replaces = now.Custom ? ReplacementRules.Reason(now, change.Segments) : "" })
            .OrderBy(change => change.Replaces.Length == 0)
            .ToList();
        if (properties.Count == 0) return null;
        var isReplaced = properties[0].Replaces.Length > 0;
        return new ResourceChange
        {
            Kind = isReplaced ? ChangeKind.Replaced : ChangeKind.Changed,
            Old = old,
            New = now,
            Properties = properties,
            Security = Sorted(properties.SelectMany(change => SecurityRules.Of(now.Type, change))),
            Notes = [.. ChangeNotes.OfChange(old, now, properties, isReplaced)],
        };
    }

    private static IEnumerable<PropertyChange> Properties(PlanResource old, PlanResource now) =>
    [
        .. ValueDiff.Compare("inputs", old.Inputs, now.Inputs),
        .. ValueDiff.Compare("options", Options(old), Options(now)),
        .. ValueDiff.Compare("provider", ResourceMatch.Key(old.Provider), ResourceMatch.Key(now.Provider)),
        .. ValueDiff.Compare("version", old.Version, now.Version),
        .. ValueDiff.Compare("parent", ResourceMatch.Key(old.Parent), ResourceMatch.Key(now.Parent)),
        .. ValueDiff.Compare("custom", old.Custom, now.Custom),
        .. ValueDiff.Compare("dependencies", Keys(old.Dependencies), Keys(now.Dependencies)),
        .. ValueDiff.Compare("outputs", old.Outputs, now.Outputs),
    ];

    // An alias says what a resource was called; once matched, nothing about the resource differs for it.
    private static JsonObject Options(PlanResource resource)
    {
        var options = resource.Options.DeepClone().AsObject();
        options.Remove("aliases");
        return options;
    }

    private static JsonArray Keys(IEnumerable<string> urns) =>
        new([.. urns.Select(ResourceMatch.Key).Order(StringComparer.Ordinal).Select(key => JsonValue.Create(key))]);

    private static SecurityAspect[] Sorted(IEnumerable<SecurityAspect> aspects) => [.. aspects.Distinct().Order()];
}
