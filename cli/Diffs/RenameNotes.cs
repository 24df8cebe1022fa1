using Stratus.Cli.Plans;

namespace Stratus.Cli.Diffs;

/// <summary>Says of a removal and an addition that they look like one resource under another name, type or parent.</summary>
internal static class RenameNotes
{
    /// <summary>The changes, with a note on both sides of each pair that looks like a rename or a move.</summary>
    public static IEnumerable<ResourceChange> Add(IReadOnlyList<ResourceChange> changes)
    {
        var removed = changes.Where(change => change.Kind == ChangeKind.Removed).ToList();
        var byPlace = removed.ToLookup(change => (change.Resource.Type, change.Resource.Name));
        var byContent = removed.ToLookup(change => (change.Resource.Type, CanonicalJson.Compact(change.Resource.Inputs)));
        var notes = new Dictionary<ResourceChange, string>(ReferenceEqualityComparer.Instance);
        foreach (var added in changes.Where(change => change.Kind == ChangeKind.Added))
        {
            var resource = added.Resource;
            var former = byPlace[(resource.Type, resource.Name)]
                .Concat(resource.Inputs.Count == 0 ? [] : byContent[(resource.Type, CanonicalJson.Compact(resource.Inputs))])
                .FirstOrDefault(candidate => !notes.ContainsKey(candidate));
            if (former is null) continue;
            notes[former] = $"Looks like it became {resource.Urn}: deleted and created anew, unless that names this one as an alias.";
            notes[added] = $"Looks like {former.Resource.Urn} renamed or moved: deleted and created anew, unless this names it as an alias.";
        }

        return changes.Select(change => notes.TryGetValue(change, out var note) ? change with { Notes = [.. change.Notes, note] } : change);
    }
}
