using System.Collections;
using System.Collections.Immutable;
using System.Reflection;

namespace Providers.Tests.Kubernetes;

/// <summary>Compares what an output holds with what was sent.</summary>
internal static class ReadBack
{
    /// <summary>The paths of what was sent and is not in the value.</summary>
    public static IEnumerable<string> Lost(object? value, object sent, string path) => (value, sent) switch
    {
        (null, _) => [path],
        (IDictionary map, ImmutableDictionary<string, object> entries) =>
            entries.SelectMany(entry => Lost(map[entry.Key], entry.Value, $"{path}.{entry.Key}")),
        (IEnumerable list and not string, ImmutableArray<object> items) => LostItems(list, items, path),
        _ when IsOutputType(value) && sent is ImmutableDictionary<string, object> fields => LostFields(value, fields, path),
        _ => [],
    };

    private static IEnumerable<string> LostItems(IEnumerable list, ImmutableArray<object> items, string path)
    {
        // A list that is missing is a default ImmutableArray, which cannot be enumerated.
        if (list.GetType().GetProperty(nameof(ImmutableArray<object>.IsDefault))?.GetValue(list) is true)
            return [path];
        var values = list.Cast<object?>().ToArray();
        return values.Length == items.Length
            ? values.Zip(items).SelectMany((pair, index) => Lost(pair.First, pair.Second, $"{path}[{index}]"))
            : [path];
    }

    private static IEnumerable<string> LostFields(object value, ImmutableDictionary<string, object> fields, string path) =>
        from field in value.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance)
        let name = WireName(field)
        where fields.ContainsKey(name)
        from lost in Lost(field.GetValue(value), fields[name], $"{path}.{name}")
        select lost;

    private static bool IsOutputType(object value) => value.GetType().GetCustomAttribute<Pulumi.OutputTypeAttribute>() is not null;

    private static string WireName(FieldInfo field)
    {
        var name = field.Name == field.DeclaringType!.Name + "Value" ? field.DeclaringType.Name : field.Name;
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
