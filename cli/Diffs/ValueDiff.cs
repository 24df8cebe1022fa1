using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Diffs;

/// <summary>What differs between two values, down to the property.</summary>
internal static class ValueDiff
{
    /// <summary>Every difference below a first segment.</summary>
    public static IEnumerable<PropertyChange> Compare(string root, JsonNode? old, JsonNode? now) => Compare([root], old, now);

    /// <summary>The path as people write it.</summary>
    public static string Format(IEnumerable<string> segments)
    {
        var path = "";
        foreach (var segment in segments)
        {
            var isKey = segment.Length > 0 && segment.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
            var isIndex = segment.Length > 2 && segment[0] == '[' && segment.AsSpan(1, segment.Length - 2).ContainsAnyExceptInRange('0', '9') is false;
            path += isIndex ? segment : !isKey ? $"[{JsonSerializer.Serialize(segment)}]" : path.Length == 0 ? segment : $".{segment}";
        }

        return path;
    }

    /// <summary>One difference.</summary>
    public static PropertyChange Change(IReadOnlyList<string> segments, ChangeKind kind, JsonNode? old, JsonNode? now) =>
        new() { Path = Format(segments), Segments = segments, Kind = kind, Old = old, New = now };

    private static IEnumerable<PropertyChange> Compare(string[] path, JsonNode? old, JsonNode? now) => (old, now) switch
    {
        _ when PlanValue.Marker(old) is { } marker && marker == PlanValue.Marker(now) => [],
        _ when PlanValue.Marker(old) is not null || PlanValue.Marker(now) is not null => [Change(path, ChangeKind.Changed, old, now)],
        (JsonObject before, JsonObject after) => Maps(path, before, after),
        (JsonArray before, JsonArray after) => Lists(path, before, after),
        _ => AreEqual(old, now) ? [] : [Change(path, ChangeKind.Changed, old, now)],
    };

    private static IEnumerable<PropertyChange> Maps(string[] path, JsonObject old, JsonObject now)
    {
        foreach (var key in old.Concat(now).Select(property => property.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            string[] below = [.. path, PlanValue.OwnKey(key)];
            var had = old.TryGetPropertyValue(key, out var before);
            var has = now.TryGetPropertyValue(key, out var after);
            var changes = (had, has) switch
            {
                (true, false) => [Change(below, ChangeKind.Removed, before, null)],
                (false, true) => [Change(below, ChangeKind.Added, null, after)],
                _ => Compare(below, before, after),
            };
            foreach (var change in changes) yield return change;
        }
    }

    // What both lists start and end with is set aside, so that an item put in front does not change every other one.
    private static IEnumerable<PropertyChange> Lists(string[] path, JsonArray old, JsonArray now)
    {
        var shorter = Math.Min(old.Count, now.Count);
        var start = 0;
        while (start < shorter && AreEqual(old[start], now[start])) start++;
        var end = 0;
        while (end < shorter - start && AreEqual(old[^(end + 1)], now[^(end + 1)])) end++;
        for (var index = start; index < Math.Max(old.Count, now.Count) - end; index++)
        {
            string[] below = [.. path, string.Create(CultureInfo.InvariantCulture, $"[{index}]")];
            var changes = (index < old.Count - end, index < now.Count - end) switch
            {
                (true, true) => Compare(below, old[index], now[index]),
                (true, false) => [Change(below, ChangeKind.Removed, old[index], null)],
                _ => [Change(below, ChangeKind.Added, null, now[index])],
            };
            foreach (var change in changes) yield return change;
        }
    }

    private static bool AreEqual(JsonNode? old, JsonNode? now) =>
        old is null || now is null ? old is null && now is null : CanonicalJson.Compact(old) == CanonicalJson.Compact(now);
}
