using System.Text;
using System.Text.Json;

namespace Stratus.Core.Files;

/// <summary>What keeps a file from being JSON, in words for who wrote it: line and column from 1, what stands there, and what is right.</summary>
public static class JsonMistake
{
    /// <summary>The first mistake.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="depth">How deep it may be nested.</param>
    public static string In(ReadOnlySpan<byte> json, int depth = 64)
    {
        if (json is [0xEF, 0xBB, 0xBF, ..] or [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
            return "it begins with a byte order mark; save it as UTF-8 without one";
        var reader = new Utf8JsonReader(json, new() { MaxDepth = depth });
        try
        {
            return Repeated(ref reader) is { } key
                ? $"{Place(json, (int)reader.TokenStartIndex)}: the key '{Shorten(key)}' stands here for the second time; keep one of them"
                : "it holds a text that is not Unicode";
        }
        catch (JsonException problem)
        {
            var at = Index(json, (int)reader.BytesConsumed, problem);
            var levels = reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0);
            return $"{Place(json, at)}: {Describe(json[..at].TrimEnd(" \t\r\n"u8), json[at..], levels, depth)}";
        }
        catch (InvalidOperationException)
        {
            return $"{Place(json, (int)reader.TokenStartIndex)}: the text here is not Unicode";
        }
    }

    private static string? Repeated(ref Utf8JsonReader reader)
    {
        var open = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject) open.Push(new(StringComparer.Ordinal));
            else if (reader.TokenType == JsonTokenType.EndObject) open.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.GetString() is { } key && !open.Peek().Add(key)) return key;
        }
        return null;
    }

    // The reader names the end of a word that is none; who wrote it looks for its beginning.
    private static int Index(ReadOnlySpan<byte> json, int read, JsonException problem)
    {
        var start = 0;
        for (var line = problem.LineNumber ?? 0; line > 0; line--) start += json[start..].IndexOf((byte)'\n') + 1;
        var at = Math.Min(start + (int)(problem.BytePositionInLine ?? 0), json.Length);
        if (json[at..].Trim(" \t\r\n,"u8).IsEmpty) return json.Length;
        var word = json.Length - json[read..].TrimStart(" \t\r\n,:"u8).Length;
        return word < at && IsOfWord(json[word]) ? word : at;
    }

    private static string Place(ReadOnlySpan<byte> json, int at)
    {
        var line = json[..at].Count((byte)'\n') + 1;
        var start = json[..at].LastIndexOf((byte)'\n') + 1;
        return $"line {line}, column {Encoding.UTF8.GetCharCount(json[start..at]) + 1}";
    }

    private static string Describe(ReadOnlySpan<byte> before, ReadOnlySpan<byte> rest, int levels, int depth)
    {
        if (rest.IsEmpty) return before.IsEmpty ? "the file is empty" : "the file ends here, before all that is open in it is closed";
        var last = before is [.., var one] ? (char)one : ',';
        return $"found {Shorten(Shown(rest))}" + (char)rest[0] switch
        {
            '/' or '#' => ", which looks like a comment; JSON has none",
            < ' ' => " in a text; write it as \\n, or as \\u and four digits",
            _ when levels == 0 && before.Length > 0 => ", where nothing stands any more",
            '{' or '[' when levels >= depth => $", and at most {depth} lists and objects stand in one another",
            '}' or ']' when last == ',' => " after a comma; remove the comma",
            '}' or ']' => ", which does not close what is open here",
            _ when last is not (',' or ':' or '[' or '{') => ", and a comma or a colon before it is missing",
            _ => "; texts stand in double quotes, and nothing but numbers, true, false and null without",
        };
    }

    private static string Shown(ReadOnlySpan<byte> rest)
    {
        if (rest[0] < ' ') return "a line break or another control character";
        var length = 0;
        while (length < rest.Length && length < 64 && IsOfWord(rest[length])) length++;
        return length > 0 ? Encoding.UTF8.GetString(rest[..length]) : Encoding.UTF8.GetString(rest[..Math.Min(rest.Length, 4)]).EnumerateRunes().First().ToString();
    }

    private static string Shorten(string text) => text.Length <= 50 ? text : text[..20] + "…";

    private static bool IsOfWord(byte one) => char.IsAsciiLetterOrDigit((char)one) || one is (byte)'-' or (byte)'+' or (byte)'.' or (byte)'_';
}
