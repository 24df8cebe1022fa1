using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map of inputs by string keys. Each value keeps its own marks on the wire.</summary>
/// <typeparam name="V">The values' type.</typeparam>
public sealed class InputMap<V> : Input<ImmutableDictionary<string, V>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, V>>>
{
    private readonly record struct Part(Output<ImmutableDictionary<string, Input<V>>> Values, bool Overrides);

    private readonly List<Part> _parts = [];

    /// <summary>An empty map.</summary>
    public InputMap()
    {
    }

    private InputMap(Output<ImmutableDictionary<string, Input<V>>> values) => _parts.Add(new(values, Overrides: false));

    /// <summary>Adds a value. A key that is there already with another value is an <see cref="ArgumentException"/> when the map is read.</summary>
    public void Add(string key, Input<V> value) => _parts.Add(new(Single(key, value), Overrides: false));

    /// <summary>Adds another map's values.</summary>
    public void Add(InputMap<V> values) => AddRange(values);

    /// <summary>Adds another map's values.</summary>
    public void AddRange(InputMap<V> values) => _parts.AddRange([.. values._parts]);

    /// <inheritdoc cref="Add(string,Input{V})"/>
    public Input<V> this[string key]
    {
        set => Add(key, value);
    }

    /// <summary>A new map of both; where both have a key, the second's value stands.</summary>
    public static InputMap<V> Merge(InputMap<V> first, InputMap<V> second)
    {
        var result = new InputMap<V>();
        result.AddRange(first);
        result._parts.Add(new(second.Values, Overrides: true));
        return result;
    }

    internal Output<ImmutableDictionary<string, Input<V>>> Values =>
        Output.All(_parts.Select(part => part.Values)).Apply(Flatten);

    internal override Output<ImmutableDictionary<string, V>> ToOutput() => Values.Apply(values =>
    {
        var keys = values.Keys.ToImmutableArray();
        return Output.All(keys.Select(key => values[key]))
            .Apply(resolved => keys.Zip(resolved).ToImmutableDictionary(pair => pair.First, pair => pair.Second));
    });

    private protected override IOutput ToUntyped() => Values;

    /// <summary>A map of plain values.</summary>
    public static implicit operator InputMap<V>(Dictionary<string, V> values) => Of(values);

    /// <summary>A map of plain values.</summary>
    public static implicit operator InputMap<V>(ImmutableDictionary<string, V> values) => Of(values);

    /// <summary>A map that is known later.</summary>
    public static implicit operator InputMap<V>(Output<Dictionary<string, V>> values) => new(values.Apply(ToInputs));

    /// <summary>A map that is known later.</summary>
    public static implicit operator InputMap<V>(Output<IDictionary<string, V>> values) => new(values.Apply(ToInputs));

    /// <summary>A map that is known later.</summary>
    public static implicit operator InputMap<V>(Output<ImmutableDictionary<string, V>> values) => new(values.Apply(ToInputs));

    /// <summary>Yields the pairs when the map is known.</summary>
    public async IAsyncEnumerator<Input<KeyValuePair<string, V>>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var data = await Values.DataTask.ConfigureAwait(false);
        foreach (var (key, value) in data.IsKnown ? data.Value : [])
        {
            yield return value.Apply(resolved => KeyValuePair.Create(key, resolved));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException("An InputMap may hold values that are not known yet; enumerate it asynchronously.");

    private static Output<ImmutableDictionary<string, Input<V>>> Single(string key, Input<V> value) =>
        Output.Create(ImmutableDictionary<string, Input<V>>.Empty.Add(key, value));

    private static InputMap<V> Of(IDictionary<string, V> values) => new(Output.Create(ToInputs(values)));

    private static ImmutableDictionary<string, Input<V>> ToInputs(IDictionary<string, V> values) =>
        values.ToImmutableDictionary(pair => pair.Key, pair => (Input<V>)pair.Value);

    private static ImmutableDictionary<string, Input<V>> ToInputs(Dictionary<string, V> values) => ToInputs((IDictionary<string, V>)values);

    private static ImmutableDictionary<string, Input<V>> ToInputs(ImmutableDictionary<string, V> values) =>
        ToInputs((IDictionary<string, V>)values);

    private ImmutableDictionary<string, Input<V>> Flatten(ImmutableArray<ImmutableDictionary<string, Input<V>>> parts)
    {
        var result = ImmutableDictionary.CreateBuilder<string, Input<V>>();
        foreach (var (values, overrides) in parts.Zip(_parts.Select(part => part.Overrides)))
        {
            foreach (var (key, value) in values)
            {
                result[key] = !overrides && result.TryGetValue(key, out var former) ? SameValue(key, former, value) : value;
            }
        }
        return result.ToImmutable();
    }

    // Whether two outputs hold the same value shows when they are resolved, not when the key is added.
    private static Output<V> SameValue(string key, Input<V> former, Input<V> added) =>
        Output.Tuple(former, added).Apply(pair => EqualityComparer<V>.Default.Equals(pair.Item1, pair.Item2)
            ? pair.Item1
            : throw new ArgumentException($"Key '{key}' already exists in the map with a different value."));
}
