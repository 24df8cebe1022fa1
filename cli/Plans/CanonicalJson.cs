using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stratus.Cli.Plans;

/// <summary>Writes JSON in one way only, so that equal values are equal bytes: keys in ordinal order, LF, numbers in their shortest form.</summary>
internal static class CanonicalJson
{
    /// <summary>Indented by two spaces, as the files are that people read.</summary>
    public static readonly JsonWriterOptions Indented = Options(indented: true);

    private static readonly JsonWriterOptions OneLine = Options(indented: false);

    /// <summary>The largest whole number of which a double, the only number that the engine receives, holds every smaller one.</summary>
    private const double LargestExact = 9007199254740992;

    private static readonly SearchValues<char> WholeNumber = SearchValues.Create("-0123456789");

    /// <summary>The value on one line.</summary>
    public static string Compact(JsonNode? node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, OneLine))
        {
            Write(writer, node);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a value, every object's keys in ordinal order.</summary>
    public static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject map:
                WriteObject(writer, map);
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                writer.WriteRawValue(Number(value));
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }

    /// <summary>Writes a list of strings under a key.</summary>
    public static void WriteStrings(Utf8JsonWriter writer, string key, IEnumerable<string> items)
    {
        writer.WriteStartArray(key);
        foreach (var item in items)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes an object to a stream, indented, with a line feed at its end.</summary>
    public static void WriteDocument(Stream stream, Action<Utf8JsonWriter> content)
    {
        using (var writer = new Utf8JsonWriter(stream, Indented))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }

        stream.Write("\n"u8);
    }

    /// <summary>A number in the one form that this program writes: <c>5</c> for 5.0, never an exponent where a whole number does.</summary>
    public static string Number(JsonValue value)
    {
        var raw = value.ToJsonString();
        var number = double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsInteger(number) && Math.Abs(number) < LargestExact)
        {
            return ((long)number).ToString(CultureInfo.InvariantCulture);
        }

        // A whole number that a double cannot hold keeps its digits.
        return raw.AsSpan().ContainsAnyExcept(WholeNumber) ? number.ToString("R", CultureInfo.InvariantCulture) : raw;
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonObject map)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in map.OrderBy(property => property.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(key);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static JsonWriterOptions Options(bool indented) => new()
    {
        Indented = indented,
        NewLine = "\n",
        // The file is read as JSON and never put into a page of HTML: scripts stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
