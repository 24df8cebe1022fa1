using Pulumi;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Node.V1;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Node.V1;
using Stratus.Core.Naming;
using Stratus.Core.Runtimes;

namespace Stratus.Components.Runtimes;

/// <summary>Kata Containers on every node that runs sandboxes: the shims asked for and no other, a RuntimeClass each.</summary>
public sealed class KataRuntime : ComponentResource
{
    /// <summary>Installs Kata Containers.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="args">The cluster, the chart and the shims.</param>
    /// <param name="options">Pulumi's options.</param>
    public KataRuntime(string name, KataRuntimeArgs args, ComponentResourceOptions? options = null)
        : base("stratus:runtimes:KataRuntime", name, options)
    {
        // All nodes, not only the first: kata-deploy gives up on a node whose containerd does not import its drop-in yet.
        var release = new Release(name, Chart(args), new()
        {
            Parent = this,
            Provider = args.Cluster.Provider,
            DependsOn = { args.Cluster, args.Network },
        });
        foreach (var shim in args.Shims)
        {
            _ = new RuntimeClass(shim.RuntimeClass, Class(shim), new()
            {
                Parent = this,
                Provider = args.Cluster.Provider,
                DependsOn = { release },
            });
        }
        RuntimeClasses = Output.Create(string.Join(' ', args.Shims.Select(shim => shim.RuntimeClass)));
        RegisterOutputs();
    }

    /// <summary>The RuntimeClasses' names, separated by spaces.</summary>
    [Output("runtimeClasses")]
    public Output<string> RuntimeClasses { get; private set; }

    private static ReleaseArgs Chart(KataRuntimeArgs args) => new()
    {
        Name = "kata-deploy",
        Chart = args.Chart.Repository,
        Version = args.Chart.Version,
        Namespace = "kube-system",
        Values = PlainValues.ToInputs(KataValues.For(args.Shims)),
        // Seconds. A node downloads and unpacks a gigabyte and restarts its containerd; on one node the API goes with it for a while.
        Timeout = 1200,
    };

    private static RuntimeClassArgs Class(KataShim shim) => new()
    {
        Metadata = new ObjectMetaArgs { Name = shim.RuntimeClass, Labels = { [Labels.ManagedBy] = Labels.Stratus } },
        Handler = shim.Handler,
        Overhead = new OverheadArgs { PodFixed = { ["cpu"] = shim.OverheadCpu, ["memory"] = shim.OverheadMemory } },
        // kata-deploy sets the label when a node is able, and takes it away while it is not.
        Scheduling = new SchedulingArgs { NodeSelector = { ["katacontainers.io/kata-runtime"] = "true" } },
    };
}
