using System.Text.Json.Nodes;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Rendering;

/// <summary>An object of a plan as indented lines: a key a line, texts of many lines as blocks or as their number of lines.</summary>
internal static class ValueLines
{
    /// <summary>The lines of an object.</summary>
    /// <param name="map">The object.</param>
    /// <param name="full">True to show texts of many lines whole, false to say how many lines they have.</param>
    public static IEnumerable<string> Of(JsonObject map, bool full)
    {
        if (PlanValue.Marker(map) is { } marker) return [marker];
        return map.OrderBy(property => property.Key, StringComparer.Ordinal)
            .SelectMany(property => Entry($"{VisibleText.Line(PlanValue.OwnKey(property.Key))}:", property.Value, full));
    }

    private static IEnumerable<string> Entry(string label, JsonNode? value, bool full)
    {
        if (PlanValue.Marker(value) is { } marker) return [$"{label} {marker}"];
        return value switch
        {
            JsonObject { Count: > 0 } map => Of(map, full).Select(Indent).Prepend(label),
            JsonArray { Count: > 0 } list => list.SelectMany(item => Item(item, full)).Select(Indent).Prepend(label),
            _ => Scalar(label, PlanValue.Line(value), full),
        };
    }

    // An object in a list starts on the line of its dash.
    private static IEnumerable<string> Item(JsonNode? item, bool full) =>
        item is JsonObject { Count: > 0 } map && PlanValue.Marker(map) is null
            ? Of(map, full).Select((line, index) => index == 0 ? $"- {line}" : Indent(line))
            : Entry("-", item, full);

    private static IEnumerable<string> Scalar(string label, string text, bool full)
    {
        if (!text.Contains('\n')) return [$"{label} {VisibleText.Line(text)}"];
        return full
            ? VisibleText.Lines(text).Select(line => Indent(VisibleText.SourceLine(line))).Prepend($"{label} |")
            : [$"{label} <{ResourceSummary.LineCount(text)}>"];
    }

    private static string Indent(string line) => $"  {line}";
}
