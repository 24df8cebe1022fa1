using Pulumi;
using Pulumi.Command.Remote;
using Stratus.Components.Hosts;
using Stratus.Components.Remote;
using Stratus.Core.Cluster;
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
        var host = args.Host.Host.Settings;
        var connection = args.Host.Host.Connection;
        InputList<Resource> former = args.After.Prepend(args.Host).ToArray();

        if (args.Join is { } join)
        {
            former = RemoteScript.Run(
                $"{name}-join-token", JoinToken(join, host.Role), connection, new() { Parent = this, DependsOn = former });
        }
        var k3s = RemoteScript.Run($"{name}-k3s", K3s(args, host), connection, new()
        {
            Parent = this,
            DependsOn = former,
            // A binary of some 70 MB over a slow line, and etcd on a slow disk.
            CustomTimeouts = new() { Create = TimeSpan.FromMinutes(15), Update = TimeSpan.FromMinutes(15) },
        });
        var containerd = EmbeddedScript.Load(
            "components/Cluster/containerd.sh",
            ("STRATUS_K3S_ROLE", RoleOf(host)),
            ("STRATUS_POOL_NAME", host.ThinPool is null ? "" : ThinPool.Name));
        Ready = RemoteScript.Run($"{name}-containerd", containerd, connection, new() { Parent = this, DependsOn = { k3s } });
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

    private static Script K3s(K3sNodeArgs args, HostSettings host) => EmbeddedScript.Load(
        "components/Cluster/k3s.sh",
        ("STRATUS_HOST_ID", host.Id),
        ("STRATUS_K3S_ROLE", RoleOf(host)),
        ("STRATUS_K3S_VERSION", args.K3s.Version),
        ("STRATUS_K3S_URL_AMD64", args.K3s.Files["amd64"].Url),
        ("STRATUS_K3S_SHA256_AMD64", args.K3s.Files["amd64"].Sha256),
        ("STRATUS_K3S_URL_ARM64", args.K3s.Files["arm64"].Url),
        ("STRATUS_K3S_SHA256_ARM64", args.K3s.Files["arm64"].Sha256),
        ("STRATUS_K3S_CONFIG", K3sConfig.For(args.Platform, host)),
        ("STRATUS_ALLOW_UNPINNED", args.Platform.Environment == PlatformEnvironment.Dev ? "true" : "false"));

    private static string RoleOf(HostSettings host) => host.Role == HostRole.Server ? "server" : "agent";
}
