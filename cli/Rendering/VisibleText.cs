using System.Globalization;
using System.Text;

namespace Stratus.Cli.Rendering;

/// <summary>
/// Untrusted text made safe to look at: control and direction-changing characters, which could move a terminal's cursor or make a
/// line read as another, are shown as escapes.
/// </summary>
internal static class VisibleText
{
    /// <summary>The text on one line: line feeds and tabs are escapes too.</summary>
    public static string Line(string text) => Escape(text, keepTabs: false);

    /// <summary>One line of a script or document: tabs stay what they are.</summary>
    public static string SourceLine(string text) => Escape(text, keepTabs: true);

    /// <summary>The text on one line, cut to a length; what was cut is shown by <c>…</c>.</summary>
    public static string Clip(string text, int length) => Cut(text, length, keepTabs: false);

    /// <summary>One line of a script or document, cut to a length.</summary>
    public static string ClipSource(string text, int length) => Cut(text, length, keepTabs: true);

    /// <summary>The lines of a text; a line feed at its end starts no further line.</summary>
    public static string[] Lines(string text) =>
        (text.EndsWith('\n') ? text[..^1] : text).Split('\n');

    private static string Cut(string text, int length, bool keepTabs)
    {
        // Escaping lengthens: nothing beyond the length can be shown.
        var line = Escape(text.Length > length ? text[..(length + 1)] : text, keepTabs);
        if (line.Length <= length) return line;
        var end = length - 1;
        return string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[end - 1]) ? end - 1 : end), "…");
    }

    private static string Escape(string text, bool keepTabs)
    {
        StringBuilder? escaped = null;
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            var isSafe = (keepTabs && character == '\t') || !IsInvisible(character);
            if (isSafe)
            {
                escaped?.Append(character);
                continue;
            }

            escaped ??= new StringBuilder(text, 0, index, text.Length + 16);
            escaped.Append(character switch
            {
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
            });
        }

        return escaped?.ToString() ?? text;
    }

    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
