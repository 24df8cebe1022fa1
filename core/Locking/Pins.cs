using System.Collections.Immutable;

namespace Stratus.Core.Locking;

/// <summary>A program that is downloaded to a host.</summary>
/// <param name="Name">Its name in the lock, <c>k3s</c>.</param>
/// <param name="Version">Its exact version, <c>v1.36.3+k3s1</c>.</param>
/// <param name="Why">Why this version.</param>
/// <param name="Files">The files by architecture: <c>amd64</c>, <c>arm64</c>.</param>
public sealed record BinaryPin(string Name, string Version, string Why, ImmutableSortedDictionary<string, FilePin> Files);

/// <summary>A file to download.</summary>
/// <param name="Url">Where it is, always https.</param>
/// <param name="Sha256">Its SHA-256 in 64 lower-case hex digits; empty where it is unknown.</param>
public sealed record FilePin(string Url, string Sha256)
{
    /// <summary>Whether the digest is known.</summary>
    public bool IsPinned => Sha256.Length > 0;
}

/// <summary>A Helm chart.</summary>
/// <param name="Name">Its name in the lock and in the repository, <c>cilium</c>.</param>
/// <param name="Version">Its exact version.</param>
/// <param name="Repository">An https repository, or the chart itself as <c>oci://</c>.</param>
/// <param name="Digest"><c>sha256:…</c>; empty where it is unknown.</param>
/// <param name="Why">Why this version.</param>
public sealed record ChartPin(string Name, string Version, string Repository, string Digest, string Why)
{
    /// <summary>Whether the digest is known.</summary>
    public bool IsPinned => Digest.Length > 0;
}

/// <summary>A container image.</summary>
/// <param name="Name">Its name in the lock, <c>busybox</c>.</param>
/// <param name="Repository">Where it is, with the registry: <c>docker.io/library/busybox</c>.</param>
/// <param name="Tag">Its tag, never <c>latest</c>.</param>
/// <param name="Digest"><c>sha256:…</c>; empty where it is unknown.</param>
/// <param name="Why">Why this image.</param>
public sealed record ImagePin(string Name, string Repository, string Tag, string Digest, string Why)
{
    /// <summary>Whether the digest is known.</summary>
    public bool IsPinned => Digest.Length > 0;

    /// <summary>The image as a pod names it: <c>repository:tag@digest</c>, without the digest where that is unknown.</summary>
    public string Reference => IsPinned ? $"{Repository}:{Tag}@{Digest}" : $"{Repository}:{Tag}";
}

/// <summary>An artefact whose digest the lock does not know.</summary>
/// <param name="Entry">Its place in the lock, <c>binaries.k3s.amd64</c>.</param>
/// <param name="Fix">The command that fills it in.</param>
public sealed record UnpinnedArtefact(string Entry, string Fix)
{
    /// <summary>The risk's name in warnings; stable, so that a report can be searched for it.</summary>
    public const string Name = "unpinned-artefact";
}
