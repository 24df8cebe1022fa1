using System.Collections;
using System.Collections.Immutable;

namespace Stratus.Components;

/// <summary>Takes core's plain maps and lists to the shapes that Pulumi's inputs accept.</summary>
internal static class PlainValues
{
    public static ImmutableDictionary<string, object> ToInputs(IReadOnlyDictionary<string, object> values) =>
        values.ToImmutableDictionary(pair => pair.Key, pair => ToInput(pair.Value));

    private static object ToInput(object value) => value switch
    {
        IReadOnlyDictionary<string, object> map => ToInputs(map),
        string text => text,
        IEnumerable list => list.Cast<object>().Select(ToInput).ToImmutableArray(),
        _ => value,
    };
}
