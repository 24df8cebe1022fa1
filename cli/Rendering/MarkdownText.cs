using System.Text.RegularExpressions;

namespace Stratus.Cli.Rendering;

/// <summary>
/// Untrusted text inside Markdown: always in code, between more backticks than it holds, on lines that this program starts, so that it can
/// end nothing, mention nobody, be no table and no HTML.
/// </summary>
internal static partial class MarkdownText
{
    /// <summary>The text as inline code on one line.</summary>
    public static string Code(string text)
    {
        if (text.Length == 0) return "_(empty)_";
        var line = WithoutMentions(VisibleText.Line(text));
        var ticks = Ticks(line, atLeast: 1);
        var pad = line[0] is '`' or ' ' || line[^1] is '`' or ' ' ? " " : "";
        return $"{ticks}{pad}{line}{pad}{ticks}";
    }

    /// <summary>The same in a cell of a table, which a vertical bar would end even inside code.</summary>
    public static string Cell(string text) => Code(text).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>Lines as a block of code, with line feeds before and after it.</summary>
    public static string Fence(string language, IEnumerable<string> lines)
    {
        var content = string.Join('\n', lines.Select(line => WithoutMentions(VisibleText.SourceLine(line))));
        var ticks = Ticks(content, atLeast: 3);
        return $"\n{ticks}{language}\n{content}\n{ticks}\n";
    }

    private static string Ticks(string text, int atLeast)
    {
        var longest = Backticks().EnumerateMatches(text);
        var count = atLeast;
        foreach (var run in longest)
        {
            count = Math.Max(count, run.Length + 1);
        }

        return new string('`', count);
    }

    // Code mentions nobody on GitHub; a zero-width space keeps it so wherever else the text is shown.
    private static string WithoutMentions(string text) => Mention().Replace(text, "@\u200b");

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();

    [GeneratedRegex("(?<![A-Za-z0-9_])@(?=[A-Za-z0-9])")]
    private static partial Regex Mention();
}
