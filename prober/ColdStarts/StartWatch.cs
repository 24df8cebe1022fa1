using System.Collections.Concurrent;
using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.ColdStarts;

/// <summary>Two watches for all starts of a run, of its pods and of the events around them: when the conductor learned what.</summary>
internal sealed class StartWatch(IKubernetes cluster, SmokeRun run, TimeProvider clock, Action<string> progress) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, PodSighting> sightings = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource end = new();
    private readonly List<Task> watches = [];

    /// <summary>Begins to watch; from its end on nothing that happens is missed.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await StartAsync(Pods(), pod => Sighting(pod.Name())?.Saw(pod, clock.GetUtcNow()), cancellation);
        try
        {
            await StartAsync(Events(), happened => Sighting(happened.InvolvedObject?.Name)?.Saw(happened, clock.GetUtcNow()), cancellation);
        }
        catch (HttpOperationException refusal) when (refusal.Response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
        {
            progress("events may not be watched: when a sandbox or an image was there stays unknown, and so whether a node had the image");
        }
    }

    /// <summary>What will be learned of a pod that is about to be created, or started by a Job of that name.</summary>
    public PodSighting Expect(string name) => sightings.GetOrAdd(name, _ => new());

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await Task.WhenAll(watches);
        end.Dispose();
    }

    private async Task StartAsync<T>(Watched<T> watched, Action<T> saw, CancellationToken cancellation)
        where T : IMetadata<V1ObjectMeta>
    {
        var version = await watched.ListAsync(saw, cancellation);
        watches.Add(watched.FollowAsync(version, saw, progress, end.Token));
    }

    // A Job's pod has the Job's name, a dash, and five letters of its own.
    private PodSighting? Sighting(string? name) => name is null ? null
        : sightings.GetValueOrDefault(name) ?? sightings.GetValueOrDefault(name[..Math.Max(name.LastIndexOf('-'), 0)]);

    private Watched<V1Pod> Pods() => new(
        "pods",
        async token =>
        {
            var list = await cluster.CoreV1.ListNamespacedPodAsync(run.Plan.SandboxNamespace, labelSelector: run.Selector, cancellationToken: token);
            return (list.Items, list.ResourceVersion());
        },
        (version, failed, token) => cluster.CoreV1.WatchListNamespacedPodAsync(
            run.Plan.SandboxNamespace, labelSelector: run.Selector, resourceVersion: version, allowWatchBookmarks: true, onError: failed, cancellationToken: token));

    private Watched<Corev1Event> Events() => new(
        "events",
        async token =>
        {
            var list = await cluster.CoreV1.ListNamespacedEventAsync(run.Plan.SandboxNamespace, fieldSelector: OfPods, cancellationToken: token);
            return (list.Items, list.ResourceVersion());
        },
        (version, failed, token) => cluster.CoreV1.WatchListNamespacedEventAsync(
            run.Plan.SandboxNamespace, fieldSelector: OfPods, resourceVersion: version, allowWatchBookmarks: true, onError: failed, cancellationToken: token));

    private const string OfPods = "involvedObject.kind=Pod";
}
