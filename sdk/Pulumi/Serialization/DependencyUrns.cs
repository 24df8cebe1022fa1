using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>
/// The URNs that depending on resources means. A component of this program stands for its descendants: it is done when they are.
/// Children of a custom resource are not followed.
/// </summary>
internal static class DependencyUrns
{
    public static async Task<IReadOnlySet<string>> ResolveAsync(IEnumerable<Resource> resources)
    {
        // So it is for most properties of most resources.
        if (!resources.Any())
        {
            return ImmutableHashSet<string>.Empty;
        }
        var urns = new HashSet<string>();
        foreach (var resource in Expand(resources))
        {
            var data = await resource.Urn.DataTask.ConfigureAwait(false);
            if (data.IsKnown && !string.IsNullOrEmpty(data.Value))
            {
                urns.Add(data.Value);
            }
        }
        return urns;
    }

    /// <summary>The resources that the given ones stand for.</summary>
    public static HashSet<Resource> Expand(IEnumerable<Resource> resources)
    {
        var (found, seen, pending) = (new HashSet<Resource>(), new HashSet<Resource>(), new Stack<Resource>(resources));
        while (pending.TryPop(out var resource))
        {
            if (!seen.Add(resource))
            {
                continue;
            }
            if (resource is CustomResource || resource.IsRemote)
            {
                found.Add(resource);
                continue;
            }
            foreach (var child in resource.Children)
            {
                pending.Push(child);
            }
        }
        return found;
    }
}
