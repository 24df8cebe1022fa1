using System.Collections.Concurrent;
using System.Globalization;
using k8s.Models;
using Microsoft.AspNetCore.Http;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>ConfigMaps, as the API server keeps them: an immutable one is not changed, none is larger than it may be, and who names a version changes that one or none.</summary>
internal sealed class StandInConfigMaps
{
    private const int MostBytes = 1_048_576;

    private int versions;

    public ConcurrentDictionary<string, V1ConfigMap> All { get; } = new();

    public async Task AnswerAsync(HttpContext context, string method, string space, string[] path)
    {
        var key = path is [var name] ? $"{space}/{name}" : "";
        switch (method)
        {
            case "GET" when path.Length == 0:
                await Answers.WriteAsync(context, 200, List(context.Request.Query, space));
                break;
            case "POST":
                var made = await Answers.ReadAsync<V1ConfigMap>(context);
                if (made.BinaryData?.Values.Sum(data => data.Length) > MostBytes) await Answers.RefuseAsync(context, 422, "Invalid", "Too long: may not be more than 1048576 bytes");
                else if (!All.TryAdd($"{space}/{made.Name()}", Versioned(made))) await Answers.RefuseAsync(context, 409, "AlreadyExists", "it is there");
                else await Answers.WriteAsync(context, 201, made);
                break;
            case "PUT" when All.TryGetValue(key, out var before):
                var after = await Answers.ReadAsync<V1ConfigMap>(context);
                if (after.ResourceVersion() is { Length: > 0 } version && version != before.ResourceVersion()) await Answers.RefuseAsync(context, 409, "Conflict", "the object has been modified");
                else if (before.Immutable == true) await Answers.RefuseAsync(context, 422, "Invalid", "field is immutable when `immutable` is set");
                else await Answers.WriteAsync(context, 200, All[key] = Versioned(after));
                break;
            case "DELETE" when All.TryRemove(key, out var gone):
                await Answers.WriteAsync(context, 200, gone);
                break;
            case "GET" when All.TryGetValue(key, out var there):
                await Answers.WriteAsync(context, 200, there);
                break;
            default:
                await Answers.RefuseAsync(context, 404, "NotFound", $"configmaps \"{key}\" not found");
                break;
        }
    }

    private V1ConfigMap Versioned(V1ConfigMap map)
    {
        map.Metadata.ResourceVersion = Interlocked.Increment(ref versions).ToString(CultureInfo.InvariantCulture);
        return map;
    }

    // In the order of names, and in pages where they are asked for.
    private V1ConfigMapList List(IQueryCollection query, string space)
    {
        var (label, after) = (query["labelSelector"].SingleOrDefault(), query["continue"].SingleOrDefault() ?? "");
        var all = All.Values.Where(map => map.Namespace() == space && (label is null || map.GetLabel(label) is not null) && string.CompareOrdinal(map.Name(), after) > 0)
            .OrderBy(map => map.Name(), StringComparer.Ordinal).ToArray();
        var page = all.Take(int.TryParse(query["limit"].SingleOrDefault(), CultureInfo.InvariantCulture, out var limit) ? limit : all.Length).ToArray();
        return new() { Items = page, Metadata = new() { ContinueProperty = page.Length < all.Length ? page[^1].Name() : null } };
    }
}
