using System.Net;
using System.Text.Json;
using Stratus.Core.Settings;

namespace Stratus.Core.Cluster;

/// <summary>
/// What <c>/etc/rancher/k3s/config.yaml</c> says on one host. Keys are k3s's flags; the text is JSON, which YAML contains.
/// Everything is in this file and nothing in the unit's arguments, which a re-install would lose.
/// </summary>
public static class K3sConfig
{
    /// <summary>The port of the Kubernetes API on every server.</summary>
    public const int ApiPort = 6443;

    /// <summary>Where a joining host finds its token; mode 0600, written by its own script so that this file holds no secret.</summary>
    public const string JoinTokenFile = "/etc/rancher/k3s/join-token";

    /// <summary>Where servers find the token that agents join with: an agent that is broken into must not be able to join as a server.</summary>
    public const string AgentTokenFile = "/etc/rancher/k3s/agent-token";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The file's text for one host of a platform.</summary>
    public static string For(PlatformSettings platform, HostSettings host)
    {
        var keys = host.Role == HostRole.Server ? ServerKeys(platform, host) : NodeKeys(host);
        var first = platform.Servers.First();
        if (host != first)
        {
            keys["server"] = $"https://{UrlHost(Known(first.NodeAddress, first))}:{ApiPort}";
            keys["token-file"] = JoinTokenFile;
        }
        return JsonSerializer.Serialize(keys, Indented);
    }

    /// <summary>A host as a URL has it: IPv6 in brackets.</summary>
    public static string UrlHost(string address) => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;

    private static SortedDictionary<string, object> ServerKeys(PlatformSettings platform, HostSettings host)
    {
        var keys = NodeKeys(host);
        if (host == platform.Servers.First())
        {
            // Embedded etcd from the first day: one server can become three without moving its data.
            keys["cluster-init"] = true;
        }
        keys["agent-token-file"] = AgentTokenFile;
        keys["cluster-cidr"] = platform.Cluster.PodCidr;
        keys["service-cidr"] = platform.Cluster.ServiceCidr;
        // Cilium is the network, the policy engine and the service proxy; two of a kind fight over the same packets.
        keys["flannel-backend"] = "none";
        keys["disable-network-policy"] = true;
        keys["disable-kube-proxy"] = true;
        keys["disable"] = new[] { "local-storage", "servicelb", "traefik" };
        // Decided at the first start; turning it on later leaves old Secrets in clear text.
        keys["secrets-encryption"] = true;
        keys["write-kubeconfig-mode"] = "0600";
        keys["tls-san"] = platform.Servers.SelectMany(server => new[] { Known(server.Address, server), Known(server.NodeAddress, server) })
            .Distinct().Order(StringComparer.Ordinal).ToArray();
        keys["kube-apiserver-arg"] = new[] { "service-account-extend-token-expiration=false" };
        if (platform.Agents.Any())
        {
            // Where there are agents, hostile code stays off the machines that hold the cluster's keys.
            keys["node-taint"] = new[] { "CriticalAddonsOnly=true:NoExecute" };
        }
        return keys;
    }

    private static string Known(string? address, HostSettings host) =>
        address ?? throw new ArgumentException($"The addresses of {host.Id} are not known: its instance gives them.", nameof(host));

    private static SortedDictionary<string, object> NodeKeys(HostSettings host)
    {
        var keys = new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["node-name"] = host.Id,
            // The kubelet refuses to start if the sysctls that preparation sets have been changed behind its back.
            ["protect-kernel-defaults"] = true,
            // A microVM's first image pull on a slow disk outlasts the kubelet's default of two minutes.
            ["kubelet-arg"] = new[] { "runtime-request-timeout=600s" },
        };
        if (IPAddress.TryParse(host.NodeAddress, out _))
        {
            keys["node-ip"] = host.NodeAddress;
        }
        return keys;
    }
}
