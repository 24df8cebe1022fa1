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

/// <summary>One pinned artefact; setting <see cref="Digest"/> changes the lock's JSON and nothing around it.</summary>
internal sealed record LockEntry(string Path, string Name, LockEntryKind Kind, JsonObject Json)
{
    private string DigestKey => Kind == LockEntryKind.File ? "sha256" : "digest";

    /// <summary>The digest; empty when it is not known yet.</summary>
    public string Digest
    {
        get => Json[DigestKey]?.GetValue<string>() ?? "";
        set => Json[DigestKey] = value;
    }

    /// <summary>A member that the entry must have.</summary>
    public string Text(string key) => Json[key] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0
        ? text : throw new LockError($"has no '{key}'");
}

/// <summary>Finds the entries of a lock.</summary>
internal static class LockEntries
{
    /// <summary>Every entry in the order of the file.</summary>
    public static IReadOnlyList<LockEntry> In(JsonObject root) =>
    [
        .. Files("binaries", root["binaries"]),
        .. Named(root, "charts", LockEntryKind.Chart),
        .. Named(root, "images", LockEntryKind.Image),
    ];

    // A binary has a file per architecture.
    private static IEnumerable<LockEntry> Files(string path, JsonNode? node) => node is not JsonObject json ? []
        : json.ContainsKey("url") ? [new(path, path, LockEntryKind.File, json)]
        : json.SelectMany(member => Files($"{path}.{member.Key}", member.Value));

    private static IEnumerable<LockEntry> Named(JsonObject root, string section, LockEntryKind kind) =>
        (root[section] as JsonObject ?? []).Where(member => member.Value is JsonObject)
            .Select(member => new LockEntry($"{section}.{member.Key}", member.Key, kind, member.Value!.AsObject()));
}
