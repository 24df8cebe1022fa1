using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Stratus.Core.Proof.Reports;

/// <summary>
/// JSON in the one form of RFC 8785 (JSON Canonicalization Scheme): members ordered by UTF-16 code units, no white space, strings escaped
/// no more than they must be. A subset of it: numbers are whole and at most 2^53 − 1, so that no two programs can differ about a fraction.
/// </summary>
public static class Rfc8785
{
    private const long Largest = 9007199254740991;

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\']);

    /// <summary>The bytes of a value.</summary>
    /// <exception cref="FormatException">It holds a number that is not whole or too large, or half a surrogate pair.</exception>
    public static byte[] Bytes(JsonElement value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        WriteAll(bytes, value);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The SHA-256 of a value's bytes, which are never in memory all at once.</summary>
    /// <inheritdoc cref="Bytes"/>
    public static byte[] Sha256(JsonElement value)
    {
        using var hash = new HashingWriter();
        WriteAll(hash, value);
        return hash.End();
    }

    private static void WriteAll(IBufferWriter<byte> bytes, JsonElement value)
    {
        try
        {
            Write(bytes, value);
        }
        catch (InvalidOperationException half)
        {
            throw new FormatException("a string holds half a surrogate pair", half);
        }
    }

    private static void Write(IBufferWriter<byte> bytes, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteItems(bytes, "{"u8, value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal), "}"u8, member =>
                {
                    WriteString(bytes, member.Name);
                    bytes.Write(":"u8);
                    Write(bytes, member.Value);
                });
                break;
            case JsonValueKind.Array:
                WriteItems(bytes, "["u8, value.EnumerateArray(), "]"u8, item => Write(bytes, item));
                break;
            default:
                WriteScalar(bytes, value);
                break;
        }
    }

    private static void WriteItems<T>(IBufferWriter<byte> bytes, ReadOnlySpan<byte> open, IEnumerable<T> items, ReadOnlySpan<byte> close, Action<T> write)
    {
        bytes.Write(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst) bytes.Write(","u8);
            isFirst = false;
            write(item);
        }
        bytes.Write(close);
    }

    private static void WriteScalar(IBufferWriter<byte> bytes, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String: WriteString(bytes, value.GetString()); break;
            case JsonValueKind.Number: Encoding.UTF8.GetBytes(Number(value), bytes); break;
            case JsonValueKind.True: bytes.Write("true"u8); break;
            case JsonValueKind.False: bytes.Write("false"u8); break;
            default: bytes.Write("null"u8); break;
        }
    }

    private static string Number(JsonElement value) => value.TryGetInt64(out var number) && number is >= -Largest and <= Largest
        ? number.ToString(CultureInfo.InvariantCulture)
        : throw new FormatException($"the number {value.GetRawText()} is not whole, or beyond 2^53 - 1");

    private static void WriteString(IBufferWriter<byte> bytes, ReadOnlySpan<char> rest)
    {
        bytes.Write("\""u8);
        for (int at; (at = rest.IndexOfAny(Escaped)) >= 0; rest = rest[(at + 1)..])
        {
            Encoding.UTF8.GetBytes(rest[..at], bytes);
            Encoding.UTF8.GetBytes(Escape(rest[at]), bytes);
        }
        Encoding.UTF8.GetBytes(rest, bytes);
        bytes.Write("\""u8);
    }

    private static string Escape(char character) => character switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\b' => @"\b",
        '\t' => @"\t",
        '\n' => @"\n",
        '\f' => @"\f",
        '\r' => @"\r",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
    };
}
