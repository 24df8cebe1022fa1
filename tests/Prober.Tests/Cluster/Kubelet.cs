using System.Text.Json.Nodes;
using k8s.Models;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>Runs pods as containers of this machine. What is wrong with a cluster is wrong here: set it, and the proof has to find it.</summary>
internal sealed class Kubelet : IAsyncDisposable
{
    // Of TEST-NET-1: where there is no network, nobody is reached.
    private const string Nowhere = "192.0.2.7";

    private readonly Lazy<DirectoryInfo> secrets = new(() => Directory.CreateTempSubdirectory("stratus-token-"));
    private readonly Dictionary<string, Container> kept = [];

    /// <summary>The nodes.</summary>
    public string[] Nodes { get; set; } = ["node-1"];

    /// <summary>The network; null: pods have none.</summary>
    public Fabric? Fabric { get; set; }

    /// <summary>What enforces policies on the sandboxes.</summary>
    public Enforcement Enforcement { get; } = new();

    /// <summary>What stands behind each RuntimeClass; without one, runc.</summary>
    public Dictionary<string, Runtime> Handlers { get; } = [];

    /// <summary>What runs a sandbox that has no handler; null: runc.</summary>
    public RunSandbox? SandboxRunner { get; set; }

    /// <summary>Directories that every sandbox gets, and that outlive it.</summary>
    public Dictionary<string, string> Leaks { get; } = [];

    /// <summary>Whether every pod gets a token, asked for or not.</summary>
    public bool MountsTokens { get; set; }

    /// <summary>Whether the controls are kept from what they are there to see.</summary>
    public bool ConfinesControls { get; set; }

    /// <summary>Whether a pod's root is that of the pod of the same name before it.</summary>
    public bool ReusesRoots { get; set; }

    /// <summary>Whether nodes enforce limits: cgroups, and a small <c>/tmp</c>. Default: no, for it takes time.</summary>
    public bool EnforcesLimits { get; set; }

    /// <summary>Which pods get next to nothing of a processor: a thousandth. Default: none.</summary>
    public Func<V1Pod, bool> Starves { get; set; } = _ => false;

    /// <summary>Whether a node can be reached; of one that cannot, nobody hears what became of its pods. Default: all.</summary>
    public Func<string, bool> IsReachable { get; set; } = _ => true;

    /// <summary>What of a line of a pod's log arrives; null: nothing, and no line after it. Default: all.</summary>
    public Func<V1Pod, string, string?> Line { get; set; } = (_, line) => line;

    /// <summary>Runs a pod to its end.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="started">Is told its address.</param>
    /// <param name="line">Is told each line of its log, and when it was read.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(V1Pod pod, Action<string?> started, Action<string, DateTimeOffset> line, CancellationToken cancellation)
    {
        var isControl = pod.Spec.RuntimeClassName is null;
        var node = pod.Spec.NodeName;
        var network = Fabric is null || pod.Spec.HostNetwork == true ? null : await Fabric.AddPodAsync(node);
        var container = Container(pod, isControl, network);
        try
        {
            if (MountsTokens || (isControl && !ConfinesControls)) container.Volumes["/var/run/secrets/kubernetes.io/serviceaccount"] = Secrets();
            if (!isControl) foreach (var (target, source) in Leaks) container.Volumes[target] = source;
            if (!isControl && network is not null) await Enforcement.ConfineAsync(Fabric!, pod, network);
            if (network is not null) await Enforcement.OpenAsync(Fabric!, pod, network);
            var address = network?.Ipv4 ?? (pod.Spec.HostNetwork == true ? Fabric?.AddressOf(node) : null) ?? Nowhere;
            await RunnerOf(pod)(container, network, Expansion.CommandOf(pod), new(() => started(address), (text, read) =>
            {
                if (IsReachable(node)) line(text, read);
            }), cancellation);
            if (!IsReachable(node)) await NeverAsync(cancellation);
        }
        finally
        {
            if (!ReusesRoots) container.Dispose();
            if (network is not null) await Fabric!.RemovePodAsync(network);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var container in kept.Values) container.Dispose();
        if (secrets.IsValueCreated) secrets.Value.Delete(recursive: true);
        if (Fabric is not null) await Fabric.DisposeAsync();
    }

    private RunSandbox RunnerOf(V1Pod pod) => pod.Spec.RuntimeClassName switch
    {
        null => Under(Runtime.Runc),
        var name when Handlers.TryGetValue(name, out var runtime) => Under(runtime),
        _ => SandboxRunner ?? Under(Runtime.Runc),
    };

    private static RunSandbox Under(Runtime runtime) => (container, _, command, watch, cancellation) =>
    {
        watch.Created();
        return container.RunAsync(runtime, command, watch.LineNow, cancellation);
    };

    // It may have ended, and nobody is told so.
    private static async Task NeverAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw new TimeoutException("it was taken away before anybody heard of its end");
    }

    private Container Container(V1Pod pod, bool isControl, PodNetwork? network)
    {
        lock (kept)
        {
            if (ReusesRoots && kept.TryGetValue($"{pod.Namespace()}/{pod.Name()}", out var before)) return before;
            var space = network?.Space ?? (pod.Spec.HostNetwork == true ? Fabric?.SpaceOf(pod.Spec.NodeName) : null);
            var container = new Container
            {
                User = pod.Spec.SecurityContext?.RunAsUser ?? 0,
                Privileged = pod.Spec.Containers[0].SecurityContext?.Privileged == true && !ConfinesControls,
                FreshRoot = !ReusesRoots,
                Network = space is null ? null : $"/run/netns/{space}",
                NameServer = Fabric is null ? null : Fabric.ClusterResolver,
                TmpMebibytes = EnforcesLimits ? Mebibytes(pod, "ephemeral-storage") : 0,
            };
            if (EnforcesLimits) Limit(container, pod, isControl);
            if (Starves(pod)) container.Limits["cpu"] = new JsonObject { ["quota"] = 1_000, ["period"] = 1_000_000 };
            if (ReusesRoots) kept[$"{pod.Namespace()}/{pod.Name()}"] = container;
            return container;
        }
    }

    private static void Limit(Container container, V1Pod pod, bool isControl)
    {
        container.Limits["cpu"] = new JsonObject { ["quota"] = (int)(pod.Spec.Containers[0].Resources.Limits["cpu"].ToDecimal() * 100_000), ["period"] = 100_000 };
        container.Limits["memory"] = new JsonObject { ["limit"] = Mebibytes(pod, "memory") << 20 };
        container.Limits["pids"] = new JsonObject { ["limit"] = isControl ? 4096 : 256 };
    }

    private static int Mebibytes(V1Pod pod, string resource) => (int)(pod.Spec.Containers[0].Resources.Limits[resource].ToDecimal() / (1 << 20));

    private string Secrets()
    {
        File.WriteAllText(Path.Combine(secrets.Value.FullName, "token"), "secret");
        return secrets.Value.FullName;
    }
}
