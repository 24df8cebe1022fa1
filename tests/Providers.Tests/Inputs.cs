using System.Collections.Immutable;

namespace Providers.Tests;

/// <summary>Reads recorded inputs.</summary>
internal static class Inputs
{
    /// <summary>What a path leads to: names of fields and positions in lists.</summary>
    public static object At(this ImmutableDictionary<string, object> inputs, params object[] path)
    {
        object value = inputs;
        foreach (var step in path)
            value = step is int position
                ? ((ImmutableArray<object>)value)[position]
                : ((ImmutableDictionary<string, object>)value)[(string)step];
        return value;
    }
}
