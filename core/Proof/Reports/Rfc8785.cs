using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stratus.Core.Proof.Reports;

/// <summary>
/// JSON in the one form of RFC 8785 (JSON Canonicalization Scheme): members ordered by UTF-16 code units, no white space, strings escaped
/// no more than they must be. A subset of it: numbers are whole and at most 2^53 − 1, so that no two programs can differ about a fraction.
/// </summary>
public static class Rfc8785
{
    private const long Largest = 9007199254740991;

    /// <summary>The bytes of a value.</summary>
    /// <exception cref="FormatException">It holds a number that is not whole or too large, or half a surrogate pair.</exception>
    public static byte[] Bytes(JsonNode? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                WriteAll(text, '{', map.OrderBy(member => member.Key, StringComparer.Ordinal), '}', member =>
                {
                    WriteString(text, member.Key);
                    text.Append(':');
                    Write(text, member.Value);
                });
                break;
            case JsonArray list:
                WriteAll(text, '[', list, ']', item => Write(text, item));
                break;
            default:
                WriteScalar(text, value);
                break;
        }
    }

    private static void WriteAll<T>(StringBuilder text, char open, IEnumerable<T> items, char close, Action<T> write)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst) text.Append(',');
            isFirst = false;
            write(item);
        }
        text.Append(close);
    }

    private static void WriteScalar(StringBuilder text, JsonNode? value)
    {
        switch (value?.GetValueKind())
        {
            case JsonValueKind.String: WriteString(text, value.GetValue<string>()); break;
            case JsonValueKind.Number: text.Append(Number(value)); break;
            case JsonValueKind.True: text.Append("true"); break;
            case JsonValueKind.False: text.Append("false"); break;
            default: text.Append("null"); break;
        }
    }

    private static string Number(JsonNode value)
    {
        var raw = value.ToJsonString();
        return long.TryParse(raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is >= -Largest and <= Largest
            ? number.ToString(CultureInfo.InvariantCulture)
            : throw new FormatException($"the number {raw} is not whole, or beyond 2^53 - 1");
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        for (var index = 0; index < value.Length; index++)
        {
            var character = value[index];
            if (char.IsSurrogate(character) && !IsHalfOfAPair(value, index)) throw new FormatException("a string holds half a surrogate pair");
            text.Append(character switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\b' => @"\b",
                '\t' => @"\t",
                '\n' => @"\n",
                '\f' => @"\f",
                '\r' => @"\r",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => character.ToString(),
            });
        }
        text.Append('"');
    }

    private static bool IsHalfOfAPair(string value, int index) =>
        char.IsHighSurrogate(value[index]) ? index + 1 < value.Length && char.IsLowSurrogate(value[index + 1])
        : index > 0 && char.IsHighSurrogate(value[index - 1]);
}
