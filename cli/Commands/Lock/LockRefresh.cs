using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stratus.Core.Files;

namespace Stratus.Cli.Commands.Lock;

/// <summary>Fills in every digest of <c>versions.lock.json</c> from what the network serves. The only writer of that file.</summary>
internal sealed class LockRefresh(HttpMessageHandler handler, Action<string> progress) : IDisposable
{
    private readonly Downloads downloads = new(handler);

    /// <summary>
    /// Returns the lock's text with every digest, or throws a <see cref="LockError"/> that names every entry that failed.
    /// </summary>
    public async Task<string> RunAsync(string json, CancellationToken cancellation)
    {
        var text = new JsonText(json);
        var errors = new List<string>();
        foreach (var entry in LockEntries.In(Parse(json)))
            try
            {
                text.Set(entry.DigestPath, await RefreshAsync(entry, cancellation));
            }
            catch (Exception error) when (error is LockError or IOException)
            {
                errors.Add($"{entry}: {error.Message}");
            }
        return errors.Count == 0 ? text.ToString() : throw new LockError(
            $"versions.lock.json was not changed, because {errors.Count} of its entries could not be refreshed:{Environment.NewLine}"
            + string.Join(Environment.NewLine, errors.Select(error => $"  {error}")));
    }

    /// <inheritdoc />
    public void Dispose() => downloads.Dispose();

    private async Task<string> RefreshAsync(LockEntry entry, CancellationToken cancellation)
    {
        var found = entry.Kind switch
        {
            LockEntryKind.File => await downloads.Sha256Async(entry.Text("url"), cancellation),
            LockEntryKind.Image => await new OciRegistry(downloads).DigestAsync(entry.Text("repository"), entry.Text("tag"), cancellation),
            _ => await new HelmCharts(downloads).DigestAsync(entry.Text("repository"), entry.Path[^1], entry.Text("version"), cancellation),
        };
        progress(entry.Digest == found ? $"{entry} unchanged" : entry.Digest.Length == 0 ? $"{entry} {found}"
            : $"{entry} {found}, was {entry.Digest}");
        return found;
    }

    private static JsonObject Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? throw new LockError("versions.lock.json is not a JSON object");
        }
        catch (JsonException)
        {
            throw new LockError($"versions.lock.json is not valid JSON: {JsonMistake.In(Encoding.UTF8.GetBytes(json))}");
        }
    }
}
