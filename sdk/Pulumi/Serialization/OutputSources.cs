using System.Collections.Immutable;

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
    public static IOutputSource Create(Type type, Resource owner) =>
        (IOutputSource)Activator.CreateInstance(typeof(OutputSource<>).MakeGenericType(type), owner)!;
}

internal sealed class OutputSource<T> : IOutputSource
{
    // Continuations must not run inside the registration that completes it: one slow Apply would hold up its neighbours.
    private readonly TaskCompletionSource<OutputData<T>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Resource _owner;

    public OutputSource(Resource owner)
    {
        _owner = owner;
        Typed = new(_completion.Task);
    }

    public Output<T> Typed { get; }

    object IOutputSource.Output => Typed;

    Type IOutputSource.ValueType => typeof(T);

    public void Set(object? value, bool isKnown, bool isSecret, ImmutableHashSet<Resource> dependencies) =>
        _completion.TrySetResult(new(dependencies.Add(_owner), value is null ? default! : (T)value, isKnown, isSecret));

    public void Fail(Exception exception) => _completion.TrySetException(exception);
}
