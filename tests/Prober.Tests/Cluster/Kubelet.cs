using k8s.Models;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>Runs pods as containers of this machine. What is wrong with a cluster is wrong here: set it, and the proof has to find it.</summary>
internal sealed class Kubelet : IDisposable
{
    private readonly DirectoryInfo secrets = Directory.CreateTempSubdirectory("stratus-token-");
    private readonly Dictionary<string, Container> kept = [];

    /// <summary>The nodes.</summary>
    public string[] Nodes { get; init; } = ["node-1"];

    /// <summary>What stands behind each RuntimeClass; without one, runc.</summary>
    public Dictionary<string, Runtime> Handlers { get; } = [];

    /// <summary>Directories that every sandbox gets, and that outlive it.</summary>
    public Dictionary<string, string> Leaks { get; } = [];

    /// <summary>Whether every pod gets a token, asked for or not.</summary>
    public bool MountsTokens { get; set; }

    /// <summary>Whether the controls are kept from what they are there to see.</summary>
    public bool ConfinesControls { get; set; }

    /// <summary>Whether a pod's root is that of the pod of the same name before it.</summary>
    public bool ReusesRoots { get; set; }

    /// <summary>What of a pod's log arrives. Default: all.</summary>
    public Func<V1Pod, string, string> Log { get; set; } = (_, log) => log;

    /// <summary>A node, as the API server shows it.</summary>
    public static V1Node Node(string name) => new()
    {
        Metadata = new() { Name = name },
        Status = new()
        {
            NodeInfo = new()
            {
                BootID = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim(),
                KernelVersion = File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
                Architecture = "amd64",
            },
        },
    };

    /// <summary>Runs a pod to its end; what it wrote.</summary>
    public async Task<string> RunAsync(V1Pod pod)
    {
        var isControl = pod.Spec.RuntimeClassName is null;
        var container = Container(pod, isControl);
        try
        {
            if (MountsTokens || (isControl && !ConfinesControls)) container.Volumes["/var/run/secrets/kubernetes.io/serviceaccount"] = Secrets();
            if (!isControl) foreach (var (target, source) in Leaks) container.Volumes[target] = source;
            var runtime = isControl ? Runtime.Runc : Handlers.GetValueOrDefault(pod.Spec.RuntimeClassName!, Runtime.Runc);
            return Log(pod, await container.RunAsync(runtime, pod.Spec.Containers[0].Command));
        }
        finally
        {
            if (!ReusesRoots) container.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var container in kept.Values) container.Dispose();
        secrets.Delete(recursive: true);
    }

    private Container Container(V1Pod pod, bool isControl)
    {
        lock (kept)
        {
            if (ReusesRoots && kept.TryGetValue(pod.Name(), out var before)) return before;
            var container = new Container
            {
                User = pod.Spec.SecurityContext?.RunAsUser ?? 0,
                Privileged = isControl && !ConfinesControls,
                FreshRoot = !ReusesRoots,
            };
            if (ReusesRoots) kept[pod.Name()] = container;
            return container;
        }
    }

    private string Secrets()
    {
        File.WriteAllText(Path.Combine(secrets.FullName, "token"), "secret");
        return secrets.FullName;
    }
}
