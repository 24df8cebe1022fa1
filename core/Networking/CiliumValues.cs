using Stratus.Core.Settings;

namespace Stratus.Core.Networking;

/// <summary>The values of Cilium's Helm chart.</summary>
public static class CiliumValues
{
    /// <summary>The values for a platform, as plain maps, lists, strings, numbers and booleans.</summary>
    public static IReadOnlyDictionary<string, object> For(PlatformSettings platform) => new SortedDictionary<string, object>(StringComparer.Ordinal)
    {
        ["kubeProxyReplacement"] = true,
        // k3s balances over the servers' APIs on every node's loopback; it survives the loss of one server.
        ["k8sServiceHost"] = "127.0.0.1",
        ["k8sServicePort"] = 6444,
        // Pod addresses follow k3s's cluster-cidr; Cilium's own pool is 10.0.0.0/8, which holds many a LAN.
        ["ipam"] = Map("mode", "kubernetes"),
        ["k8s"] = Map("requireIPv4PodCIDR", true),
        // The second replica of a single node's operator would stay pending, and the release with it.
        ["operator"] = Map("replicas", platform.Hosts.Length > 1 ? 2 : 1),
        ["routingMode"] = "tunnel",
        ["tunnelProtocol"] = "vxlan",
        // Pods get veth pairs: with netkit Kata has nothing to attach its tap to (kata-containers#12159).
        ["bpf"] = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["datapathMode"] = "veth", ["masquerade"] = true },
        // A process in a microVM never makes the host's connect(), where the socket load balancer would translate a Service's
        // address; without this every Service, DNS first, is dead inside a sandbox (docs.cilium.io, kubeproxy-free).
        ["socketLB"] = Map("hostNamespaceOnly", true),
        ["policyEnforcementMode"] = "default",
        ["encryption"] = platform.Cluster.Encryption
            ? new SortedDictionary<string, object>(StringComparer.Ordinal) { ["enabled"] = true, ["type"] = "wireguard" }
            : Map("enabled", false),
    };

    private static SortedDictionary<string, object> Map(string key, object value) => new(StringComparer.Ordinal) { [key] = value };
}
