using k8s;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Prober.WarmPools;

namespace Stratus.Prober.Smoke;

/// <summary>
/// What everything of a run is owned by, in each of its namespaces: a Job that wants no pod, is therefore complete at once, and is deleted
/// by its time to live. With it goes, by the garbage collector, whatever a killed conductor has left. An object cannot be owned across
/// namespaces, nor have a time to live of its own.
/// </summary>
internal sealed class Anchor(IKubernetes cluster, SmokeRun run)
{
    /// <summary>A run that takes longer is not one of a cluster in order, and its pods would go under it.</summary>
    public const int TimeToLiveSeconds = 1800;

    private readonly Dictionary<string, V1OwnerReference> owners = [];

    /// <summary>Puts it down in both namespaces.</summary>
    public async Task PutAsync(CancellationToken cancellation)
    {
        foreach (var space in Namespaces)
        {
            var job = await Throttling.WaitAsync(token => cluster.BatchV1.CreateNamespacedJobAsync(Job(), space, cancellationToken: token), cancellation);
            owners[space] = new() { ApiVersion = "batch/v1", Kind = "Job", Name = job.Name(), Uid = job.Uid() };
        }
    }

    /// <summary>Makes an object go with the run.</summary>
    public T Hold<T>(T thing) where T : IMetadata<V1ObjectMeta>
    {
        Hold(thing.Metadata);
        return thing;
    }

    /// <summary>Makes an object of such metadata go with the run.</summary>
    public V1ObjectMeta Hold(V1ObjectMeta metadata)
    {
        metadata.OwnerReferences = [owners[metadata.NamespaceProperty]];
        return metadata;
    }

    /// <summary>Takes everything of the run away, also what was never answered for.</summary>
    public async Task LiftAsync(CancellationToken cancellation)
    {
        if (run.Plan.LaunchPaths.Contains(LaunchPath.WarmPool)) await new PoolObjects(cluster, run).DeleteAllAsync(cancellation);
        foreach (var space in Namespaces)
        {
            // The jobs first: their controller would start the pods anew.
            await Throttling.InsistAsync(
                token => cluster.BatchV1.DeleteCollectionNamespacedJobAsync(space, labelSelector: run.Selector, propagationPolicy: "Background", cancellationToken: token), cancellation);
            await Throttling.InsistAsync(
                token => cluster.CoreV1.DeleteCollectionNamespacedPodAsync(space, gracePeriodSeconds: 0, labelSelector: run.Selector, cancellationToken: token), cancellation);
        }
        await Throttling.InsistAsync(
            token => cluster.CoreV1.DeleteCollectionNamespacedServiceAsync(run.Plan.ControlNamespace, labelSelector: run.Selector, cancellationToken: token), cancellation);
    }

    // It never is; as one that could be, it is told of by no warning of PodSecurity.
    private V1PodSpec Nothing() => new()
    {
        RestartPolicy = "Never",
        SecurityContext = new() { RunAsNonRoot = true, SeccompProfile = new() { Type = "RuntimeDefault" } },
        Containers =
        [
            new() { Name = "none", Image = run.Plan.Image, SecurityContext = new() { AllowPrivilegeEscalation = false, Capabilities = new() { Drop = ["ALL"] } } },
        ],
    };

    private string[] Namespaces => [run.Plan.SandboxNamespace, run.Plan.ControlNamespace];

    private V1Job Job() => new()
    {
        Metadata = new() { Name = run.Name("anchor"), Labels = ProbePod.LabelsOf(run) },
        Spec = new()
        {
            Completions = 0,
            Parallelism = 0,
            TtlSecondsAfterFinished = TimeToLiveSeconds,
            Template = new() { Spec = Nothing() },
        },
    };
}
