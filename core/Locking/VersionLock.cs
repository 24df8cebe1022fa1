using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Stratus.Core.Locking;

/// <summary>Every artefact that lands on a host or in a cluster: version, place, digest and why. No version stands anywhere else.</summary>
public sealed record VersionLock
{
    private const string Refresh = "run on a machine with network: stratus lock refresh";

    private static readonly Lazy<VersionLock> Own = new(() => Parse(ReadResource()));

    /// <summary>The lock that this build carries.</summary>
    /// <exception cref="VersionLockException">It is not as it must be.</exception>
    public static VersionLock Embedded => Own.Value;

    /// <summary>The SHA-256 of the lock that this build carries, lower-case hex.</summary>
    public static string EmbeddedDigest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ReadResource())));

    /// <summary>The programs, by name.</summary>
    public required ImmutableSortedDictionary<string, BinaryPin> Binaries { get; init; }

    /// <summary>The Helm charts, by name.</summary>
    public required ImmutableSortedDictionary<string, ChartPin> Charts { get; init; }

    /// <summary>The container images, by name.</summary>
    public required ImmutableSortedDictionary<string, ImagePin> Images { get; init; }

    /// <summary>The artefacts without a digest, in the order of their entries; empty when all are pinned.</summary>
    public ImmutableArray<UnpinnedArtefact> Unpinned =>
        [.. UnpinnedEntries().Order(StringComparer.Ordinal).Select(entry => new UnpinnedArtefact(entry, Refresh))];

    /// <summary>Reads a lock strictly: unknown fields, malformed digests, floating versions and http addresses are mistakes.</summary>
    /// <param name="json">The text of <c>versions.lock.json</c>.</param>
    /// <returns>The lock.</returns>
    /// <exception cref="VersionLockException">It is not as it must be; every mistake at once.</exception>
    public static VersionLock Parse(string json) => new LockReader().Read(json);

    /// <summary>A program of the lock.</summary>
    /// <param name="name">Its name, <c>k3s</c>.</param>
    /// <returns>The pin.</returns>
    /// <exception cref="ArgumentException">The lock has no such program; the message names those that it has.</exception>
    public BinaryPin Binary(string name) => Find(Binaries, name, "binary");

    /// <summary>A Helm chart of the lock.</summary>
    /// <param name="name">Its name, <c>cilium</c>.</param>
    /// <returns>The pin.</returns>
    /// <exception cref="ArgumentException">The lock has no such chart; the message names those that it has.</exception>
    public ChartPin Chart(string name) => Find(Charts, name, "chart");

    /// <summary>A container image of the lock.</summary>
    /// <param name="name">Its name, <c>busybox</c>.</param>
    /// <returns>The pin.</returns>
    /// <exception cref="ArgumentException">The lock has no such image; the message names those that it has.</exception>
    public ImagePin Image(string name) => Find(Images, name, "image");

    private static T Find<T>(ImmutableSortedDictionary<string, T> pins, string name, string kind) =>
        pins.TryGetValue(name, out var pin) ? pin
            : throw new ArgumentException($"versions.lock.json has no {kind} '{name}'. It has: {string.Join(", ", pins.Keys)}.", nameof(name));

    private static string ReadResource()
    {
        using var stream = typeof(VersionLock).Assembly.GetManifestResourceStream("versions.lock.json")
            ?? throw new InvalidOperationException("This build carries no versions.lock.json.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private IEnumerable<string> UnpinnedEntries() =>
    [
        .. from binary in Binaries.Values from file in binary.Files where !file.Value.IsPinned select $"binaries.{binary.Name}.{file.Key}",
        .. from chart in Charts.Values where !chart.IsPinned select $"charts.{chart.Name}",
        .. from image in Images.Values where !image.IsPinned select $"images.{image.Name}",
    ];
}
