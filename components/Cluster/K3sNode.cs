using System.Collections.Immutable;
using Pulumi;
using Pulumi.Command.Remote;
using Stratus.Components.Hosts;
using Stratus.Components.Remote;
using Stratus.Core.Cluster;
using Stratus.Core.Locking;
using Stratus.Core.Scripting;
using Stratus.Core.Settings;

namespace Stratus.Components.Cluster;

/// <summary>
/// k3s running on one machine, its containerd ready for what runtimes drop in. It does not wait for the node to be Ready: before a
/// network is installed no node is.
/// </summary>
public sealed class K3sNode : ComponentResource
{
    /// <summary>Installs and starts k3s.</summary>
    /// <param name="name">The resource's name; it should be the host's id.</param>
    /// <param name="args">The machine and what it joins.</param>
    /// <param name="options">Pulumi's options.</param>
    public K3sNode(string name, K3sNodeArgs args, ComponentResourceOptions? options = null)
        : base("stratus:cluster:K3sNode", name, options)
    {
        var machine = args.Host.Host;
        var host = machine.Settings;
        Resource[] former = [args.Host, .. args.After];

        if (args.Join is { } join)
        {
            var token = RemoteScript.Run(
                $"{name}-join-token", JoinToken(join, host.Role), machine, new() { Parent = this, DependsOn = former });
            // k3s depends on it, so that it is taken back after k3s, when the node runs no more; on another machine, which still knows it. Going up it waits for
            // nothing that the token does not wait for, and costs no host a connection one after the other.
            var membership = RemoteScript.RunAside(
                $"{name}-membership", Membership(host), args.Servers[0], new() { Parent = this, DependsOn = (Resource[])[.. former, join.Reading] });
            former = [token, membership];
        }
        var k3s = RemoteScript.Run($"{name}-k3s", K3s(args), machine, new()
        {
            Parent = this,
            DependsOn = former,
            // A binary of some 70 MB over a slow line, and etcd on a slow disk.
            CustomTimeouts = new() { Create = TimeSpan.FromMinutes(15), Update = TimeSpan.FromMinutes(15) },
        });
        var containerd = EmbeddedScript.Load(
            "components/Cluster/containerd.sh",
            ("STRATUS_K3S_ROLE", RoleOf(host)),
            ("STRATUS_POOL_NAME", ThinPool.IsOn(machine) ? ThinPool.Name : ""));
        Ready = RemoteScript.Run($"{name}-containerd", containerd, machine, new() { Parent = this, DependsOn = { k3s } });
        RegisterOutputs();
    }

    /// <summary>The node's last step; what must not run before the node is up depends on it.</summary>
    internal Command Ready { get; }

    private static Output<Script> JoinToken(ClusterAccess join, HostRole role)
    {
        // An agent never learns the servers' token.
        var token = role == HostRole.Server ? join.ServerToken : join.AgentToken;
        var agentToken = role == HostRole.Server ? join.AgentToken : Output.Create("");
        return Output.Tuple(token, agentToken).Apply(tokens => EmbeddedScript.Load(
            "components/Cluster/join-token.sh",
            ("STRATUS_JOIN_TOKEN", tokens.Item1),
            ("STRATUS_AGENT_TOKEN", tokens.Item2)));
    }

    private static Script Membership(HostSettings host) => EmbeddedScript.Load("components/Cluster/membership.sh", ("STRATUS_NODE_NAME", host.Id));

    // A server's certificate names every server; an agent only has to find the first one.
    private static Output<Script> K3s(K3sNodeArgs args)
    {
        var machine = args.Host.Host;
        var named = machine.Settings.Role == HostRole.Server ? args.Servers : args.Servers[..1];
        return Output.All(named.Append(machine).Select(one => one.Addressed)).Apply(hosts => K3s(args, hosts));
    }

    private static Script K3s(K3sNodeArgs args, ImmutableArray<HostSettings> addressed)
    {
        var known = addressed.DistinctBy(host => host.Id).ToDictionary(host => host.Id, StringComparer.Ordinal);
        var platform = args.Platform with { Hosts = [.. args.Platform.Hosts.Select(host => known.GetValueOrDefault(host.Id, host))] };
        return K3s(args.K3s, platform, addressed[^1]);
    }

    private static Script K3s(BinaryPin k3s, PlatformSettings platform, HostSettings host) => EmbeddedScript.Load(
        "components/Cluster/k3s.sh",
        ("STRATUS_HOST_ID", host.Id),
        ("STRATUS_K3S_ROLE", RoleOf(host)),
        ("STRATUS_K3S_VERSION", k3s.Version),
        ("STRATUS_K3S_URL_AMD64", k3s.Files["amd64"].Url),
        ("STRATUS_K3S_SHA256_AMD64", k3s.Files["amd64"].Sha256),
        ("STRATUS_K3S_URL_ARM64", k3s.Files["arm64"].Url),
        ("STRATUS_K3S_SHA256_ARM64", k3s.Files["arm64"].Sha256),
        ("STRATUS_K3S_CONFIG", K3sConfig.For(platform, host)),
        ("STRATUS_ALLOW_UNPINNED", platform.Environment == PlatformEnvironment.Dev ? "true" : "false"));

    private static string RoleOf(HostSettings host) => host.Role == HostRole.Server ? "server" : "agent";
}
