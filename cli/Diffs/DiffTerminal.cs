using Spectre.Console;
using Stratus.Cli.Plans;
using Stratus.Cli.Rendering;

namespace Stratus.Cli.Diffs;

/// <summary>A diff as a person reads it on a terminal or in a log.</summary>
public static class DiffTerminal
{
    /// <summary>Writes a diff. Where the output is no terminal it is plain text in which nothing is wrapped or cut.</summary>
    /// <param name="diff">The diff.</param>
    /// <param name="console">Where to.</param>
    public static void Write(PlanDiff diff, IAnsiConsole console)
    {
        var lines = new TerminalLines(console);
        lines.Write(new Span($"Changes of stack {diff.Stack} of project {diff.Project}", TerminalLines.Strong));
        if (diff.OtherStack.Length > 0) lines.Write($"compared with stack {diff.OtherStack}; resources matched by type and name");
        WriteSection(lines, "Security first", diff.Changes.Where(change => change.Security.Count > 0));
        WriteSection(lines, "Other changes", diff.Changes.Where(change => change.Security.Count == 0));
        WriteOutputs(lines, diff);
        WriteWarnings(lines, "New warnings", diff.NewWarnings);
        WriteWarnings(lines, "Warnings that are gone", diff.GoneWarnings);
        lines.Space();
        lines.Write(new Span(diff.IsEmpty ? "No changes." : DiffWords.Totals(diff), TerminalLines.Strong));
        lines.Write(new Span(DiffWords.Disclaimer, TerminalLines.Quiet));
    }

    private static void WriteSection(TerminalLines lines, string title, IEnumerable<ResourceChange> changes)
    {
        var first = true;
        foreach (var group in ChangeGroup.Of(changes))
        {
            if (first)
            {
                lines.Space();
                lines.Write(new Span(title, TerminalLines.Strong));
            }

            first = false;
            WriteGroup(lines, group);
        }
    }

    private static void WriteGroup(TerminalLines lines, ChangeGroup group)
    {
        var change = group.First;
        var style = Style(change.Kind);
        var aspects = change.Security.Count == 0 ? "" : $"  [{DiffWords.Aspects(change)}]";
        lines.Write(
            new Span($"  {DiffWords.Sign(change.Kind)} {DiffWords.Verb(change.Kind)} ", style), new Span($"{change.Resource.Type} ", TerminalLines.Quiet),
            new Span(change.Resource.Name, TerminalLines.Strong), new Span(aspects, TerminalLines.Loud));
        foreach (var property in change.Properties) WriteProperty(lines, property, "       ");
        foreach (var note in change.Notes) lines.Write("       ", new Span($"! {note}", TerminalLines.Changed));
        if (change.Properties.Count == 0 && change.Security.Count > 0)
        {
            foreach (var line in ValueLines.Of(change.Resource.Inputs, full: false)) lines.Write("       ", new Span(line, style));
        }

        if (group.Others.Count > 0) lines.Write("       ", new Span($"… {group.Rest(VisibleText.Line)}", TerminalLines.Quiet));
    }

    private static void WriteProperty(TerminalLines lines, PropertyChange property, string indent)
    {
        var path = DiffWords.Path(property);
        var replaces = property.Replaces.Length == 0 ? "" : $"  FORCES REPLACEMENT: {property.Replaces}";
        if (ChangeGroup.IsText(property))
        {
            lines.Write($"{indent}~ {path}:", new Span(replaces, TerminalLines.Loud));
            foreach (var line in LineDiff.Unified(PlanValue.Line(property.Old), PlanValue.Line(property.New)))
            {
                lines.Write($"{indent}    ", new Span(line, LineStyle(line)));
            }

            return;
        }

        var values = property.Kind switch
        {
            ChangeKind.Added => DiffWords.Value(property.New),
            ChangeKind.Removed => DiffWords.Value(property.Old),
            _ => $"{DiffWords.Value(property.Old)} => {DiffWords.Value(property.New)}",
        };
        lines.Write(new Span($"{indent}{DiffWords.Sign(property.Kind)}{path}: {values}", Style(property.Kind)), new Span(replaces, TerminalLines.Loud));
    }

    private static void WriteOutputs(TerminalLines lines, PlanDiff diff)
    {
        if (diff.Outputs.Count == 0) return;
        lines.Space();
        lines.Write(new Span("Outputs", TerminalLines.Strong));
        foreach (var output in diff.Outputs) WriteProperty(lines, output, "  ");
    }

    private static void WriteWarnings(TerminalLines lines, string title, IReadOnlyList<string> warnings)
    {
        if (warnings.Count == 0) return;
        lines.Space();
        lines.Write(new Span($"{title} ({warnings.Count})", TerminalLines.Changed));
        foreach (var warning in warnings) lines.Write($"  - {VisibleText.Line(warning)}");
    }

    private static Style LineStyle(string line) => line[0] switch
    {
        '+' => TerminalLines.Added,
        '-' => TerminalLines.Removed,
        _ => TerminalLines.Quiet,
    };

    private static Style Style(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => TerminalLines.Added,
        ChangeKind.Removed => TerminalLines.Removed,
        ChangeKind.Replaced => TerminalLines.Loud,
        _ => TerminalLines.Changed,
    };
}
