using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stratus.Cli.Plans;

/// <summary>What a value of a plan may be: JSON in which a key that starts with one <c>$</c> is a marker of a known shape.</summary>
internal static class PlanValueRules
{
    /// <summary>Adds one line for every place in a value that no plan holds.</summary>
    public static void Check(JsonNode? node, string path, List<string> mistakes)
    {
        switch (node)
        {
            case JsonObject map when map.Any(property => IsMarker(property.Key)):
                CheckMarker(map, path, mistakes);
                break;
            case JsonObject map:
                foreach (var (key, value) in map) Check(value, $"{path}.{key}", mistakes);
                break;
            case JsonArray list:
                for (var index = 0; index < list.Count; index++) Check(list[index], $"{path}[{index}]", mistakes);
                break;
            case JsonValue value:
                CheckScalar(value, path, mistakes);
                break;
        }
    }

    /// <summary>The string in a node; false where it holds half of a surrogate pair, which no UTF-8 file can.</summary>
    public static bool TryText(JsonNode node, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = node.GetValue<string>();
            return true;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }

    /// <summary>A value's kind in words.</summary>
    public static string Kind(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => TryText(node, out var text) ? $"the string '{text}'" : "a string that is not Unicode",
        _ => node.ToJsonString(),
    };

    private static bool IsMarker(string key) => key.StartsWith('$') && !key.StartsWith("$$", StringComparison.Ordinal);

    private static void CheckScalar(JsonValue value, string path, List<string> mistakes)
    {
        var kind = value.GetValueKind();
        if (kind == JsonValueKind.String && !TryText(value, out _)) mistakes.Add($"{path}: found half of a surrogate pair, expected Unicode");
        if (kind == JsonValueKind.Number && !double.IsFinite(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)))
        {
            mistakes.Add($"{path}: found {value.ToJsonString()}, expected a number that fits 64 bits");
        }
    }

    private static void CheckMarker(JsonObject map, string path, List<string> mistakes)
    {
        var known = map.All(property => property.Key switch
        {
            PlanValue.SecretKey or PlanValue.UnknownKey => property.Value?.GetValueKind() == JsonValueKind.True,
            PlanValue.ResourceKey => map.Count == 1 && property.Value?.GetValueKind() == JsonValueKind.String,
            PlanValue.AssetKey => map.Count == 1 && IsSource(property.Value, "text"),
            PlanValue.ArchiveKey => map.Count == 1 && IsSource(property.Value, "assets"),
            _ => false,
        });
        if (!known)
        {
            mistakes.Add($"{path}: found the marker {map.ToJsonString()}, expected $secret and $unknown as true, $asset, $archive or $resource; "
                + "an object's own key that starts with $ carries a second one");
        }
    }

    private static bool IsSource(JsonNode? node, string inline) =>
        node is JsonObject { Count: 1 } source && source.Single() is var (key, value)
        && (key is "path" or "uri" || key == inline)
        && value?.GetValueKind() == (key == "assets" ? JsonValueKind.Object : JsonValueKind.String);
}
