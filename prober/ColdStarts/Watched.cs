using System.Net;
using System.Text.Json;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.ColdStarts;

/// <summary>Objects of the API that are listed once and then watched. A watch that ends goes on where it was.</summary>
/// <param name="Name">What they are, for progress.</param>
/// <param name="List">Lists them: the objects, and the version of the list.</param>
/// <param name="Watch">Watches them from a version on, and tells what went wrong.</param>
internal sealed record Watched<T>(
    string Name,
    Func<CancellationToken, Task<(IList<T> Items, string Version)>> List,
    Func<string, Action<Exception>, CancellationToken, IAsyncEnumerable<(WatchEventType Type, T Item)>> Watch)
    where T : IMetadata<V1ObjectMeta>
{
    /// <summary>Shows what there is.</summary>
    /// <returns>The version from which on to watch.</returns>
    public async Task<string> ListAsync(Action<T> saw, CancellationToken cancellation)
    {
        var (items, version) = await Throttling.InsistAsync(List, cancellation);
        foreach (var item in items) saw(item);
        return version;
    }

    /// <summary>Shows what changes, until it is called off.</summary>
    public async Task FollowAsync(string version, Action<T> saw, Action<string> progress, CancellationToken cancellation)
    {
        var patience = new WatchPatience(Name, progress);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                // Too old a version is forgotten (410): whoever asks for it has to list again.
                var (last, failure) = await OnceAsync(version, saw, cancellation);
                if (last != version) patience.Restore();
                version = IsGone(failure) ? await ListAsync(saw, cancellation) : last;
                await patience.RestAsync(failure, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is HttpOperationException or HttpRequestException or IOException or JsonException or OperationCanceledException)
            {
                await patience.RestAsync(failure, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<(string Version, Exception? Failure)> OnceAsync(string version, Action<T> saw, CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            await foreach (var (type, item) in Watch(version, error => failure = error, cancellation).WithCancellation(cancellation))
            {
                if (type == WatchEventType.Error) break;
                version = item.ResourceVersion() ?? version;
                if (type is WatchEventType.Added or WatchEventType.Modified) saw(item);
            }
        }
        catch (Exception error) when (error is KubernetesException or HttpOperationException or HttpRequestException or IOException or JsonException)
        {
            failure = error;
        }
        return (version, failure);
    }

    private static bool IsGone(Exception? failure) =>
        failure is KubernetesException { Status.Code: (int)HttpStatusCode.Gone } or HttpOperationException { Response.StatusCode: HttpStatusCode.Gone };
}
