using System.Collections.Immutable;

namespace Pulumi.Utilities;

/// <summary>Looks inside outputs. For tests and libraries; a program uses <see cref="Output{T}.Apply{TOther}(Func{T,TOther})"/>.</summary>
public static class OutputUtilities
{
    /// <summary>An output that is known only after <c>pulumi up</c>.</summary>
    public static Output<T> CreateUnknown<T>(T value) => Output.Create(value).With(isKnown: false);

    /// <inheritdoc cref="CreateUnknown{T}(T)"/>
    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory) => Output.Create(valueFactory()).With(isKnown: false);

    /// <summary>Whether the value is known.</summary>
    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output) => (await output.DataTask.ConfigureAwait(false)).IsKnown;

    /// <summary>The value; the type's default if it is unknown.</summary>
    public static async Task<T> GetValueAsync<T>(Output<T> output) => (await output.DataTask.ConfigureAwait(false)).Value;

    /// <summary>The resources that the value came from.</summary>
    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) =>
        (await output.DataTask.ConfigureAwait(false)).Resources;

    /// <summary>The same output, depending on a resource more.</summary>
    public static Output<T> WithDependency<T>(Output<T> output, Resource resource) => output.With(dependencies: [resource]);
}
