using System.Collections.Immutable;

namespace Stratus.Core.Locking;

/// <summary>A binary that lands on hosts.</summary>
public sealed record BinaryPin
{
    /// <summary>Its name in the lock.</summary>
    public required string Name { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>Why this one.</summary>
    public required string Why { get; init; }

    /// <summary>What to download, by architecture: <c>amd64</c>, <c>arm64</c>.</summary>
    public required ImmutableSortedDictionary<string, FilePin> Files { get; init; }
}

/// <summary>A file to download.</summary>
public sealed record FilePin
{
    /// <summary>Where it lies; https.</summary>
    public required string Url { get; init; }

    /// <summary>Its SHA-256 in hex; empty while unknown.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>A Helm chart.</summary>
public sealed record ChartPin
{
    /// <summary>Its name in the lock, and in its repository.</summary>
    public required string Name { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>A chart repository's URL, or the chart's own with <c>oci://</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>Its digest, <c>sha256:…</c>; empty while unknown.</summary>
    public required string Digest { get; init; }

    /// <summary>Why this one.</summary>
    public required string Why { get; init; }
}

/// <summary>A container image.</summary>
public sealed record ImagePin
{
    /// <summary>Its name in the lock.</summary>
    public required string Name { get; init; }

    /// <summary>Its registry and path.</summary>
    public required string Repository { get; init; }

    /// <summary>Its tag.</summary>
    public required string Tag { get; init; }

    /// <summary>Its digest, <c>sha256:…</c>; empty while unknown.</summary>
    public required string Digest { get; init; }

    /// <summary>Why this one.</summary>
    public required string Why { get; init; }

    /// <summary>How Kubernetes names it: by digest where known.</summary>
    public string Reference => Digest.Length > 0 ? $"{Repository}:{Tag}@{Digest}" : $"{Repository}:{Tag}";
}

/// <summary>An entry whose digest is not known.</summary>
/// <param name="Entry">Its place in the lock, <c>binaries.k3s.amd64</c>.</param>
/// <param name="Fix">What to do.</param>
public sealed record UnpinnedArtefact(string Entry, string Fix);
