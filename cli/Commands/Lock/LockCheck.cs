using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stratus.Cli.Commands.Lock;

/// <summary>Finds the artefacts that are not pinned.</summary>
internal static class LockCheck
{
    /// <summary>A line for each entry without a digest.</summary>
    public static IReadOnlyList<string> Unpinned(string json)
    {
        try
        {
            return [.. LockEntries.In(JsonNode.Parse(json) as JsonObject ?? throw new LockError("versions.lock.json is not a JSON object"))
                .Where(entry => entry.Digest.Length == 0).Select(entry => $"{entry.Path} has no digest: run 'stratus lock refresh' where there is a network")];
        }
        catch (JsonException error)
        {
            throw new LockError($"versions.lock.json is not valid JSON: {error.Message}");
        }
    }
}
