namespace Stratus.Cli.Plans;

/// <summary>The order in which a plan lists its resources: a parent before its children, siblings by type, then name.</summary>
public static class PlanOrder
{
    /// <summary>The resources in tree order, whatever order they came in. What has no parent among them counts as a root.</summary>
    /// <param name="resources">Resources in any order.</param>
    public static IReadOnlyList<PlanResource> Sort(IReadOnlyCollection<PlanResource> resources)
    {
        var children = Children(resources);
        var sorted = new List<PlanResource>(resources.Count);
        var seen = new HashSet<PlanResource>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<PlanResource>(children[""].Reverse());
        while (pending.TryPop(out var resource))
        {
            if (!seen.Add(resource)) continue;
            sorted.Add(resource);
            foreach (var child in children[resource.Urn].Reverse())
            {
                pending.Push(child);
            }
        }

        // Whatever is left hangs in a circle of parents; it is listed rather than lost.
        sorted.AddRange(resources.Where(resource => !seen.Contains(resource)).OrderBy(resource => resource.Urn, StringComparer.Ordinal));
        return sorted;
    }

    /// <summary>The children of each resource by its URN, siblings by type, then name; the roots under the empty string.</summary>
    /// <param name="resources">Resources in any order.</param>
    public static ILookup<string, PlanResource> Children(IReadOnlyCollection<PlanResource> resources)
    {
        var urns = resources.Select(resource => resource.Urn).ToHashSet(StringComparer.Ordinal);
        return resources
            .OrderBy(resource => resource.Type, StringComparer.Ordinal)
            .ThenBy(resource => resource.Name, StringComparer.Ordinal)
            .ThenBy(resource => resource.Urn, StringComparer.Ordinal)
            .ToLookup(resource => urns.Contains(resource.Parent) ? resource.Parent : "", StringComparer.Ordinal);
    }
}
