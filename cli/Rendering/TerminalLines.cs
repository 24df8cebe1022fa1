using Spectre.Console;
using Spectre.Console.Rendering;

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

    /// <summary>How many characters fit on a line; without a terminal as many as one likes.</summary>
    public int Width { get; } = console.Profile.Out.IsTerminal ? console.Profile.Width : int.MaxValue;

    /// <summary>Writes one line; on a terminal it is wrapped between words.</summary>
    public void Write(params ReadOnlySpan<Span> spans)
    {
        if (console.Profile.Out.IsTerminal) WriteStyled(Styled(spans));
        else WritePlain(spans);
    }

    /// <summary>Writes one line that is never wrapped here: where it is too long, the terminal itself goes on in the next row.</summary>
    public void WriteWhole(params ReadOnlySpan<Span> spans)
    {
        if (console.Profile.Out.IsTerminal) WriteStyled(new Whole(Styled(spans)));
        else WritePlain(spans);
    }

    /// <summary>Writes an empty line.</summary>
    public void Space() => Write();

    private void WriteStyled(IRenderable line)
    {
        console.Write(line);
        console.WriteLine();
    }

    private static Paragraph Styled(ReadOnlySpan<Span> spans)
    {
        var line = new Paragraph();
        foreach (var span in spans)
        {
            line.Append(VisibleText.SourceLine(span.Text), span.Style);
        }

        return line;
    }

    private sealed class Whole(IRenderable line) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => line.Render(options, int.MaxValue);
    }

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
