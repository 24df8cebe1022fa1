using System.Collections.Immutable;
using Pulumi;
using Stratus.Components.Cluster;
using Stratus.Components.Hosts;
using Stratus.Components.Networking;
using Stratus.Components.Proof;
using Stratus.Components.Runtimes;
using Stratus.Components.Sandboxes;
using Stratus.Core.Locking;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Runtimes;
using Stratus.Core.Settings;
using Stratus.Tests.Shared;

namespace Stratus.Components.Tests;

/// <summary>Builds the chain up to the component under test.</summary>
internal static class Build
{
    public static readonly ImmutableArray<string> Classes = ["kata-fc", "kata-clh", "kata-qemu"];

    public static BareMetalHost Host(HostSettings host, ComponentResourceOptions options, Output<string>? privateKey = null) =>
        new(host.Id, new() { Host = host, PrivateKey = privateKey }, options);

    public static HostPreparation Preparation(HostSettings host, ComponentResourceOptions options, params ImmutableArray<string> classes) =>
        new(host.Id, new() { Host = Host(host, options).Machine, RuntimeClasses = classes }, options);

    public static K3sCluster Cluster(PlatformSettings platform, ComponentResourceOptions options) => new("cluster", new()
    {
        Platform = platform,
        Hosts = [.. platform.Hosts.Select(host => Preparation(host, options, Classes))],
        K3s = VersionLock.Embedded.Binary("k3s"),
    }, options);

    public static CiliumNetwork Network(PlatformSettings platform, K3sCluster cluster, ComponentResourceOptions options) =>
        new("cilium", new() { Platform = platform, Cluster = cluster, Chart = VersionLock.Embedded.Chart("cilium") }, options);

    public static KataRuntime Runtime(PlatformSettings platform, K3sCluster cluster, CiliumNetwork network, ComponentResourceOptions options) =>
        new("kata", new()
        {
            Cluster = cluster,
            Network = network,
            Chart = VersionLock.Embedded.Chart("kata-deploy"),
            Shims = [.. platform.Runtimes.Select(KataShim.Of)],
        }, options);

    public static SandboxNamespace Namespace(PlatformSettings platform, K3sCluster cluster, CiliumNetwork network, ComponentResourceOptions options) =>
        new(platform.Sandbox.Namespace, new()
        {
            Cluster = cluster,
            Network = network,
            Sandbox = platform.Sandbox,
            Egress = platform.Egress,
            RuntimeClasses = Classes,
        }, options);

    /// <summary>The proof of a platform, and all that it stands on: on bare metal, whatever its hosts are.</summary>
    public static SmokeTest Proof(PlatformSettings platform, string image, string lockDigest, string programDigest, ComponentResourceOptions options)
    {
        var machines = platform.Aws is null ? platform : Platforms.One;
        var cluster = Cluster(machines, options);
        var network = Network(machines, cluster, options);
        return new("proof", new()
        {
            Cluster = cluster,
            Network = network,
            Runtime = Runtime(platform, cluster, network, options),
            Namespace = Namespace(platform, cluster, network, options),
            Platform = platform,
            Plan = StackPlan.Of(platform, "test", image, lockDigest),
            PrivateKey = Output.CreateSecret("signing-canary"),
            ProgramDigest = programDigest,
        }, options);
    }
}
