using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an output resolves to: a value and what is known about it.</summary>
internal readonly record struct OutputData<T>(ImmutableHashSet<Resource> Resources, T Value, bool IsKnown, bool IsSecret)
{
    public OutputData<TOther> With<TOther>(TOther value) => new(Resources, value, IsKnown, IsSecret);

    public static OutputData<T> Of(T value) => new([], value, IsKnown: true, IsSecret: false);

    /// <summary>This value with another's dependencies, unknownness and secretness added to its own.</summary>
    public OutputData<T> Under<TOther>(in OutputData<TOther> outer) =>
        new(Resources.Union(outer.Resources), Value, IsKnown && outer.IsKnown, IsSecret || outer.IsSecret);
}
