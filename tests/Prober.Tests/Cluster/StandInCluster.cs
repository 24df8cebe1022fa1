using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Stratus.Prober.Tests.ColdStarts;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>
/// The part of the Kubernetes API that the conductor uses, on loopback: its paths, status codes and JSON. Behind it a pod is a real container
/// of this machine, which plays every node.
/// </summary>
internal sealed class StandInCluster : IAsyncDisposable
{
    private readonly WebApplication host;
    private readonly StandInPods pods;
    private readonly StandInPools pools;
    private readonly ConcurrentDictionary<string, V1Job> jobs = new();
    private readonly ConcurrentDictionary<string, V1Service> services = new();
    private readonly StandInConfigMaps configMaps = new();
    private readonly StandInGarbage garbage;
    private readonly Kubelet kubelet;
    private int calls;

    private StandInCluster(WebApplication host, Kubelet kubelet)
    {
        (this.host, this.kubelet, pods) = (host, kubelet, new(kubelet));
        pools = new(pods);
        garbage = new(pods, pools, jobs, services);
    }

    /// <summary>Time passes, until nothing is left that the cluster itself takes away.</summary>
    public void Collect() => garbage.Collect();

    /// <summary>A client of it that may do everything.</summary>
    public IKubernetes Client => new Kubernetes(new KubernetesClientConfiguration { Host = Url, SkipTlsVerify = true });

    /// <summary>A client of it that may do what <see cref="Access"/> allows.</summary>
    public IKubernetes HeldClient => new Kubernetes(new KubernetesClientConfiguration { Host = Url, SkipTlsVerify = true, AccessToken = Access!.Token });

    /// <summary>Everything that is there now, but for its nodes.</summary>
    public IEnumerable<string> Objects => [.. pods.All.Select(pod => $"pod {pod.Name()}"), .. jobs.Keys.Select(key => $"job {key}"), .. services.Keys.Select(key => $"service {key}"), .. pools.Objects];

    /// <summary>The Jobs that are there now.</summary>
    public IEnumerable<V1Job> Jobs => jobs.Values;

    /// <summary>The pods that are there now.</summary>
    public IEnumerable<V1Pod> Pods => pods.All;

    /// <summary>The Services that are there now.</summary>
    public IEnumerable<V1Service> Services => services.Values;

    /// <summary>Its agent-sandbox.</summary>
    public StandInPools Pools => pools;

    /// <summary>The ConfigMaps that are there now, by <c>namespace/name</c>.</summary>
    public IDictionary<string, V1ConfigMap> ConfigMaps => configMaps.All;

    /// <summary>Where it is.</summary>
    public string Url => host.Urls.Single();

    /// <summary>Every pod that was ever created.</summary>
    public IEnumerable<V1Pod> Created => pods.Created;

    /// <summary>What whoever bears its token may do. Default: everybody may do everything.</summary>
    public ClusterAccess? Access { get; set; }

    /// <summary>Why a pod is not admitted; null: it is. Default: all are.</summary>
    public Func<V1Pod, string?> Admission { get; set; } = _ => null;

    /// <summary>Whether it has too much to do for the call of a number. Default: never.</summary>
    public Func<int, bool> IsBusy { get; set; } = _ => false;

    /// <summary>The status with which it fails at the call of a number; null: it does not. Default: never.</summary>
    public Func<HttpRequest, int, int?> Fails { get; set; } = (_, _) => null;

    /// <summary>Starts it.</summary>
    /// <param name="kubelet">What runs its pods.</param>
    /// <param name="certificate">What it shows to its clients; null: nothing, and it talks in the clear.</param>
    public static async Task<StandInCluster> StartAsync(Kubelet kubelet, X509Certificate2? certificate = null)
    {
        var host = Answers.Host(certificate);
        var cluster = new StandInCluster(host, kubelet);
        host.Run(cluster.AnswerAsync);
        await host.StartAsync();
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        pods.Changes.Cut();
        pods.Events.Cut();
        await host.DisposeAsync();
        await pods.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var call = Interlocked.Increment(ref calls);
        if (Fails(context.Request, call) is { } status) await Answers.RefuseAsync(context, status, "Failed", "not now");
        else if (IsBusy(call))
        {
            context.Response.Headers.RetryAfter = "0";
            await Answers.RefuseAsync(context, 429, "TooManyRequests", "the server has received too many requests");
        }
        else if (Access is null || !await Access.RefusesAsync(context)) await AnswerNowAsync(context);
    }

    private Task AnswerNowAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value!.Trim('/').Split('/')) switch
    {
        ("GET", ["api", "v1", "nodes"]) => Answers.WriteAsync(context, 200, new V1NodeList { Items = [.. kubelet.Nodes.Select(name => StandInNode.Of(name, kubelet.Fabric))] }),
        ("GET", ["api", "v1", "namespaces", "default", "services", "kubernetes"]) => Answers.WriteAsync(context, 200, new V1Service { Spec = new() { ClusterIP = Fabric.ApiServer } }),
        ("POST", ["api", "v1", "namespaces", _, "services"]) => CreateServiceAsync(context),
        ("DELETE", ["api", "v1", "namespaces", var space, "services"]) => DeleteAllAsync(context, space, services, _ => { }),
        (var method, ["api", "v1", "namespaces", var space, "configmaps", .. var name]) => configMaps.AnswerAsync(context, method, space, name),
        ("GET", ["apis"]) => Answers.WriteAsync(context, 200, pools.Groups),
        (var method, ["apis", "extensions.agents.x-k8s.io", "v1beta1", "namespaces", var space, var resource, .. var name]) => pools.AnswerAsync(context, method, space, resource, name),
        ("GET", ["apis", "batch", "v1", "namespaces", var space, "jobs", var name]) when jobs.TryGetValue($"{space}/{name}", out var job) => Answers.WriteAsync(context, 200, job),
        ("POST", ["apis", "batch", "v1", "namespaces", _, "jobs"]) => CreateJobAsync(context),
        ("DELETE", ["apis", "batch", "v1", "namespaces", var space, "jobs"]) => DeleteAllAsync(context, space, jobs, job => pods.RemoveOf(job)),
        ("DELETE", ["apis", "batch", "v1", "namespaces", var space, "jobs", var name]) => DeleteJobAsync(context, $"{space}/{name}"),
        ("POST", ["api", "v1", "namespaces", _, "pods"]) => CreatePodAsync(context),
        ("GET", ["api", "v1", "namespaces", _, "pods"]) when IsWatch(context) => pods.Changes.WatchAsync(context),
        ("GET", ["api", "v1", "namespaces", var space, "pods"]) => Answers.WriteAsync(context, 200,
            new V1PodList { Items = [.. pods.All.Where(pod => IsSelected(context, space, pod))], Metadata = new() { ResourceVersion = $"{pods.Changes.Version}" } }),
        ("GET", ["api", "v1", "namespaces", _, "events"]) when IsWatch(context) => pods.Events.WatchAsync(context),
        ("GET", ["api", "v1", "namespaces", _, "events"]) => Answers.WriteAsync(context, 200, new Corev1EventList { Items = [], Metadata = new() { ResourceVersion = $"{pods.Events.Version}" } }),
        ("DELETE", ["api", "v1", "namespaces", var space, "pods"]) => DeletePodsAsync(context, space),
        (var method, ["api", "v1", "namespaces", var space, "pods", var name, .. var sub]) => PodAsync(context, method, $"{space}/{name}", sub),
        _ => Answers.RefuseAsync(context, 404, "NotFound", "there is no such thing"),
    };

    private async Task CreatePodAsync(HttpContext context)
    {
        var pod = await Answers.ReadAsync<V1Pod>(context);
        if (Admission(pod) is { } refusal) await Answers.RefuseAsync(context, 403, "Forbidden", refusal);
        else if (!pods.Start(pod)) await Answers.RefuseAsync(context, 409, "AlreadyExists", $"pods \"{pod.Name()}\" already exists");
        else await Answers.WriteAsync(context, 201, pod);
    }

    private Task PodAsync(HttpContext context, string method, string key, string[] sub)
    {
        if (pods.Find(key) is not { } pod) return Answers.RefuseAsync(context, 404, "NotFound", $"pods \"{key}\" not found");
        if (method == "DELETE") pods.Remove(key);
        return sub switch
        {
            ["log"] when !kubelet.IsReachable(pod.Spec.NodeName ?? "") => Answers.RefuseAsync(context, 502, "BadGateway", "error dialing backend: no route to host"),
            ["log"] => context.Response.WriteAsync(pods.LogOf(key, isDated: context.Request.Query["timestamps"] == "true")),
            ["exec"] => ExecSocket.RunAsync(context),
            _ => Answers.WriteAsync(context, 200, pod),
        };
    }

    private Task DeletePodsAsync(HttpContext context, string space)
    {
        foreach (var pod in pods.All.Where(pod => IsSelected(context, space, pod))) pods.Remove(pod);
        return Answers.WriteAsync(context, 200, new V1PodList { Items = [] });
    }

    // As the Jobs' controller does: a pod of its own name and labels, unless none is wanted.
    private async Task CreateJobAsync(HttpContext context)
    {
        var job = await Answers.ReadAsync<V1Job>(context);
        job.Metadata.Uid = Guid.NewGuid().ToString();
        jobs[$"{job.Namespace()}/{job.Name()}"] = job;
        await Answers.WriteAsync(context, 201, job);
        if (job.Spec.Completions != 0 && Admission(StandInPods.Of(job)) is null) pods.Start(StandInPods.Of(job));
    }

    private Task DeleteJobAsync(HttpContext context, string key)
    {
        if (!jobs.TryRemove(key, out var job)) return Answers.RefuseAsync(context, 404, "NotFound", $"jobs \"{key}\" not found");
        pods.RemoveOf(job);
        return Answers.WriteAsync(context, 200, job);
    }

    private async Task CreateServiceAsync(HttpContext context)
    {
        var service = await Answers.ReadAsync<V1Service>(context);
        service.Spec.ClusterIP = Fabric.Service;
        services[$"{service.Namespace()}/{service.Name()}"] = service;
        await Answers.WriteAsync(context, 201, service);
    }

    private static Task DeleteAllAsync<T>(HttpContext context, string space, ConcurrentDictionary<string, T> things, Action<T> gone)
        where T : IMetadata<V1ObjectMeta>
    {
        foreach (var (key, thing) in things.Where(thing => IsSelected(context, space, thing.Value)))
        {
            things.TryRemove(key, out _);
            gone(thing);
        }
        return Answers.WriteAsync(context, 200, """{"kind":"Status","apiVersion":"v1","status":"Success"}""");
    }

    private static bool IsWatch(HttpContext context) => context.Request.Query["watch"] == "true";

    private static bool IsSelected(HttpContext context, string space, IMetadata<V1ObjectMeta> thing)
    {
        var selector = context.Request.Query["labelSelector"].Single()!.Split('=', 2);
        return thing.Metadata.NamespaceProperty == space && thing.Metadata.Labels?.TryGetValue(selector[0], out var value) == true && value == selector[1];
    }
}
