using System.Text.Json.Nodes;

namespace Stratus.Cli.Commands.Lock;

/// <summary>What kind of artefact an entry pins, which decides where its digest comes from.</summary>
internal enum LockEntryKind
{
    /// <summary>A file: the SHA-256 of its bytes.</summary>
    File,

    /// <summary>A container image: the digest of its manifest, for all platforms.</summary>
    Image,

    /// <summary>A Helm chart: the digest of its archive, or of its manifest in an OCI registry.</summary>
    Chart,
}

/// <summary>One pinned artefact.</summary>
/// <param name="Path">The keys that lead to it from the root of the lock.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Json">What the lock says of it.</param>
internal sealed record LockEntry(string[] Path, LockEntryKind Kind, JsonObject Json)
{
    /// <summary>The digest; empty when it is not known yet.</summary>
    public string Digest => Json[DigestPath[^1]]?.GetValue<string>() ?? "";

    /// <summary>The keys that lead to the digest.</summary>
    public string[] DigestPath => [.. Path, Kind == LockEntryKind.File ? "sha256" : "digest"];

    /// <summary>A member that the entry must have.</summary>
    public string Text(string key) => Json[key] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0
        ? text : throw new LockError($"has no '{key}'");

    /// <inheritdoc />
    public override string ToString() => string.Join('.', Path.Where(key => key != "files"));
}

/// <summary>Finds the entries of a lock.</summary>
internal static class LockEntries
{
    /// <summary>Every entry in the order of the file, binaries first.</summary>
    public static IReadOnlyList<LockEntry> In(JsonObject root) =>
    [
        .. Members(root["binaries"]).SelectMany(binary => Members(binary.Value?["files"])
            .Select(file => new LockEntry(["binaries", binary.Key, "files", file.Key], LockEntryKind.File, file.Value!.AsObject()))),
        .. Members(root["charts"]).Select(chart => new LockEntry(["charts", chart.Key], LockEntryKind.Chart, chart.Value!.AsObject())),
        .. Members(root["images"]).Select(image => new LockEntry(["images", image.Key], LockEntryKind.Image, image.Value!.AsObject())),
    ];

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonNode? node) =>
        (node as JsonObject ?? []).Where(member => member.Value is JsonObject);
}
