using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Stratus.Cli.Plans;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Stratus.Cli.Rendering;

/// <summary>Plan values as YAML that reads back as the same values, in YAML 1.1 and 1.2 alike, in a stable order.</summary>
internal static partial class YamlText
{
    private static readonly string[] First = ["apiVersion", "kind", "metadata"];

    // What a reader of YAML 1.1 takes for something else than a string.
    private static readonly HashSet<string> Reserved =
        new(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"], StringComparer.OrdinalIgnoreCase);

    /// <summary>One document with a line feed at its end.</summary>
    public static string Write(JsonNode? value)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        // Lines are as long as they are: a folded string is harder to search and to compare.
        var emitter = new Emitter(writer, new EmitterSettings().WithBestWidth(int.MaxValue).WithNewLine("\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Write(emitter, value);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        var text = writer.ToString();
        return text.EndsWith('\n') ? text : text + "\n";
    }

    private static void Write(Emitter emitter, JsonNode? value)
    {
        if (PlanValue.Marker(value) is { } marker)
        {
            WriteString(emitter, marker);
            return;
        }

        switch (value)
        {
            case JsonObject map:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, Style(map.Count)));
                foreach (var (key, item) in map.OrderBy(Rank).ThenBy(property => property.Key, StringComparer.Ordinal))
                {
                    WriteString(emitter, PlanValue.OwnKey(key), isKey: true);
                    Write(emitter, item);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray list:
                var style = list.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block;
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, style));
                foreach (var item in list) Write(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case JsonValue text when text.GetValueKind() == JsonValueKind.String:
                WriteString(emitter, text.GetValue<string>());
                break;
            default:
                Emit(emitter, PlanValue.Line(value), ScalarStyle.Plain);
                break;
        }
    }

    private static MappingStyle Style(int count) => count == 0 ? MappingStyle.Flow : MappingStyle.Block;

    private static int Rank(KeyValuePair<string, JsonNode?> property) =>
        Array.IndexOf(First, property.Key) is var index and >= 0 ? index : First.Length;

    private static void WriteString(Emitter emitter, string text, bool isKey = false)
    {
        var style = IsPlain(text) ? ScalarStyle.Plain
            : !isKey && IsBlock(text) ? ScalarStyle.Literal
            : ScalarStyle.DoubleQuoted;
        Emit(emitter, text, style);
    }

    private static void Emit(Emitter emitter, string text, ScalarStyle style) =>
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true));

    private static bool IsPlain(string text) => PlainText().IsMatch(text) && !Reserved.Contains(text);

    // Blocks only for lines that survive one: no indentation at the start, nothing invisible, no spaces at a line's end.
    private static bool IsBlock(string text) =>
        text.Contains('\n') && text[0] is not ('\n' or ' ') && VisibleText.Lines(text).All(IsBlockLine);

    private static bool IsBlockLine(string line) =>
        !line.EndsWith(' ') && VisibleText.Line(line) == line && !line.Any(char.IsSurrogate);

    [GeneratedRegex(@"^[A-Za-z_/](?:[A-Za-z0-9_./@+,=()*-]|:(?=[A-Za-z0-9_./-])| (?=[A-Za-z0-9_./(]))*\z")]
    private static partial Regex PlainText();
}
