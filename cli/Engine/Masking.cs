using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;

namespace Stratus.Cli.Engine;

/// <summary>
/// Turns wire values into a plan's JSON. What was secret leaves here as a marker: nothing behind this point ever held it.
/// </summary>
/// <param name="onSecret">Told every secret text, so that it can be struck out of the program's own messages.</param>
internal sealed class Masking(Action<string>? onSecret = null)
{
    /// <summary>Converts a resource's properties; keys are sorted, so that two runs give the same bytes.</summary>
    public JsonObject Object(Struct? properties)
    {
        var result = new JsonObject();
        foreach (var (key, value) in (properties?.Fields ?? []).OrderBy(field => field.Key, StringComparer.Ordinal))
            result[key.StartsWith('$') ? "$" + key : key] = Node(value);
        return result;
    }

    /// <summary>Converts one value; null is JSON's null.</summary>
    public JsonNode? Node(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.BoolValue => value.BoolValue,
        Value.KindOneofCase.NumberValue => Number(value.NumberValue),
        Value.KindOneofCase.StringValue => Text(value.StringValue),
        Value.KindOneofCase.ListValue => new JsonArray([.. value.ListValue.Values.Select(Node)]),
        Value.KindOneofCase.StructValue => Structure(value.StructValue),
        _ => null,
    };

    /// <summary>The marker of a secret.</summary>
    public static JsonObject Secret(bool unknown = false) =>
        unknown ? new() { ["$secret"] = true, ["$unknown"] = true } : new() { ["$secret"] = true };

    private static JsonNode Text(string text) => text == Wire.Unknown ? new JsonObject { ["$unknown"] = true } : text;

    // Whole numbers are written without a fraction; the wire has only doubles, which hold whole numbers exactly up to 2^53.
    private static JsonValue Number(double number) => number switch
    {
        _ when !double.IsFinite(number) => JsonValue.Create(number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        _ when Math.Truncate(number) == number && Math.Abs(number) <= 1L << 53 => JsonValue.Create((long)number),
        _ => JsonValue.Create(number),
    };

    private JsonNode? Structure(Struct value)
    {
        if (!value.Fields.TryGetValue(Wire.Signature, out var kind))
            return Object(value);
        return kind.StringValue switch
        {
            Wire.Secret => Hidden(value.Fields.GetValueOrDefault("value")),
            Wire.OutputValue => Output(value),
            Wire.Resource => new JsonObject { ["$resource"] = Field(value, "urn") },
            Wire.Asset => new JsonObject { ["$asset"] = Contents(value) },
            Wire.Archive => new JsonObject { ["$archive"] = Contents(value) },
            // A kind that this engine does not know may be a new kind of secret: it is never shown.
            _ => throw new EngineRefusal(
                $"the program sent a value of an unknown kind, signature '{kind.StringValue}'",
                "Use a Pulumi client that this version of stratus knows; docs/cli.md names it."),
        };
    }

    private JsonNode? Output(Struct value)
    {
        var known = value.Fields.TryGetValue("value", out var inner);
        if (value.Fields.TryGetValue("secret", out var secret) && secret.BoolValue)
            return Hidden(known ? inner : null);
        return known ? Node(inner!) : new JsonObject { ["$unknown"] = true };
    }

    private JsonObject Hidden(Value? value)
    {
        if (value is not null && onSecret is not null)
            Report(value);
        return Secret(unknown: value is null or { StringValue: Wire.Unknown });
    }

    private JsonObject Contents(Struct value)
    {
        var rest = value.Clone();
        rest.Fields.Remove(Wire.Signature);
        return Object(rest);
    }

    private static string Field(Struct value, string name) => value.Fields.GetValueOrDefault(name)?.StringValue ?? "";

    private void Report(Value value)
    {
        if (value.KindCase == Value.KindOneofCase.StringValue)
            onSecret!(value.StringValue);
        else if (value.KindCase == Value.KindOneofCase.ListValue)
            foreach (var item in value.ListValue.Values)
                Report(item);
        else if (value.KindCase == Value.KindOneofCase.StructValue)
            foreach (var (key, item) in value.StructValue.Fields)
                if (key != Wire.Signature)
                    Report(item);
    }
}
