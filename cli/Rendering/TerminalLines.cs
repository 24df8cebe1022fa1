using Spectre.Console;

namespace Stratus.Cli.Rendering;

/// <summary>A piece of a line and how it looks on a terminal.</summary>
internal readonly record struct Span(string Text, Style? Style = null)
{
    public static implicit operator Span(string text) => new(text);
}

/// <summary>Writes lines: styled on a terminal, plain and never wrapped or cut where the output is piped.</summary>
internal sealed class TerminalLines(IAnsiConsole console)
{
    /// <summary>For what is created.</summary>
    public static readonly Style Added = new(Color.Green);

    /// <summary>For what is removed.</summary>
    public static readonly Style Removed = new(Color.Red);

    /// <summary>For what changes, and for warnings.</summary>
    public static readonly Style Changed = new(Color.Yellow);

    /// <summary>For what must not be overlooked.</summary>
    public static readonly Style Loud = new(Color.Red, decoration: Decoration.Bold);

    /// <summary>For headings.</summary>
    public static readonly Style Strong = new(decoration: Decoration.Bold);

    /// <summary>For what explains.</summary>
    public static readonly Style Quiet = new(Color.Grey);

    /// <summary>True where a person's terminal draws lines between parents and children.</summary>
    public bool DrawsTree { get; } = console.Profile.Out.IsTerminal && console.Profile.Capabilities.Unicode;

    /// <summary>Writes one line.</summary>
    public void Write(params ReadOnlySpan<Span> spans)
    {
        if (!console.Profile.Out.IsTerminal)
        {
            WritePlain(spans);
            return;
        }

        var line = new Paragraph();
        foreach (var span in spans)
        {
            line.Append(VisibleText.SourceLine(span.Text), span.Style);
        }

        console.Write(line);
        console.WriteLine();
    }

    /// <summary>Writes an empty line.</summary>
    public void Space() => Write();

    // Past Spectre's console, which wraps at 80 columns where it knows no width.
    private void WritePlain(ReadOnlySpan<Span> spans)
    {
        var writer = console.Profile.Out.Writer;
        var line = "";
        foreach (var span in spans)
        {
            line += VisibleText.SourceLine(span.Text);
        }

        writer.Write(line.TrimEnd(' ') + "\n");
    }
}
