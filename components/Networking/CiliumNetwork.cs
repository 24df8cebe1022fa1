using Pulumi;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Stratus.Core.Networking;

namespace Stratus.Components.Networking;

/// <summary>Cilium as the cluster's network, policy engine and service proxy. Nodes become Ready with it.</summary>
public sealed class CiliumNetwork : ComponentResource
{
    /// <summary>Installs Cilium.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="args">The cluster and the chart.</param>
    /// <param name="options">Pulumi's options.</param>
    public CiliumNetwork(string name, CiliumNetworkArgs args, ComponentResourceOptions? options = null)
        : base("stratus:networking:CiliumNetwork", name, options)
    {
        _ = new Release(name, new ReleaseArgs
        {
            Name = "cilium",
            Chart = args.Chart.Name,
            Version = args.Chart.Version,
            RepositoryOpts = new RepositoryOptsArgs { Repo = args.Chart.Repository },
            Namespace = "kube-system",
            Values = PlainValues.ToInputs(CiliumValues.For(args.Platform)),
            // Seconds. Every node pulls some hundred megabytes before it is ready.
            Timeout = 900,
        }, new() { Parent = this, Provider = args.Cluster.Provider });
        RegisterOutputs();
    }
}
