using System.Collections.Immutable;

namespace Stratus.Core.Settings;

/// <summary>Everything that a stack file says, validated: a value of this type can be acted on as it stands.</summary>
public sealed record PlatformSettings
{
    /// <summary>How strict the rules are. Required.</summary>
    public required PlatformEnvironment Environment { get; init; }

    /// <summary>The machines, in the order of the stack file: at least one server, an odd number of servers.</summary>
    public required ImmutableArray<HostSettings> Hosts { get; init; }

    /// <summary>What the hosts in EC2 share; absent where there are none.</summary>
    public AwsSettings? Aws { get; init; }

    /// <summary>The k3s cluster that the machines form.</summary>
    public required ClusterSettings Cluster { get; init; }

    /// <summary>The RuntimeClasses to install. At least one.</summary>
    public required ImmutableArray<SandboxRuntime> Runtimes { get; init; }

    /// <summary>The namespace that sandboxes run in, and their limits.</summary>
    public required SandboxSettings Sandbox { get; init; }

    /// <summary>What sandboxes may reach. Empty means nothing at all.</summary>
    public required ImmutableArray<EgressDestination> Egress { get; init; }

    /// <summary>How the stack is proven.</summary>
    public ProofSettings Proof { get; init; } = ProofSettings.Default;

    /// <summary>The hosts that run the control plane; the first one starts the cluster.</summary>
    public IEnumerable<HostSettings> Servers => Hosts.Where(host => host.Role == HostRole.Server);

    /// <summary>The hosts that only run workloads.</summary>
    public IEnumerable<HostSettings> Agents => Hosts.Where(host => host.Role == HostRole.Agent);

    /// <summary>The hosts that sandboxes run on: the agents where there are any, else the servers.</summary>
    public IEnumerable<HostSettings> SandboxHosts
    {
        get
        {
            var role = SandboxRole(Hosts);
            return Hosts.Where(host => host.Role == role);
        }
    }

    /// <summary>The role of those of the hosts that sandboxes run on.</summary>
    internal static HostRole SandboxRole(IEnumerable<HostSettings> hosts) => hosts.Any(host => host.Role == HostRole.Agent) ? HostRole.Agent : HostRole.Server;
}

/// <summary>How strict the rules are: <see cref="Staging"/> is in every safety respect as <see cref="Prod"/>.</summary>
public enum PlatformEnvironment
{
    /// <summary>A developer's box: a loop-backed thin pool and unpinned artefacts are allowed, each with a named warning.</summary>
    Dev,

    /// <summary>A rehearsal of production; every rule of production holds.</summary>
    Staging,

    /// <summary>Production.</summary>
    Prod,
}

/// <summary>What a host is in the cluster.</summary>
public enum HostRole
{
    /// <summary>Runs the control plane and etcd, and workloads too.</summary>
    Server,

    /// <summary>Runs workloads only.</summary>
    Agent,
}

/// <summary>A RuntimeClass that Stratus installs.</summary>
public enum SandboxRuntime
{
    /// <summary><c>kata-fc</c>: Firecracker; amd64 only; needs a thin pool on every host.</summary>
    KataFirecracker,

    /// <summary><c>kata-clh</c>: Cloud Hypervisor; amd64 only.</summary>
    KataCloudHypervisor,

    /// <summary><c>kata-qemu</c>: QEMU; amd64 and arm64.</summary>
    KataQemu,
}
