using System.Net;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>
/// The network of a cluster, of namespaces of this machine: one for the world outside, one a node, one a pod. Packets are real; what answers
/// are servers of the test. On each node nftables stands between its pods and everything else.
/// </summary>
internal sealed class Fabric : IAsyncDisposable
{
    public const string Internet = "198.51.100.1";
    public const string InternetIpv6 = "2001:db8::1";
    public const string Proxy = "198.51.100.80";
    public const string TimeServer = "198.51.100.123";
    public const string Resolver = "198.51.100.53";
    public const string ApiServer = "10.43.0.1";
    public const string ClusterResolver = "10.43.0.10";
    public const string Service = "10.43.0.99";

    private readonly string name = "st" + Guid.NewGuid().ToString("N")[..6];
    private readonly List<IDisposable> servers = [];
    private readonly List<string> spaces = [];
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> nodes = [];
    private int pods;

    private string World => $"{name}-w";

    /// <summary>The ports at which nothing answers, 53 being lookups.</summary>
    public HashSet<int> Down { get; }

    /// <summary>Whether the cluster's resolver answers who asks; else it refuses. Default: it does.</summary>
    public Func<string, bool> Answers { get; set; } = _ => true;

    private Fabric(HashSet<int> down) => Down = down;

    /// <summary>Makes it.</summary>
    /// <param name="nodes">The nodes' names, three at most.</param>
    /// <param name="down">The ports at which nothing answers, 53 being lookups.</param>
    public static async Task<Fabric> MakeAsync(IEnumerable<string> nodes, params HashSet<int> down)
    {
        var fabric = new Fabric(down);
        try
        {
            await fabric.AddWorldAsync();
            foreach (var node in nodes) await fabric.AddNodeAsync(node);
            return fabric;
        }
        catch
        {
            await fabric.DisposeAsync();
            throw;
        }
    }

    /// <summary>The nodes' names.</summary>
    public IEnumerable<string> Nodes => nodes.Keys;

    /// <summary>The address of a node.</summary>
    public string AddressOf(string node) => $"10.9.0.{nodes[node]}";

    /// <summary>The namespace of a node, as <c>ip netns</c> knows it.</summary>
    public string SpaceOf(string node) => $"{name}-n{nodes[node]}";

    /// <summary>Makes the network of a pod on a node.</summary>
    public async Task<PodNetwork> AddPodAsync(string node)
    {
        var (number, pod) = (nodes[node], Interlocked.Increment(ref pods));
        // None has the address of another, of one that is gone neither: what was confined of that would be of this.
        var (third, fourth) = (number * 64 + pod / 64, pod % 64 * 4);
        var (address, addressIpv6, gateway) = ($"10.42.{third}.{fourth + 2}", $"fd42:{number}:{pod:x}::2", $"10.42.{third}.{fourth + 1}");
        var network = new PodNetwork(await AddSpaceAsync($"p{pod}"), address, addressIpv6, $"""
            link set lo up
            address add {address}/30 dev eth0
            address add {addressIpv6}/64 dev eth0 nodad
            link set eth0 up
            route add default via {gateway}
            route add default via fd42:{number}:{pod:x}::1
            """);
        await Tool.RunAsync("sh", "-c", $"""
            set -e
            # As containerd does, and Debian's gVisor does not: whoever has a network may send echo requests.
            ip netns exec {network.Space} sysctl -qw 'net.ipv4.ping_group_range=0 2147483647'
            ip -n {network.Space} link add eth0 type veth peer name p{pod} netns {SpaceOf(node)}
            ip -n {SpaceOf(node)} -batch - <<END
            address add {gateway}/30 dev p{pod}
            address add fd42:{number}:{pod:x}::1/64 dev p{pod} nodad
            link set p{pod} up
            END
            ip -n {network.Space} -batch - <<END
            {network.Links}
            END
            """);
        return network;
    }

    /// <summary>Takes the network of a pod away.</summary>
    public Task RemovePodAsync(PodNetwork network)
    {
        lock (gate) spaces.Remove(network.Space);
        return Tool.RunAsync("ip", "netns", "delete", network.Space);
    }

    /// <summary>Runs nft on a node.</summary>
    public Task RulesAsync(string node, string commands) => Tool.RunAsync("ip", "netns", "exec", SpaceOf(node), "nft", commands);

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers) server.Dispose();
        foreach (var space in spaces.ToArray())
            if (File.Exists($"/run/netns/{space}")) await Tool.RunAsync("ip", "netns", "delete", space);
    }

    private async Task AddWorldAsync()
    {
        await AddSpaceAsync("w");
        await Tool.RunAsync("sh", "-c", $"""
            set -e
            ip netns exec {World} sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.accept_dad=0
            ip -n {World} -batch - <<END
            link set lo up
            link add cluster type bridge mcast_snooping 0
            address add 10.9.0.254/24 dev cluster
            address add fd09::fe/64 dev cluster nodad
            link set cluster up
            address add {Internet}/32 dev lo
            address add {Proxy}/32 dev lo
            address add {TimeServer}/32 dev lo
            address add {Resolver}/32 dev lo
            address add {InternetIpv6}/128 dev lo
            END
            """);
        Serve($"/run/netns/{World}", () => [new Listener(IPAddress.IPv6Any, 443, Down), new EchoServer(TimeServer, 123, Down), new NameServer(Resolver, _ => !Down.Contains(53))]);
    }

    private async Task AddNodeAsync(string node)
    {
        var number = nodes[node] = nodes.Count + 1;
        var space = await AddSpaceAsync($"n{number}");
        await Tool.RunAsync("sh", "-c", $"""
            set -e
            ip netns exec {space} sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.accept_dad=0
            ip -n {space} link add eth0 type veth peer name n{number} netns {World}
            ip -n {World} -batch - <<END
            link set n{number} master cluster up
            route add 10.42.{number * 64}.0/18 via 10.9.0.{number}
            route add fd42:{number}::/32 via fd09::{number}
            END
            ip -n {space} -batch - <<END
            link set lo up
            address add 10.9.0.{number}/24 dev eth0
            address add fd09::{number}/64 dev eth0 nodad
            link set eth0 up
            route add default via 10.9.0.254
            route add default via fd09::fe
            address add {ApiServer}/32 dev lo
            address add {ClusterResolver}/32 dev lo
            address add {Service}/32 dev lo
            address add 169.254.169.254/32 dev lo
            address add fd00:ec2::254/128 dev lo
            END
            """);
        Serve($"/run/netns/{space}", () => [.. new[] { 80, 443, 8080, 10250 }.Select(port => new Listener(IPAddress.IPv6Any, port, Down)), new NameServer(ClusterResolver, who => Answers(who.ToString()) && !Down.Contains(53))]);
    }

    private void Serve(string path, Func<IDisposable[]> open) => servers.AddRange(NetworkNamespace.Enter(path, open));

    private async Task<string> AddSpaceAsync(string suffix)
    {
        var space = $"{name}-{suffix}";
        lock (gate) spaces.Add(space);
        await Tool.RunAsync("ip", "netns", "add", space);
        return space;
    }
}

/// <summary>The network of a pod.</summary>
/// <param name="Space">Its namespace, as <c>ip netns</c> knows it.</param>
/// <param name="Ipv4">Its address.</param>
/// <param name="Ipv6">Its other one.</param>
/// <param name="Links">What makes its links work, as <c>ip -batch</c> reads it.</param>
internal sealed record PodNetwork(string Space, string Ipv4, string Ipv6, string Links);
