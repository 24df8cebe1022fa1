using System.Collections.Immutable;
using Pulumi;
using Stratus.Components.Hosts;
using Stratus.Components.Remote;
using Stratus.Core.Settings;
using Kubernetes = Pulumi.Kubernetes;

namespace Stratus.Components.Cluster;

/// <summary>
/// A k3s cluster without a network: Flannel, its policy controller and kube-proxy are off. The first server starts it, further servers
/// join one by one, for etcd takes one new member at a time; agents join all at once.
/// </summary>
public sealed class K3sCluster : ComponentResource
{
    /// <summary>Forms a cluster of prepared machines.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="args">The machines.</param>
    /// <param name="options">Pulumi's options.</param>
    public K3sCluster(string name, K3sClusterArgs args, ComponentResourceOptions? options = null)
        : base("stratus:cluster:K3sCluster", name, options)
    {
        ImmutableArray<HostPreparation> servers = [.. args.Hosts.Where(host => host.Host.Settings.Role == HostRole.Server)];
        ImmutableArray<Machine> machines = [.. servers.Select(server => server.Host)];
        var first = Node(servers[0], join: null);
        var access = ReadAccess(servers[0], first);

        var former = first;
        foreach (var server in servers[1..])
        {
            former = Node(server, access, former.Ready);
        }
        foreach (var agent in args.Hosts.Where(host => host.Host.Settings.Role == HostRole.Agent))
        {
            Node(agent, access);
        }

        Kubeconfig = access.Kubeconfig;
        Provider = new(name, new() { KubeConfig = Kubeconfig, EnableServerSideApply = true }, new() { Parent = this });
        RegisterOutputs();

        K3sNode Node(HostPreparation host, ClusterAccess? join, params IReadOnlyCollection<Resource> after) => new(
            host.Host.Settings.Id,
            new() { Platform = args.Platform, Servers = machines, Host = host, K3s = args.K3s, Join = join, After = after },
            new() { Parent = this });
    }

    /// <summary>The administrator's kubeconfig. Secret, and unknown in a preview.</summary>
    [Output("kubeconfig")]
    public Output<string> Kubeconfig { get; private set; }

    /// <summary>The provider of everything inside the cluster.</summary>
    public Kubernetes.Provider Provider { get; }

    private ClusterAccess ReadAccess(HostPreparation server, K3sNode node)
    {
        var script = server.Host.Address.Apply(address => EmbeddedScript.Load("components/Cluster/cluster-access.sh", ("STRATUS_API_ADDRESS", address)));
        var command = RemoteScript.RunSecret(
            $"{server.Host.Settings.Id}-cluster-access", script, server.Host, new() { Parent = this, DependsOn = { node.Ready } });
        return new(command);
    }
}
