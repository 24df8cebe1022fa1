using Stratus.Cli.Rendering;

namespace Stratus.Cli.Plans;

/// <summary>The tree itself: a line a resource, what is alike collapsed.</summary>
internal sealed class PlanTreeBranches
{
    /// <summary>Up to so many siblings that are alike are all shown.</summary>
    private const int ShownInFull = 10;

    /// <summary>Less than so many characters of a summary say nothing.</summary>
    private const int ShortestSummary = 6;

    /// <summary>How many of them are shown where there are more.</summary>
    private const int ShownOfMany = 2;

    private readonly TerminalLines _lines;
    private readonly bool _full;
    private readonly ILookup<string, PlanResource> _children;
    private readonly ResourceShapes _shapes;
    private readonly Stack<Branch> _pending = new();

    public PlanTreeBranches(Plan plan, TerminalLines lines, bool full)
    {
        _lines = lines;
        _full = full;
        _children = PlanOrder.Children(plan.Resources);
        _shapes = new ResourceShapes(PlanOrder.Sort(plan.Resources), _children);
    }

    /// <summary>Either a resource or a sentence that stands for several, and what is drawn before it and before what is below it.</summary>
    private sealed record Branch(PlanResource? Resource, string Note, string Prefix, string Below);

    /// <summary>Writes the whole tree.</summary>
    public void Write()
    {
        Push("", "", isRoot: true);
        while (_pending.TryPop(out var branch))
        {
            if (branch.Resource is null)
            {
                _lines.Write("    ", new Span(branch.Prefix, TerminalLines.Quiet), new Span(branch.Note, TerminalLines.Quiet));
                continue;
            }

            WriteResource(branch.Resource, branch);
            Push(branch.Resource.Urn, branch.Below, isRoot: false);
        }
    }

    private void WriteResource(PlanResource resource, Branch branch)
    {
        var summary = _full ? "" : Summary(resource, branch);
        _lines.WriteWhole(
            new Span("  + ", TerminalLines.Added),
            new Span(branch.Prefix, TerminalLines.Quiet),
            new Span($"{resource.Type} ", TerminalLines.Quiet),
            new Span(resource.Name, TerminalLines.Strong),
            new Span(summary.Length == 0 ? "" : $"  {summary}", TerminalLines.Quiet));
        if (!_full) return;
        foreach (var line in ValueLines.Of(resource.Inputs, full: true))
        {
            _lines.Write("    ", new Span(branch.Below + "    ", TerminalLines.Quiet), line);
        }
    }

    // Type and name are never cut; what explains them has what is left of the line.
    private string Summary(PlanResource resource, Branch branch)
    {
        var left = _lines.Width - $"  + {branch.Prefix}{resource.Type} {resource.Name}  ".Length;
        return left < ShortestSummary ? "" : VisibleText.Clip(ResourceSummary.Of(resource), left);
    }

    private void Push(string parent, string below, bool isRoot)
    {
        var entries = Collapse(_children[parent]);
        for (var index = entries.Count - 1; index >= 0; index--)
        {
            var isLast = index == entries.Count - 1;
            var (prefix, next) = (isRoot, _lines.DrawsTree) switch
            {
                (true, _) => ("", ""),
                (false, false) => (below + "  ", below + "  "),
                (false, true) => (below + (isLast ? "└─ " : "├─ "), below + (isLast ? "   " : "│  ")),
            };
            _pending.Push(new Branch(entries[index].Resource, entries[index].Note, prefix, next));
        }
    }

    private List<(PlanResource? Resource, string Note)> Collapse(IEnumerable<PlanResource> siblings)
    {
        var entries = new List<(PlanResource?, string)>();
        foreach (var alike in siblings.GroupBy(_shapes.Of).Select(group => group.ToList()))
        {
            var shown = _full || alike.Count <= ShownInFull ? alike.Count : ShownOfMany;
            entries.AddRange(alike.Take(shown).Select(resource => ((PlanResource?)resource, "")));
            if (shown == alike.Count) continue;
            var rest = alike.Skip(shown).ToList();
            var sum = rest.Sum(_shapes.Size);
            var resources = sum == rest.Count ? "" : $"; {sum} resources";
            entries.Add((null, $"… {rest.Count} more like this: {rest[0].Type} {rest[0].Name} to {rest[^1].Name}{resources}"));
        }

        return entries;
    }
}
