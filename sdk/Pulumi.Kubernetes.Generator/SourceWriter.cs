using System.Text;

namespace Pulumi.Kubernetes.Generator;

/// <summary>C# source with its indentation.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    public SourceWriter Line(string line = "")
    {
        if (line.Length > 0)
            text.Append(' ', depth * 4).Append(line);
        text.Append('\n');
        return this;
    }

    public SourceWriter Lines(params string[] lines)
    {
        foreach (var line in lines)
            Line(line);
        return this;
    }

    public SourceWriter Block(string head, Action body)
    {
        Lines(head, "{");
        depth++;
        body();
        depth--;
        return Line("}");
    }

    /// <summary>A summary. The text is XML already, and keeps its lines.</summary>
    public SourceWriter Summary(string xml)
    {
        Line("/// <summary>");
        foreach (var line in xml.Trim().Split('\n'))
            Line($"/// {line.Trim()}".TrimEnd());
        return Line("/// </summary>");
    }

    public override string ToString() => text.ToString();
}
