using Stratus.Core.Files;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Stratus.Cli.Projects;

/// <summary>Reads a YAML file into nodes that know their place, and refuses what settings have no use for.</summary>
internal sealed class YamlFile
{
    // Deeper than any setting; recursion stays far from the end of the stack.
    private const int MaxDepth = 64;
    private readonly string name;
    private readonly Parser parser;
    private readonly YamlMistakes mistakes = new();
    private int depth;

    private YamlFile(string name, string text)
    {
        this.name = name;
        parser = new(new StringReader(text));
    }

    /// <summary>Reads a file whose root is a mapping. An empty file is an empty mapping.</summary>
    public static YamlMap Read(FileInfo file, CancellationToken cancellation = default)
    {
        try
        {
            return Parse(file.Name, InputFile.ReadText(file.FullName, InputKind.Settings, cancellation));
        }
        catch (InputFileException error)
        {
            throw new ProjectError(error.Message + (error.IsTooLarge ? $"{Environment.NewLine}  Name the hosts in a JSON file instead: setting 'inventory'." : ""));
        }
    }

    /// <summary>Reads text; <paramref name="name"/> stands in errors.</summary>
    public static YamlMap Parse(string name, string text)
    {
        var file = new YamlFile(name, text);
        try
        {
            var document = file.Document();
            file.mistakes.ThrowIfAny();
            return document;
        }
        catch (YamlException error)
        {
            throw file.mistakes.Stop(TabIndent(name, text) ?? new(name, error.End.Line, error.End.Column), $"not valid YAML: {error.Message}",
                "Indent with spaces, and quote strings that hold ': ' or ' #'.");
        }
    }

    // For a tab the parser names the place of the mapping around it, which may be many lines above.
    private static Position? TabIndent(string name, string text)
    {
        var lines = text.Split('\n');
        var line = Array.FindIndex(lines, line => line.TrimStart(' ').StartsWith('\t') && line.Trim().Length > 0);
        return line < 0 ? null : new(name, line + 1, lines[line].IndexOf('\t', StringComparison.Ordinal) + 1);
    }

    private YamlMap Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
            return new(new(name, 1, 1), []);
        parser.Consume<DocumentStart>();
        var root = Node();
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
            throw mistakes.Stop(At(second), "a second document starts here", "Keep one document per file: remove the '---' line.");
        return root switch
        {
            YamlMap map => map,
            YamlScalar { Plain: true, Text: "" } => new(root.Position, []),
            _ => throw mistakes.Stop(root.Position, "the file's root is not a mapping", "Start the file with a key, such as 'config:'."),
        };
    }

    private YamlNode Node()
    {
        var next = parser.Current ?? throw new ProjectError($"{name}: the file ends too early");
        if (next is AnchorAlias alias)
        {
            parser.MoveNext();
            mistakes.Add(At(next), $"alias '*{alias.Value}' is not supported", "Write the value out.");
            return new YamlScalar(At(next), "", Plain: true);
        }
        if (next is NodeEvent { Anchor.IsEmpty: false } anchored)
            mistakes.Add(At(next), $"anchor '&{anchored.Anchor}' is not supported", "Write the value out wherever it is used.");
        if (next is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } } tagged)
            mistakes.Add(At(next), $"tag '{tagged.Tag}' is not supported", "Remove the tag; quote the value if it is a string.");
        if (++depth > MaxDepth)
            throw mistakes.Stop(At(next), $"values are nested more than {MaxDepth} deep", "Flatten the value.");
        YamlNode node = next switch
        {
            MappingStart => Map(),
            SequenceStart => List(),
            _ => Scalar(),
        };
        depth--;
        return node;
    }

    private YamlMap Map()
    {
        var start = At(parser.Consume<MappingStart>());
        var entries = new List<YamlEntry>();
        var seen = new Dictionary<string, Position>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node();
            CheckKey(key, seen);
            entries.Add(new(key.Position, (key as YamlScalar)?.Text ?? "", Node()));
        }
        return new(start, entries);
    }

    private void CheckKey(YamlNode node, Dictionary<string, Position> seen)
    {
        if (node is not YamlScalar key)
            mistakes.Add(node.Position, "a key is not a string", "Use a plain string as the key.");
        else if (key is { Plain: true, Text: "<<" })
            mistakes.Add(key.Position, "merge key '<<' is not supported", "Write the keys out.");
        else if (!seen.TryAdd(key.Text, key.Position))
            mistakes.Add(key.Position, $"key '{key.Text}' stands here a second time; the first is at line {seen[key.Text].Line}",
                "Remove one of them.");
    }

    private YamlList List()
    {
        var start = At(parser.Consume<SequenceStart>());
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node());
        return new(start, items);
    }

    private YamlScalar Scalar()
    {
        var scalar = parser.Consume<Scalar>();
        return new(At(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private Position At(ParsingEvent happening) => new(name, happening.Start.Line, happening.Start.Column);
}
