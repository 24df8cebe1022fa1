using System.Collections.Immutable;
using Stratus.Core.Cluster;

namespace Stratus.Core.Networking;

/// <summary>A range of ports that a node listens on.</summary>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
/// <param name="From">The first port.</param>
/// <param name="To">The last port.</param>
/// <param name="Purpose">What listens there.</param>
public sealed record ClusterPort(string Protocol, int From, int To, string Purpose);

/// <summary>
/// The ports between the nodes (docs.k3s.io, installation/requirements; docs.cilium.io, operations/system_requirements). Everything else stays shut.
/// </summary>
public static class ClusterPorts
{
    /// <summary>What every node reaches on a server.</summary>
    public static ClusterPort Api { get; } = new("tcp", K3sConfig.ApiPort, K3sConfig.ApiPort, "Kubernetes API");

    /// <summary>What servers reach on servers.</summary>
    public static ClusterPort Etcd { get; } = new("tcp", 2379, 2380, "etcd");

    /// <summary>What every node reaches on every node.</summary>
    /// <param name="encryption">Whether Cilium encrypts with WireGuard.</param>
    /// <returns>The ports.</returns>
    public static ImmutableArray<ClusterPort> AmongNodes(bool encryption)
    {
        ImmutableArray<ClusterPort> ports =
        [
            new("tcp", 10250, 10250, "kubelet"),
            new("tcp", 4240, 4240, "Cilium health"),
            new("udp", 8472, 8472, "Cilium VXLAN"),
        ];
        return encryption ? ports.Add(new("udp", 51871, 51871, "Cilium WireGuard")) : ports;
    }
}
