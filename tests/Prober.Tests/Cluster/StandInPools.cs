using System.Collections.Concurrent;
using System.Text.Json;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Http;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>agent-sandbox's API and controller: fills pools from templates, hands what waits there out to claims, replaces it, and takes away what was given back.</summary>
internal sealed class StandInPools(StandInPods pods)
{
    private const string Group = "extensions.agents.x-k8s.io";
    private const string PoolLabel = "agents.x-k8s.io/warm-pool-sandbox";

    private readonly ConcurrentDictionary<string, Thing> things = new();
    private readonly ConcurrentDictionary<string, V1Pod> handedOut = new();
    private readonly Lock gate = new();

    /// <summary>Whether it was installed. Default: no.</summary>
    public bool IsInstalled { get; set; }

    /// <summary>Whether its controller runs. Default: yes.</summary>
    public bool IsRunning { get; set; } = true;

    /// <summary>Whether it gives what was given back to the next. Default: no.</summary>
    public bool Reuses { get; set; }

    /// <summary>Whether it starts a sandbox for a claim although one waits. Default: no.</summary>
    public bool IgnoresPools { get; set; }

    /// <summary>What happens to a pod when it is handed out. Default: nothing.</summary>
    public Func<V1Pod, Task> HandingOut { get; set; } = _ => Task.CompletedTask;

    /// <summary>Everything that is there now.</summary>
    public IEnumerable<string> Objects => things.Keys;

    /// <summary>The metadata of everything, by its name among <see cref="Objects"/>.</summary>
    public IEnumerable<(string Name, V1ObjectMeta Metadata)> All => things.Select(thing => (thing.Key, thing.Value.Metadata));

    /// <summary>The API groups of the cluster.</summary>
    public V1APIGroupList Groups => new()
    {
        Groups = [new() { Name = "batch" }, .. IsInstalled ? [new V1APIGroup { Name = Group }] : Array.Empty<V1APIGroup>()],
    };

    public async Task AnswerAsync(HttpContext context, string method, string space, string resource, string[] path)
    {
        var key = path is [var name] ? $"{resource} {space}/{name}" : "";
        switch (method)
        {
            case var _ when !IsInstalled:
                await Answers.RefuseAsync(context, 404, "NotFound", "the server could not find the requested resource");
                break;
            case "POST":
                var made = await Answers.ReadAsync<Thing>(context);
                made.Metadata.Uid = Guid.NewGuid().ToString();
                things[$"{resource} {space}/{made.Metadata.Name}"] = made;
                if (IsRunning) await MadeAsync(resource, made);
                await Answers.WriteAsync(context, 201, made);
                break;
            case "DELETE" when path.Length == 0:
                var selector = context.Request.Query["labelSelector"].Single()!.Split('=', 2);
                foreach (var (one, thing) in things.Where(thing => thing.Key.StartsWith($"{resource} {space}/") && thing.Value.GetLabel(selector[0]) == selector[1])) Remove(one, thing);
                await Answers.WriteAsync(context, 200, "{}");
                break;
            case "DELETE" when things.TryGetValue(key, out var gone):
                Remove(key, gone);
                await Answers.WriteAsync(context, 200, gone);
                break;
            case "GET" when things.TryGetValue(key, out var there):
                await Answers.WriteAsync(context, 200, resource == "sandboxwarmpools" ? there with { Status = new { readyReplicas = Waiting(there).Count() } } : there);
                break;
            default:
                await Answers.RefuseAsync(context, 404, "NotFound", $"{key} not found");
                break;
        }
    }

    /// <summary>Takes one away, and what its controller made for it.</summary>
    public void Remove(string name)
    {
        if (things.TryGetValue(name, out var thing)) Remove(name, thing);
    }

    private async Task MadeAsync(string resource, Thing thing)
    {
        if (resource == "sandboxwarmpools") Fill(thing);
        if (resource == "sandboxclaims") await HandOutAsync(thing);
    }

    private async Task HandOutAsync(Thing claim)
    {
        var pool = things[$"sandboxwarmpools {claim.Metadata.NamespaceProperty}/{claim.Spec.GetProperty("warmPoolRef").GetProperty("name").GetString()}"];
        V1Pod? pod;
        lock (gate)
        {
            pod = IgnoresPools ? Start(pool, claim.Metadata.Name) : Waiting(pool).First();
            pod.Metadata.Labels.Remove(PoolLabel);
            handedOut[claim.Metadata.Uid] = pod;
        }
        await HandingOut(pod);
        claim.Status = new { conditions = new[] { new { type = "Ready", status = "True" } }, sandbox = new { name = pod.Name() } };
        Fill(pool);
    }

    private void Fill(Thing pool)
    {
        lock (gate)
        {
            if (Members(pool).Any()) return;
            Start(pool, $"{pool.Metadata.Name}-{Guid.NewGuid().ToString("N")[..5]}").Metadata.Labels[PoolLabel] = pool.Metadata.Name;
        }
    }

    private V1Pod Start(Thing pool, string name)
    {
        var template = things[$"sandboxtemplates {pool.Metadata.NamespaceProperty}/{pool.Spec.GetProperty("sandboxTemplateRef").GetProperty("name").GetString()}"];
        // A pod of its own each time.
        var made = KubernetesJson.Deserialize<V1PodTemplateSpec>(template.Spec.GetProperty("podTemplate").GetRawText());
        var pod = new V1Pod
        {
            Metadata = new()
            {
                Name = name,
                NamespaceProperty = pool.Metadata.NamespaceProperty,
                Labels = made.Metadata.Labels,
                OwnerReferences = [new() { ApiVersion = "agents.x-k8s.io/v1beta1", Kind = "Sandbox", Name = name }],
            },
            Spec = made.Spec,
        };
        pods.Start(pod);
        return pod;
    }

    private IEnumerable<V1Pod> Members(Thing pool) =>
        pods.All.Where(pod => pod.Namespace() == pool.Metadata.NamespaceProperty && pod.GetLabel(PoolLabel) == pool.Metadata.Name);

    private IEnumerable<V1Pod> Waiting(Thing pool) => Members(pool).Where(pod => pod.Status?.Phase == "Running");

    private void Remove(string key, Thing thing)
    {
        things.TryRemove(key, out _);
        if (key.StartsWith("sandboxwarmpools ")) foreach (var pod in Members(thing)) pods.Remove(pod);
        if (!handedOut.TryRemove(thing.Metadata.Uid, out var given)) return;
        if (!Reuses) pods.Remove(given);
        else lock (gate)
        {
            // In front of the one that was to replace it.
            var pool = thing.Spec.GetProperty("warmPoolRef").GetProperty("name").GetString()!;
            foreach (var pod in pods.All.Where(pod => pod.GetLabel(PoolLabel) == pool)) pods.Remove(pod);
            given.Metadata.Labels[PoolLabel] = pool;
        }
    }

    private sealed record Thing : IMetadata<V1ObjectMeta>
    {
        public V1ObjectMeta Metadata { get; set; } = new();

        public JsonElement Spec { get; set; }

        public object? Status { get; set; }
    }
}
