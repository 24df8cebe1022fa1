using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Stratus.Core.Files;

namespace Stratus.Core.Locking;

/// <summary>Reads a lock and gathers every mistake.</summary>
internal sealed class LockReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private readonly List<string> _errors = [];

    public VersionLock Read(string json)
    {
        var root = Document(json);
        Members("", root, "schemaVersion", "binaries", "charts", "images");
        if (root.ValueKind == JsonValueKind.Object && !(Member(root, "schemaVersion") is { ValueKind: JsonValueKind.Number } version && version.GetRawText() == "1"))
            _errors.Add("schemaVersion: must be 1");
        var result = new VersionLock
        {
            Binaries = Pins("binaries", root, Binary),
            Charts = Pins("charts", root, Chart),
            Images = Pins("images", root, Image),
        };
        return _errors.Count == 0 ? result : throw new VersionLockException([.. _errors]);
    }

    private static JsonElement Document(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new VersionLockException([$"not JSON: {JsonMistake.In(Encoding.UTF8.GetBytes(json))}"]);
        }
    }

    private BinaryPin Binary(string path, string name, JsonElement value)
    {
        Members(path, value, "version", "why", "files");
        var version = Version(path, value, "version");
        var files = ImmutableSortedDictionary.CreateBuilder<string, FilePin>(StringComparer.Ordinal);
        if (Member(value, "files") is not { ValueKind: JsonValueKind.Object } list) _errors.Add($"{path}.files: must be an object of amd64, arm64 or both");
        else
        {
            Members($"{path}.files", list, "amd64", "arm64");
            foreach (var file in list.EnumerateObject()) files[file.Name] = File($"{path}.files.{file.Name}", version, file.Value);
            if (files.Count == 0) _errors.Add($"{path}.files: must have amd64, arm64 or both");
        }

        return new(name, version, Text(path, value, "why", LockRules.Why), files.ToImmutable());
    }

    private FilePin File(string path, string version, JsonElement value)
    {
        Members(path, value, "url", "sha256");
        return new(
            Text(path, value, "url", url => LockRules.Https(url) ?? LockRules.Mentions(url, version)),
            Text(path, value, "sha256", LockRules.Sha256));
    }

    private ChartPin Chart(string path, string name, JsonElement value)
    {
        Members(path, value, "version", "repository", "digest", "why");
        return new(
            name, Version(path, value, "version"), Text(path, value, "repository", LockRules.ChartRepository),
            Text(path, value, "digest", LockRules.Digest), Text(path, value, "why", LockRules.Why));
    }

    private ImagePin Image(string path, string name, JsonElement value)
    {
        Members(path, value, "repository", "tag", "digest", "why");
        return new(
            name, Text(path, value, "repository", LockRules.ImageRepository), Version(path, value, "tag"),
            Text(path, value, "digest", LockRules.Digest), Text(path, value, "why", LockRules.Why));
    }

    private ImmutableSortedDictionary<string, T> Pins<T>(string section, JsonElement root, Func<string, string, JsonElement, T> read)
    {
        var pins = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        if (Member(root, section) is { ValueKind: JsonValueKind.Object } list)
            foreach (var pin in list.EnumerateObject()) pins[pin.Name] = read($"{section}.{pin.Name}", pin.Name, pin.Value);
        else if (root.ValueKind == JsonValueKind.Object) _errors.Add($"{section}: must be an object");
        return pins.ToImmutable();
    }

    private string Version(string path, JsonElement value, string key) => Text(path, value, key, LockRules.ExactVersion);

    private string Text(string path, JsonElement value, string key, Func<string, string?> check)
    {
        if (value.ValueKind != JsonValueKind.Object) return "";
        var text = Member(value, key) is { ValueKind: JsonValueKind.String } member ? member.GetString()! : null;
        if (text is null) _errors.Add($"{path}.{key}: must be a text");
        else if (check(text) is { } problem) _errors.Add($"{path}.{key}: '{text}' {problem}");
        return text ?? "";
    }

    private void Members(string path, JsonElement value, params string[] known)
    {
        var dotted = path.Length == 0 ? "" : path + ".";
        if (value.ValueKind != JsonValueKind.Object) _errors.Add($"{(path.Length == 0 ? "the lock" : path)}: must be an object");
        else
            foreach (var name in value.EnumerateObject().Select(member => member.Name).Except(known))
                _errors.Add($"{dotted}{name}: unknown; allowed here: {string.Join(", ", known)}");
    }

    private static JsonElement? Member(JsonElement value, string key) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(key, out var member) ? member : null;
}
