using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stratus.Cli.Engine;

namespace Stratus.Cli.Projects;

/// <summary>One value of a stack's configuration.</summary>
/// <param name="Node">Where it comes from.</param>
/// <param name="Text">What the program gets: a scalar as it is written, anything else as JSON.</param>
/// <param name="Value">The same value, typed.</param>
/// <param name="Secret">True when it is encrypted, or holds something encrypted: the program then sees a value that is not known.</param>
internal sealed record ConfigValue(YamlNode Node, string Text, JsonNode? Value, bool Secret)
{
    /// <summary>JSON as compact as it gets: it has to fit into an environment variable.</summary>
    public static JsonSerializerOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a value. Encrypted parts are replaced: no key is at hand, and none is wanted.</summary>
    public static ConfigValue Read(YamlNode node)
    {
        var secret = false;
        var value = Convert(node, ref secret);
        var text = node is YamlScalar scalar ? scalar.Text
            : IsSecure(node) ? Wire.Unknown
            : value!.ToJsonString(Compact);
        return new(node, text, value, secret);
    }

    private static JsonNode? Convert(YamlNode node, ref bool secret)
    {
        if (IsSecure(node))
        {
            secret = true;
            return Wire.Unknown;
        }
        switch (node)
        {
            case YamlScalar scalar:
                return scalar.Value;
            case YamlList list:
                var items = new JsonArray();
                foreach (var item in list.Items)
                    items.Add(Convert(item, ref secret));
                return items;
            default:
                var map = new JsonObject();
                foreach (var entry in ((YamlMap)node).Entries)
                    map[entry.Key] = Convert(entry.Value, ref secret);
                return map;
        }
    }

    // A mapping whose only key is `secure` is how Pulumi writes an encrypted value.
    private static bool IsSecure(YamlNode node) => node is YamlMap { Entries: [{ Key: "secure", Value: YamlScalar { Text.Length: > 0 } }] };
}
