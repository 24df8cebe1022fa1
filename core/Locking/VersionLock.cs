using System.Collections.Immutable;
using System.Text.Json;

namespace Stratus.Core.Locking;

/// <summary>Every artefact that lands on a host or in a cluster: the only place that holds a version.</summary>
public sealed class VersionLock
{
    private readonly ImmutableSortedDictionary<string, BinaryPin> _binaries;
    private readonly ImmutableSortedDictionary<string, ChartPin> _charts;
    private readonly ImmutableSortedDictionary<string, ImagePin> _images;

    private VersionLock(JsonElement root)
    {
        _binaries = Read(root, "binaries", (name, entry) => new BinaryPin
        {
            Name = name,
            Version = Text(entry, "version"),
            Why = Text(entry, "why"),
            Files = Read(entry, "files", (_, file) => new FilePin { Url = Text(file, "url"), Sha256 = Text(file, "sha256") }),
        });
        _charts = Read(root, "charts", (name, entry) => new ChartPin
        {
            Name = name,
            Version = Text(entry, "version"),
            Repository = Text(entry, "repository"),
            Digest = Text(entry, "digest"),
            Why = Text(entry, "why"),
        });
        _images = Read(root, "images", (name, entry) => new ImagePin
        {
            Name = name,
            Repository = Text(entry, "repository"),
            Tag = Text(entry, "tag"),
            Digest = Text(entry, "digest"),
            Why = Text(entry, "why"),
        });
    }

    /// <summary>The lock that this assembly was built with.</summary>
    public static VersionLock Embedded { get; } = ReadEmbedded();

    /// <summary>The entries whose digest is not known.</summary>
    public IReadOnlyList<UnpinnedArtefact> Unpinned =>
    [
        .. _binaries.Values.SelectMany(binary => binary.Files.Where(file => file.Value.Sha256.Length == 0)
            .Select(file => Unknown($"binaries.{binary.Name}.{file.Key}"))),
        .. _charts.Values.Where(chart => chart.Digest.Length == 0).Select(chart => Unknown($"charts.{chart.Name}")),
        .. _images.Values.Where(image => image.Digest.Length == 0).Select(image => Unknown($"images.{image.Name}")),
    ];

    /// <summary>Reads a lock's text.</summary>
    public static VersionLock Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new(document.RootElement);
    }

    /// <summary>A binary by name.</summary>
    public BinaryPin Binary(string name) => Find(_binaries, "binary", name);

    /// <summary>A chart by name.</summary>
    public ChartPin Chart(string name) => Find(_charts, "chart", name);

    /// <summary>An image by name.</summary>
    public ImagePin Image(string name) => Find(_images, "image", name);

    private static UnpinnedArtefact Unknown(string entry) => new(entry, "run `dotnet run --project cli -- lock refresh` on a machine with network");

    private static T Find<T>(ImmutableSortedDictionary<string, T> entries, string kind, string name) => entries.TryGetValue(name, out var entry)
        ? entry
        : throw new KeyNotFoundException($"versions.lock.json has no {kind} '{name}'. It has: {string.Join(", ", entries.Keys)}");

    private static ImmutableSortedDictionary<string, T> Read<T>(JsonElement parent, string name, Func<string, JsonElement, T> read) =>
        parent.GetProperty(name).EnumerateObject().ToImmutableSortedDictionary(one => one.Name, one => read(one.Name, one.Value), StringComparer.Ordinal);

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString() ?? "";

    private static VersionLock ReadEmbedded()
    {
        using var stream = typeof(VersionLock).Assembly.GetManifestResourceStream("versions.lock.json")!;
        using var document = JsonDocument.Parse(stream);
        return new(document.RootElement);
    }
}
