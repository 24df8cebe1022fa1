using System.Collections.Immutable;

namespace Stratus.Core.Locking;

/// <summary>The lock is not as it must be.</summary>
/// <param name="errors">Every mistake, each as one line that starts with its place.</param>
public sealed class VersionLockException(ImmutableArray<string> errors)
    : Exception($"{(errors.Length == 1 ? "1 mistake" : $"{errors.Length} mistakes")} in versions.lock.json:\n{string.Join('\n', errors)}")
{
    /// <summary>Every mistake, each as one line that starts with its place.</summary>
    public ImmutableArray<string> Errors { get; } = errors;
}
