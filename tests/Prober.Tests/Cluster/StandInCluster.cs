using System.Collections.Concurrent;
using System.Text.Json;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>
/// The part of the Kubernetes API that the conductor uses, on loopback: its paths, status codes and JSON. Behind it a pod is a real container
/// of this machine, which plays every node.
/// </summary>
internal sealed class StandInCluster : IAsyncDisposable
{
    private readonly WebApplication host;
    private readonly ConcurrentDictionary<string, V1Pod> pods = new();
    private readonly ConcurrentDictionary<string, string> logs = new();
    private readonly Kubelet kubelet;

    private StandInCluster(WebApplication host, Kubelet kubelet) => (this.host, this.kubelet) = (host, kubelet);

    /// <summary>A client of it.</summary>
    public IKubernetes Client => new Kubernetes(new KubernetesClientConfiguration { Host = host.Urls.Single() });

    /// <summary>The pods that are there now.</summary>
    public IEnumerable<V1Pod> Pods => pods.Values;

    /// <summary>Every pod that was ever created.</summary>
    public ConcurrentBag<V1Pod> Created { get; } = [];

    /// <summary>Why a pod is not admitted; null: it is. Default: all are.</summary>
    public Func<V1Pod, string?> Admission { get; set; } = _ => null;

    /// <summary>Starts it.</summary>
    public static async Task<StandInCluster> StartAsync(Kubelet kubelet)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        var cluster = new StandInCluster(host, kubelet);
        host.Run(cluster.AnswerAsync);
        await host.StartAsync();
        return cluster;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Trim('/').Split('/');
        switch (context.Request.Method, path)
        {
            case ("GET", ["api", "v1", "nodes"]):
                await WriteAsync(context, 200, new V1NodeList { Items = [.. kubelet.Nodes.Select(Kubelet.Node)] });
                break;
            case ("POST", ["api", "v1", "namespaces", var space, "pods"]):
                await CreateAsync(context, space);
                break;
            case ("DELETE", ["api", "v1", "namespaces", var space, "pods"]):
                var selector = context.Request.Query["labelSelector"].Single()!.Split('=', 2);
                foreach (var (key, _) in pods.Where(pod => pod.Value.Namespace() == space && pod.Value.GetLabel(selector[0]) == selector[1])) pods.TryRemove(key, out _);
                await WriteAsync(context, 200, new V1PodList { Items = [] });
                break;
            case (var method, ["api", "v1", "namespaces", var space, "pods", var name, .. var sub]) when pods.TryGetValue($"{space}/{name}", out var pod):
                if (method == "DELETE") pods.TryRemove($"{space}/{name}", out _);
                if (sub is ["log"]) await context.Response.WriteAsync(logs.GetValueOrDefault($"{space}/{name}", ""));
                else await WriteAsync(context, 200, pod);
                break;
            default:
                await RefuseAsync(context, 404, "NotFound", "there is no such thing");
                break;
        }
    }

    private async Task CreateAsync(HttpContext context, string space)
    {
        using var body = new StreamReader(context.Request.Body);
        var pod = KubernetesJson.Deserialize<V1Pod>(await body.ReadToEndAsync());
        if (Admission(pod) is { } refusal)
        {
            await RefuseAsync(context, 403, "Forbidden", refusal);
            return;
        }
        pod.Status = new() { Phase = "Pending" };
        var key = $"{space}/{pod.Name()}";
        if (!pods.TryAdd(key, pod))
        {
            await RefuseAsync(context, 409, "AlreadyExists", $"pods \"{pod.Name()}\" already exists");
            return;
        }
        Created.Add(pod);
        logs.TryRemove(key, out _);
        await WriteAsync(context, 201, pod);
        _ = RunAsync(key, pod);
    }

    private async Task RunAsync(string key, V1Pod pod)
    {
        try
        {
            logs[key] = await kubelet.RunAsync(pod);
            pod.Status.Phase = "Succeeded";
        }
        catch (InvalidOperationException error)
        {
            logs[key] = error.Message;
            pod.Status.Phase = "Failed";
        }
    }

    private static Task WriteAsync(HttpContext context, int code, object answer) => WriteAsync(context, code, KubernetesJson.Serialize(answer));

    // The client's model of a Status reads itself, but does not write itself.
    private static Task RefuseAsync(HttpContext context, int code, string reason, string message) => WriteAsync(context, code,
        JsonSerializer.Serialize(new { kind = "Status", apiVersion = "v1", status = "Failure", reason, message, code }));

    private static Task WriteAsync(HttpContext context, int code, string json)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }
}
