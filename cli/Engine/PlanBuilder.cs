using Stratus.Cli.Plans;

namespace Stratus.Cli.Engine;

/// <summary>Puts what was registered into the plan's order, whatever order it arrived in.</summary>
internal static class PlanBuilder
{
    /// <summary>Builds the plan. The caller has made sure that the stack was registered and the program finished.</summary>
    public static Plan Build(string project, string stack, IReadOnlyList<PlanResource> resources, IReadOnlyList<string> warnings)
    {
        var root = resources.Single(resource => resource.Type == Wire.StackType);
        var ordered = InTreeOrder(root with { Outputs = [] }, resources);
        return new() { Project = project, Stack = stack, Resources = ordered, Outputs = root.Outputs, Warnings = warnings };
    }

    // A stack of its own rather than recursion: a chain of parents may be as deep as the program likes.
    private static List<PlanResource> InTreeOrder(PlanResource root, IReadOnlyList<PlanResource> resources)
    {
        var children = resources.Where(resource => resource.Type != Wire.StackType)
            .Select(resource => resource.Parent.Length == 0 ? resource with { Parent = root.Urn } : resource)
            .ToLookup(resource => resource.Parent, StringComparer.Ordinal);
        var ordered = new List<PlanResource>(resources.Count);
        var pending = new Stack<PlanResource>([root]);
        while (pending.TryPop(out var next))
        {
            ordered.Add(next);
            foreach (var child in children[next.Urn]
                .OrderByDescending(child => child.Type, StringComparer.Ordinal)
                    .ThenByDescending(child => child.Name, StringComparer.Ordinal))
                pending.Push(child);
        }
        return ordered;
    }
}
