using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Stratus.Prober.Tests.Cluster;

namespace Stratus.Prober.Tests.ColdStarts;

/// <summary>
/// The part of the Kubernetes API by which starts are timed, on loopback: pods and events with their watches, logs with timestamps, and exec
/// over a WebSocket with a real process behind it. Who plays the kubelet is up to a test.
/// </summary>
internal sealed class TimedCluster : IAsyncDisposable
{
    private const string JobName = "batch.kubernetes.io/job-name";

    private readonly WebApplication host;
    private readonly Func<TimedPod, Task> kubelet;
    private readonly ConcurrentDictionary<string, TimedPod> pods = new();

    private TimedCluster(WebApplication host, Func<TimedPod, Task> kubelet) => (this.host, this.kubelet) = (host, kubelet);

    public IKubernetes Client => new Kubernetes(new KubernetesClientConfiguration { Host = Url });

    public string Url => host.Urls.Single();

    public Changes<V1Pod> PodChanges { get; } = new();

    public Changes<Corev1Event> EventChanges { get; } = new();

    /// <summary>The pods that are there now.</summary>
    public IEnumerable<TimedPod> Pods => pods.Values;

    /// <summary>The Jobs that are there now.</summary>
    public ConcurrentDictionary<string, V1Job> Jobs { get; } = new();

    /// <summary>Every pod that was ever created.</summary>
    public ConcurrentBag<V1Pod> Created { get; } = [];

    /// <summary>How long the API server has creations of a pod come again, in seconds; null: it is taken in. Default: all are.</summary>
    public Func<V1Pod, int?> Throttle { get; set; } = _ => null;

    /// <summary>Whether events may be read. Default: yes.</summary>
    public bool ShowsEvents { get; set; } = true;

    /// <summary>What answers a call in its place; null: it is answered. Default: all are.</summary>
    public Func<HttpContext, Task?> Instead { get; set; } = _ => null;

    /// <summary>Whether nodes can be reached for an exec. Default: all.</summary>
    public Func<string, bool> IsReachable { get; set; } = _ => true;

    public static async Task<TimedCluster> StartAsync(Func<TimedPod, Task> kubelet)
    {
        var host = Answers.Host();
        var cluster = new TimedCluster(host, kubelet);
        host.Run(cluster.AnswerAsync);
        await host.StartAsync();
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        PodChanges.Cut();
        EventChanges.Cut();
        await host.DisposeAsync();
        PodChanges.Dispose();
        EventChanges.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        if (Instead(context) is { } other) return other;
        var isWatch = context.Request.Query["watch"] == "true";
        return (context.Request.Method, context.Request.Path.Value!.Trim('/').Split('/')) switch
        {
            ("GET", [.., "events"]) when !ShowsEvents => RefuseAsync(context, 403, "Forbidden"),
            ("GET", [.., "events"]) when isWatch => EventChanges.WatchAsync(context),
            ("GET", [.., "events"]) => Answers.WriteAsync(context, 200, new Corev1EventList { Items = [], Metadata = new() { ResourceVersion = $"{EventChanges.Version}" } }),
            ("GET", [.., "pods"]) when isWatch => PodChanges.WatchAsync(context),
            ("GET", [.., "pods"]) => Answers.WriteAsync(context, 200, new V1PodList { Items = [.. Selected(context)], Metadata = new() { ResourceVersion = $"{PodChanges.Version}" } }),
            ("POST", [.., "pods"]) => CreateAsync(context),
            ("POST", [.., "jobs"]) => CreateJobAsync(context),
            ("GET", [.., "jobs", var name]) when Jobs.TryGetValue(name, out var job) => Answers.WriteAsync(context, 200, job),
            ("DELETE", [.., "jobs", var name]) => DeleteJobAsync(context, name),
            ("DELETE", [.., "jobs" or "services"]) => Answers.WriteAsync(context, 200, new V1JobList { Items = [] }),
            ("DELETE", [.., "pods"]) => DeleteAllAsync(context),
            ("GET", [.., "pods", var name, "exec"]) when pods.TryGetValue(name, out var pod) => ExecAsync(context, pod),
            ("GET", [.., "pods", var name, "log"]) when pods.TryGetValue(name, out var pod) && pod.Log.Length > 0 =>
                context.Response.WriteAsync(context.Request.Query["timestamps"] == "true" ? pod.Log : pod.PlainLog),
            ("GET", [.., "pods", _, "log"]) => RefuseAsync(context, 400, "BadRequest"),
            ("DELETE", [.., "pods", var name]) when pods.TryRemove(name, out var pod) => Answers.WriteAsync(context, 200, pod.Pod),
            ("GET", [.., "pods", var name]) when pods.TryGetValue(name, out var pod) => Answers.WriteAsync(context, 200, pod.Pod),
            _ => RefuseAsync(context, 404, "NotFound"),
        };
    }

    private async Task CreateAsync(HttpContext context)
    {
        var pod = await Answers.ReadAsync<V1Pod>(context);
        if (Throttle(pod) is { } seconds)
        {
            context.Response.Headers.RetryAfter = $"{seconds}";
            await RefuseAsync(context, 429, "TooManyRequests");
            return;
        }
        var start = Add(pod);
        await Answers.WriteAsync(context, 201, pod);
        start();
    }

    private async Task CreateJobAsync(HttpContext context)
    {
        var job = await Answers.ReadAsync<V1Job>(context);
        job.Metadata.Uid = Guid.NewGuid().ToString();
        await Answers.WriteAsync(context, 201, job);
        if (job.Spec.Parallelism == 0) return;
        Jobs[job.Metadata.Name] = job;
        Add(new()
        {
            Metadata = new()
            {
                Name = $"{job.Metadata.Name}-x7k2p",
                NamespaceProperty = job.Metadata.NamespaceProperty,
                Labels = new Dictionary<string, string>(job.Spec.Template.Metadata.Labels) { [JobName] = job.Metadata.Name },
                OwnerReferences = [new() { ApiVersion = "batch/v1", Kind = "Job", Name = job.Metadata.Name, Uid = job.Metadata.Uid }],
            },
            Spec = job.Spec.Template.Spec,
        })();
    }

    private Action Add(V1Pod asked)
    {
        var pod = new TimedPod(asked, PodChanges, EventChanges);
        pods[pod.Name] = pod;
        Created.Add(asked);
        PodChanges.Add("ADDED", asked);
        return () => _ = Task.Run(() => kubelet(pod));
    }

    private Task DeleteJobAsync(HttpContext context, string name)
    {
        Jobs.TryRemove(name, out var job);
        foreach (var pod in pods.Values.Where(pod => pod.Pod.GetLabel(JobName) == name)) pods.TryRemove(pod.Name, out _);
        return job is null ? RefuseAsync(context, 404, "NotFound") : Answers.WriteAsync(context, 200, job);
    }

    private Task DeleteAllAsync(HttpContext context)
    {
        foreach (var pod in Selected(context)) pods.TryRemove(pod.Metadata.Name, out _);
        return Answers.WriteAsync(context, 200, new V1PodList { Items = [] });
    }

    private IEnumerable<V1Pod> Selected(HttpContext context)
    {
        var (space, selector) = (context.Request.Path.Value!.Trim('/').Split('/')[^2], context.Request.Query["labelSelector"].Single()!.Split('=', 2));
        return pods.Values.Select(pod => pod.Pod).Where(pod => pod.Metadata.NamespaceProperty == space && pod.GetLabel(selector[0]) == selector[1]);
    }

    private Task ExecAsync(HttpContext context, TimedPod pod) => IsReachable(pod.Node) ? ExecSocket.RunAsync(context) : RefuseAsync(context, 502, "BadGateway");

    private static Task RefuseAsync(HttpContext context, int code, string reason) => Answers.RefuseAsync(context, code, reason, reason);
}
