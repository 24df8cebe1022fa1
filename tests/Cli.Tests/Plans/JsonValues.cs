using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Tests.Plans;

/// <summary>Arbitrary JSON: keys and strings that documents get wrong, nested a few levels.</summary>
public static class JsonValues
{
    private static readonly string[] Awkward =
    [
        "yes", "no", "on", "y", "n", "true", "null", "~", "", " ", "1", "0x1", "1e3", "1_000", ".5", ".inf", "-", "- a", "a: b", "a #b", "#", "*x",
        "&x", "!x", "%x", "@x", "`x`", "|", ">", "{", "[", "?", "? a", "'", "\"", "\\", "a\nb", "a\nb\n", "\na", " a\nb", "a \nb", "a\n\n\nb\n\n",
        "a\tb", "\t", "a\r\nb", "\u0085", "\u2028", "\ufeff", "\u0007", "😀", "日本", "---", "...", "2001-01-01", "12:30", "=", "<<", "key:", "a:",
        "$secret", "it's", "\u202e", "NULL", "No", "0o7", "+1", "1.", "a\n  b\n c", "\n", "\n\n", "~a", "x\u0001\ny", "🙂\nzwei\n",
    ];

    public static Gen<string> Text => Gen.OneOf(
        Gen.Elements(Awkward),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => Unicode(text.Get)),
        Gen.Elements(Awkward).Two().Select(pair => pair.Item1 + pair.Item2));

    public static Arbitrary<JsonObject> Objects() => Gen.Sized(size => Map(Math.Min(size, 4))).ToArbitrary();

    public static Arbitrary<string> Texts() => Text.ToArbitrary();

    /// <summary>The value as JSON in which the order of keys means nothing.</summary>
    public static string Canonical(JsonNode? node) => PlanValue.Line(node is null ? null : new JsonObject { ["value"] = node.DeepClone() });

    private static Gen<JsonObject> Map(int depth) =>
        Gen.Choose(0, 4).SelectMany(count => Text.Zip(Value(depth - 1)).ListOf(count)).Select(pairs =>
        {
            var map = new JsonObject();
            foreach (var (key, value) in pairs)
            {
                // As the engine does: an object's own key that starts with $ carries a second one.
                map[key.StartsWith('$') ? $"${key}" : key] = value?.DeepClone();
            }

            return map;
        });

    private static Gen<JsonNode?> Value(int depth)
    {
        var scalar = Gen.OneOf(
            Text.Select(text => (JsonNode?)JsonValue.Create(text)),
            ArbMap.Default.GeneratorFor<int>().Select(number => (JsonNode?)JsonValue.Create((double)number)),
            Gen.Elements(0.5, 1e21, -1.25e-7, 9007199254740991).Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Elements(true, false).Select(flag => (JsonNode?)JsonValue.Create(flag)),
            Gen.Constant((JsonNode?)null));
        if (depth <= 0) return scalar;
        var list = Gen.Choose(0, 3).SelectMany(count => Value(depth - 1).ListOf(count))
            .Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]));
        return Gen.OneOf(scalar, list, Map(depth).Select(map => (JsonNode?)map));
    }

    // Half a surrogate pair is no text that UTF-8 could carry.
    private static string Unicode(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
