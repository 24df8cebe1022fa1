using System.Text;
using System.Text.Json;

namespace Stratus.Cli.Commands.Lock;

/// <summary>Changes single strings of a JSON text and leaves every other byte, people's layout included, as it is.</summary>
internal sealed class JsonText(string json)
{
    private readonly byte[] bytes = Encoding.UTF8.GetBytes(json);
    private readonly SortedDictionary<long, (int Length, string Value)> changes = [];

    /// <summary>
    /// Replaces the string at a path of keys, which must be one of letters, digits and punctuation that JSON does not escape.
    /// </summary>
    public void Set(string[] path, string value)
    {
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        foreach (var key in path)
            Enter(ref reader, key);
        if (reader.TokenType != JsonTokenType.String)
            throw new LockError($"'{path[^1]}' is not a string");
        changes[reader.TokenStartIndex] = ((int)(reader.BytesConsumed - reader.TokenStartIndex), value);
    }

    /// <summary>The text with every change.</summary>
    public override string ToString()
    {
        var result = new MemoryStream();
        var copied = 0;
        foreach (var (start, (length, value)) in changes)
        {
            result.Write(bytes.AsSpan(copied, (int)start - copied));
            result.Write(Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(value)}\""));
            copied = (int)start + length;
        }
        result.Write(bytes.AsSpan(copied));
        return Encoding.UTF8.GetString(result.ToArray());
    }

    private static void Enter(ref Utf8JsonReader reader, string key)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(key);
            reader.Read();
            if (found)
                return;
            reader.Skip();
        }
        throw new LockError($"has no '{key}'");
    }
}
