using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The promise behind one of a resource's outputs.</summary>
internal interface IOutputSource
{
    object Output { get; }

    Type ValueType { get; }

    void Set(object? value, bool isKnown, bool isSecret, ImmutableHashSet<Resource> dependencies);

    void Fail(Exception exception);
}

internal static class OutputSources
{
    private static readonly ConcurrentDictionary<Type, Func<ImmutableHashSet<Resource>, IOutputSource>> Factories = new();

    /// <summary>A promise of a type that is known only now. <paramref name="owner"/> is a set of one: the resource, which all its outputs share.</summary>
    public static IOutputSource Create(Type type, ImmutableHashSet<Resource> owner) => Factories.GetOrAdd(type, Factory)(owner);

    private static Func<ImmutableHashSet<Resource>, IOutputSource> Factory(Type type) =>
        typeof(OutputSources).GetMethod(nameof(Create), BindingFlags.Static | BindingFlags.NonPublic, [typeof(ImmutableHashSet<Resource>)])!
            .MakeGenericMethod(type).CreateDelegate<Func<ImmutableHashSet<Resource>, IOutputSource>>();

    private static OutputSource<T> Create<T>(ImmutableHashSet<Resource> owner) => new(owner);
}

internal sealed class OutputSource<T> : IOutputSource
{
    // Continuations must not run inside the registration that completes it: one slow Apply would hold up its neighbours.
    private readonly TaskCompletionSource<OutputData<T>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ImmutableHashSet<Resource> _owner;

    public OutputSource(ImmutableHashSet<Resource> owner)
    {
        _owner = owner;
        Typed = new(_completion.Task);
    }

    public Output<T> Typed { get; }

    object IOutputSource.Output => Typed;

    Type IOutputSource.ValueType => typeof(T);

    public void Set(object? value, bool isKnown, bool isSecret, ImmutableHashSet<Resource> dependencies) =>
        _completion.TrySetResult(new(dependencies.Union(_owner), value is null ? default! : (T)value, isKnown, isSecret));

    public void Fail(Exception exception) => _completion.TrySetException(exception);
}
