namespace Stratus.Cli.Plans;

/// <summary>Which parts of the tree are alike: the same type with children of the same types, all the way down, whatever their names.</summary>
internal sealed class ResourceShapes
{
    private readonly Dictionary<string, int> _sizes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _shapes = new(StringComparer.Ordinal);

    /// <summary>Learns the shapes of a plan's resources.</summary>
    /// <param name="sorted">The resources in tree order.</param>
    /// <param name="children">Each resource's children.</param>
    public ResourceShapes(IReadOnlyList<PlanResource> sorted, ILookup<string, PlanResource> children)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        // Backwards, a resource's children come before it.
        foreach (var resource in sorted.Reverse())
        {
            var below = children[resource.Urn].ToList();
            var text = $"{resource.Type}({string.Join(',', below.Select(child => _shapes.GetValueOrDefault(child.Urn)).Order())})";
            known.TryAdd(text, known.Count + 1);
            _shapes[resource.Urn] = known[text];
            _sizes[resource.Urn] = 1 + below.Sum(child => _sizes.GetValueOrDefault(child.Urn));
        }
    }

    /// <summary>A number that two resources share when they are alike.</summary>
    public int Of(PlanResource resource) => _shapes[resource.Urn];

    /// <summary>How many resources there are from this one down, itself included.</summary>
    public int Size(PlanResource resource) => _sizes[resource.Urn];
}
