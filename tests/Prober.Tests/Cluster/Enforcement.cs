using System.Collections.Concurrent;
using k8s.Models;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>nftables in the role of what enforces policies on a node: whom it confines reaches nothing. What is wrong with it is set here.</summary>
internal sealed class Enforcement
{
    private readonly ConcurrentDictionary<string, bool> confined = new();

    /// <summary>
    /// How long after a sandbox has first begun a connection of TCP over IPv4, which is what its first act is, its policy is there; for all else it is
    /// there before it. Default: for everything. Null: never. Set before it is put on a node.
    /// </summary>
    public TimeSpan? Delay { get; set; } = TimeSpan.Zero;

    /// <summary>Whom it confines. Default: every sandbox.</summary>
    public Func<V1Pod, bool> Selects { get; set; } = _ => true;

    /// <summary>What a policy opens: rules of nftables.</summary>
    public List<string> Openings { get; } = [];

    /// <summary>The pods that whom it confines may reach all the same. Default: none.</summary>
    public Func<V1Pod, bool> OpensTo { get; set; } = _ => false;

    /// <summary>What becomes of everything else.</summary>
    public string Otherwise { get; set; } = "drop";

    /// <summary>Whether the pod of an address is one that it confines, however late.</summary>
    public bool IsConfined(string address) => confined.ContainsKey(address);

    /// <summary>Puts it on a node.</summary>
    public Task PutAsync(Fabric fabric, string node) => fabric.RulesAsync(node, $$"""
        table inet policies {
            set confined4 { type ipv4_addr; }
            set confined6 { type ipv6_addr; }
            set opened4 { type ipv4_addr; }
            set seen4 { type ipv4_addr; size 4096; flags dynamic; }
            set early4 { type ipv4_addr; size 4096; flags dynamic, timeout; }
            chain judge {
                {{Lateness}}
                ct state established accept
                icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
                {{string.Join('\n', Openings)}}
                ip daddr @opened4 accept
                {{Otherwise}}
            }
            chain forward { type filter hook forward priority 0; ip saddr @confined4 jump judge; ip6 saddr @confined6 jump judge; }
            chain input { type filter hook input priority 0; ip saddr @confined4 jump judge; ip6 saddr @confined6 jump judge; }
        }
        """);

    // By the network itself: however slow the machine, what is sent first gets out, and what is sent later than that does not.
    private string Lateness => Delay is { Ticks: > 0 } delay
        ? $$"""
            tcp flags & (syn | ack) == syn ip saddr != @seen4 add @early4 { ip saddr timeout {{(long)delay.TotalMilliseconds}}ms } add @seen4 { ip saddr }
            ip saddr @early4 accept
            """
        : "";

    /// <summary>Confines a pod, before it runs.</summary>
    public async Task ConfineAsync(Fabric fabric, V1Pod pod, PodNetwork network)
    {
        if (Delay is null || !Selects(pod)) return;
        confined[network.Ipv4] = true;
        await fabric.RulesAsync(pod.Spec.NodeName, $"add element inet policies confined4 {{ {network.Ipv4} }}; add element inet policies confined6 {{ {network.Ipv6} }}");
    }

    /// <summary>Opens the way to a pod that has come up, from every node, where there is one.</summary>
    public async Task OpenAsync(Fabric fabric, V1Pod pod, PodNetwork network)
    {
        if (!OpensTo(pod)) return;
        foreach (var node in fabric.Nodes) await fabric.RulesAsync(node, $"add element inet policies opened4 {{ {network.Ipv4} }}");
    }
}
