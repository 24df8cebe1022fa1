using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stratus.Cli.Plans;

/// <summary>How a plan's values are read: markers for what is secret or unknown, and what a person sees in their place.</summary>
public static class PlanValue
{
    /// <summary>The key of the marker that stands for a secret value.</summary>
    public const string SecretKey = "$secret";

    /// <summary>The key of the marker that stands for a value that only <c>up</c> can know.</summary>
    public const string UnknownKey = "$unknown";

    /// <summary>The key of the marker that stands for an asset: a text, a path or a URI.</summary>
    public const string AssetKey = "$asset";

    /// <summary>The key of the marker that stands for an archive.</summary>
    public const string ArchiveKey = "$archive";

    /// <summary>The key of the marker that stands for another resource, by its URN.</summary>
    public const string ResourceKey = "$resource";

    /// <summary>What stands in place of a secret wherever a person reads.</summary>
    public const string SecretText = "<secret>";

    /// <summary>What stands in place of an unknown value wherever a person reads.</summary>
    public const string UnknownText = "<unknown until up>";

    /// <summary>What stands in place of a value that is both.</summary>
    public const string SecretUnknownText = "<secret, unknown until up>";

    /// <summary>True for the marker of a secret, known or not.</summary>
    /// <param name="node">Any value of a plan.</param>
    public static bool IsSecret(JsonNode? node) => IsSet(node, SecretKey);

    /// <summary>True for the marker of an unknown value, secret or not.</summary>
    /// <param name="node">Any value of a plan.</param>
    public static bool IsUnknown(JsonNode? node) => IsSet(node, UnknownKey);

    /// <summary>The text that stands in place of a secret or unknown value; null for any other value.</summary>
    /// <param name="node">Any value of a plan.</param>
    public static string? Marker(JsonNode? node) => (IsSecret(node), IsUnknown(node)) switch
    {
        (true, true) => SecretUnknownText,
        (true, false) => SecretText,
        (false, true) => UnknownText,
        _ => null,
    };

    /// <summary>The object's own key for a key of the plan, in which an own key that starts with <c>$</c> carries a second one.</summary>
    /// <param name="key">A key as the plan holds it.</param>
    public static string OwnKey(string key) => key.StartsWith("$$", StringComparison.Ordinal) ? key[1..] : key;

    /// <summary>The string at a path of object keys; null where there is none, or where it is no string.</summary>
    /// <param name="node">Where to start.</param>
    /// <param name="path">The keys to follow.</param>
    public static string? Text(JsonNode? node, params ReadOnlySpan<string> path)
    {
        var found = Find(node, path);
        return found?.GetValueKind() == JsonValueKind.String ? found.GetValue<string>() : null;
    }

    /// <summary>The value at a path of object keys; null where there is none.</summary>
    /// <param name="node">Where to start.</param>
    /// <param name="path">The keys to follow.</param>
    public static JsonNode? Find(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            node = node is JsonObject map && map.TryGetPropertyValue(key, out var child) ? child : null;
        }

        return node;
    }

    /// <summary>The value on one line: a marker's text, a string as it is, anything else as JSON.</summary>
    /// <param name="node">Any value of a plan.</param>
    public static string Line(JsonNode? node) => Marker(node) ?? node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.String => node.GetValue<string>(),
        _ => CanonicalJson.Compact(node),
    };

    private static bool IsSet(JsonNode? node, string key) =>
        node is JsonObject map && map.TryGetPropertyValue(key, out var flag) && flag?.GetValueKind() == JsonValueKind.True;
}
