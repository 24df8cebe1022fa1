using System.Text.Json.Nodes;

namespace Stratus.Cli.Projects;

/// <summary>A YAML value and where it stands.</summary>
internal abstract record YamlNode(Position Position);

/// <summary>A scalar. Only a plain one (unquoted) can be anything but a string.</summary>
internal sealed record YamlScalar(Position Position, string Text, bool Plain) : YamlNode(Position)
{
    /// <summary>The value by YAML 1.2's core schema.</summary>
    public JsonNode? Value => Plain ? YamlScalars.Resolve(Text) : JsonValue.Create(Text);
}

/// <summary>A sequence.</summary>
internal sealed record YamlList(Position Position, IReadOnlyList<YamlNode> Items) : YamlNode(Position);

/// <summary>A mapping with string keys, in the order of the file; no key twice.</summary>
internal sealed record YamlMap(Position Position, IReadOnlyList<YamlEntry> Entries) : YamlNode(Position)
{
    /// <summary>The value of a key, or null.</summary>
    public YamlNode? this[string key] => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;
}

/// <summary>One key of a mapping; the position is the key's.</summary>
internal sealed record YamlEntry(Position Position, string Key, YamlNode Value);
