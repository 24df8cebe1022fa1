using System.Text;
using System.Text.Json.Nodes;
using Stratus.Cli.Plans;
using Stratus.Cli.Rendering;

namespace Stratus.Cli.Diffs;

/// <summary>A piece of the Markdown that is shown whole, shown in short, or cut.</summary>
/// <param name="Full">With every detail.</param>
/// <param name="Short">On one line.</param>
/// <param name="Count">How many changes it stands for.</param>
internal sealed record DiffBlock(string Full, string Short, int Count);

/// <summary>A diff in pieces of Markdown, most important first.</summary>
internal static class DiffBlocks
{
    private const int LongestValue = 300;
    private const int MostLines = 200;

    /// <summary>The sections and what is in them.</summary>
    public static IEnumerable<(string Title, IEnumerable<DiffBlock> Blocks)> Sections(PlanDiff diff)
    {
        yield return ("\n### Security first\n\n", Changes(diff.Changes.Where(change => change.Security.Count > 0)));
        yield return ("\n### New warnings\n\n", diff.NewWarnings.Select(Warning));
        var others = diff.Changes.Where(change => change.Security.Count == 0).ToLookup(change => change.Kind);
        yield return ("\n### Replacements\n\n", Changes(others[ChangeKind.Replaced]));
        yield return ("\n### Deletions\n\n", Changes(others[ChangeKind.Removed]));
        yield return ("\n### Updates\n\n", Changes(others[ChangeKind.Changed]));
        yield return ("\n### Outputs\n\n", diff.Outputs.Select(output => Single(Property(output))));
        yield return ("\n### Creations\n\n", Changes(others[ChangeKind.Added]));
        yield return ("\n### Warnings that are gone\n\n", diff.GoneWarnings.Select(Warning));
    }

    private static DiffBlock Warning(string warning) => Single($"- {MarkdownText.Code(VisibleText.Clip(warning, LongestValue))}\n");

    private static DiffBlock Single(string text) => new(text, text, 1);

    private static IEnumerable<DiffBlock> Changes(IEnumerable<ResourceChange> changes) => ChangeGroup.Of(changes).Select(Block);

    private static DiffBlock Block(ChangeGroup group)
    {
        var change = group.First;
        var title = Title(group);
        var full = new StringBuilder(title);
        foreach (var note in change.Notes) full.Append($"  - {MarkdownText.Code(VisibleText.Clip(note, LongestValue))}\n");
        foreach (var property in change.Properties.Where(property => !ChangeGroup.IsText(property))) full.Append("  ").Append(Property(property));
        foreach (var property in change.Properties.Where(ChangeGroup.IsText)) full.Append(Text(property));
        if (change.Properties.Count == 0 && change.Security.Count > 0)
        {
            full.Append(MarkdownText.Fence("yaml", Cut(ValueLines.Of(change.Resource.Inputs, full: false))));
            full.Append('\n');
        }

        return new DiffBlock(full.ToString(), title, group.Count);
    }

    private static string Title(ChangeGroup group)
    {
        var change = group.First;
        var aspects = change.Security.Count == 0 ? "" : $" **{DiffWords.Aspects(change)}**";
        var rest = group.Others.Count == 0 ? "" : $", {group.Rest(name => MarkdownText.Code(VisibleText.Clip(name, 60)))}";
        var verb = change.Kind == ChangeKind.Replaced ? $"**{DiffWords.Verb(change.Kind)}**" : DiffWords.Verb(change.Kind);
        return $"- {verb}{aspects} {Shown(change.Resource.Type)} {Shown(change.Resource.Name)}{rest}\n";
    }

    private static string Property(PropertyChange change)
    {
        var values = change.Kind switch
        {
            ChangeKind.Added => $"added, {Value(change.New)}",
            ChangeKind.Removed => $"removed, was {Value(change.Old)}",
            _ => $"{Value(change.Old)} → {Value(change.New)}",
        };
        return $"- {Shown(DiffWords.Path(change))}: {values}{Replaces(change)}\n";
    }

    private static string Text(PropertyChange change)
    {
        var lines = LineDiff.Unified(PlanValue.Line(change.Old), PlanValue.Line(change.New));
        return $"  - {Shown(DiffWords.Path(change))} changed{Replaces(change)}:\n{MarkdownText.Fence("diff", Cut(lines))}\n";
    }

    private static IEnumerable<string> Cut(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        var shown = all.Take(MostLines).Select(line => VisibleText.ClipSource(line, LongestValue));
        return all.Count <= MostLines ? shown : shown.Append($"… {all.Count - MostLines} more lines");
    }

    private static string Replaces(PropertyChange change) =>
        change.Replaces.Length == 0 ? "" : $" **forces a replacement**: {Shown(change.Replaces)}";

    private static string Value(JsonNode? node) => Shown(DiffWords.Value(node));

    private static string Shown(string text) => MarkdownText.Code(VisibleText.Clip(text, LongestValue));
}
