using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list of inputs: elements, or whole lists, may be plain values or outputs. Each keeps its own marks on the wire.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    private static readonly Output<ImmutableArray<T>> Nothing = Output.Create(ImmutableArray<T>.Empty);

    // A run of elements, or an output of one: kept apart until read, so that adding n elements costs n steps, not n².
    private readonly List<Output<ImmutableArray<Input<T>>>> _segments = [];

    /// <summary>An empty list.</summary>
    public InputList()
    {
    }

    private InputList(Output<ImmutableArray<Input<T>>> elements) => _segments.Add(elements);

    /// <summary>Adds elements.</summary>
    public void Add(params Input<T>[] inputs) => _segments.Add(Output.Create(inputs.ToImmutableArray()));

    /// <summary>Adds another list's elements.</summary>
    public void Add(InputList<T> inputs) => AddRange(inputs);

    /// <summary>Adds another list's elements.</summary>
    public void AddRange(InputList<T> inputs) => _segments.AddRange([.. inputs._segments]);

    /// <summary>A new list: this one's elements, then another's.</summary>
    public InputList<T> Concat(InputList<T> other)
    {
        var result = new InputList<T>();
        result.AddRange(this);
        result.AddRange(other);
        return result;
    }

    internal InputList<T> Clone() => new InputList<T>().Concat(this);

    internal Output<ImmutableArray<Input<T>>> Elements =>
        _segments is [var only] ? only : Output.All(_segments).Apply(segments => segments.SelectMany(segment => segment).ToImmutableArray());

    internal override Output<ImmutableArray<T>> ToOutput() =>
        _segments.Count == 0 ? Nothing : Elements.Apply(elements => Output.All(elements.AsEnumerable()));

    private protected override IOutput ToUntyped() => Elements;

    /// <summary>A list of one element.</summary>
    public static implicit operator InputList<T>(T value) => Of((Input<T>)value);

    /// <summary>A list of one element.</summary>
    public static implicit operator InputList<T>(Output<T> value) => Of((Input<T>)value);

    /// <summary>A list of one element.</summary>
    public static implicit operator InputList<T>(Input<T> value) => Of(value);

    /// <summary>A list of plain values.</summary>
    public static implicit operator InputList<T>(T[] values) => Of(values.Select(value => (Input<T>)value));

    /// <summary>A list of outputs.</summary>
    public static implicit operator InputList<T>(Output<T>[] values) => Of(values.Select(value => (Input<T>)value));

    /// <summary>A list of inputs.</summary>
    public static implicit operator InputList<T>(Input<T>[] values) => Of(values);

    /// <summary>A list of plain values.</summary>
    public static implicit operator InputList<T>(List<T> values) => Of(values.Select(value => (Input<T>)value));

    /// <summary>A list of outputs.</summary>
    public static implicit operator InputList<T>(List<Output<T>> values) => Of(values.Select(value => (Input<T>)value));

    /// <summary>A list of inputs.</summary>
    public static implicit operator InputList<T>(List<Input<T>> values) => Of(values);

    /// <summary>A list of plain values.</summary>
    public static implicit operator InputList<T>(ImmutableArray<T> values) => Of(values.Select(value => (Input<T>)value));

    /// <summary>A list of outputs.</summary>
    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) => Of(values.Select(value => (Input<T>)value));

    /// <summary>A list of inputs.</summary>
    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => Of(values);

    /// <summary>A list that is known later.</summary>
    public static implicit operator InputList<T>(Output<T[]> values) => Later(values.Apply(list => list.AsEnumerable()));

    /// <summary>A list that is known later.</summary>
    public static implicit operator InputList<T>(Output<List<T>> values) => Later(values.Apply(list => list.AsEnumerable()));

    /// <summary>A list that is known later.</summary>
    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => Later(values);

    /// <summary>A list that is known later.</summary>
    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => Later(values.Apply(list => list.AsEnumerable()));

    private static InputList<T> Of(Input<T> value) => new(Output.Create(ImmutableArray.Create(value)));

    private static InputList<T> Of(IEnumerable<Input<T>> values) => new(Output.Create(values.ToImmutableArray()));

    private static InputList<T> Later(Output<IEnumerable<T>> values) =>
        new(values.Apply(list => list.Select(value => (Input<T>)value).ToImmutableArray()));

    /// <summary>Yields the elements when the list is known.</summary>
    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var data = await Elements.DataTask.ConfigureAwait(false);
        foreach (var element in data.IsKnown ? data.Value : [])
        {
            yield return element;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException("An InputList may hold values that are not known yet; enumerate it asynchronously.");
}
