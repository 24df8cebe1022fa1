using System.Collections.Immutable;
using Pulumi;
using Stratus.Components.Cluster;
using Stratus.Components.Hosts;
using Stratus.Components.Networking;
using Stratus.Components.Proof;
using Stratus.Components.Runtimes;
using Stratus.Components.Sandboxes;
using Stratus.Core.Hosts;
using Stratus.Core.Locking;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Runtimes;
using Stratus.Core.Settings;

namespace Stratus.Stacks;

/// <summary>The whole platform: hosts, cluster, network, runtimes, sandboxes, proof. A dependency stands only where there is one.</summary>
public sealed class SandboxPlatform : ComponentResource
{
    /// <summary>Wires the platform.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="args">What the stack says, validated.</param>
    /// <param name="options">Pulumi's options.</param>
    public SandboxPlatform(string name, SandboxPlatformArgs args, ComponentResourceOptions? options = null)
        : base("stratus:platform:SandboxPlatform", name, options)
    {
        var (settings, pins) = (args.Settings, args.Lock);
        var shims = settings.Runtimes.Select(KataShim.Of).ToImmutableArray();
        var classes = shims.Select(shim => shim.RuntimeClass).ToImmutableArray();

        var perimeter = settings.Hosts.Any(host => host.Ec2 is not null)
            ? new Ec2Perimeter("perimeter", new() { Platform = settings, Stack = Deployment.Instance.StackName }, Child()) : null;
        var hosts = settings.Hosts.Select(host => Prepare(host, perimeter, args, classes)).ToImmutableArray();
        var cluster = new K3sCluster("cluster", new() { Platform = settings, Hosts = hosts, K3s = pins.Binary("k3s") }, Child());
        var network = new CiliumNetwork("cilium", new() { Platform = settings, Cluster = cluster, Chart = pins.Chart("cilium") }, Child());
        var runtime = new KataRuntime(
            "kata", new() { Cluster = cluster, Network = network, Chart = pins.Chart("kata-deploy"), Shims = shims }, Child());
        var sandboxes = new SandboxNamespace(settings.Sandbox.Namespace, new()
        {
            Cluster = cluster,
            Network = network,
            Sandbox = settings.Sandbox,
            Egress = settings.Egress,
            RuntimeClasses = classes,
        }, Child());
        var proof = args.ProofPrivateKey is null ? null : Prove(args, args.ProofPrivateKey, cluster, network, runtime, sandboxes);
        foreach (var runtimeClass in classes)
        {
            _ = new EphemeralSandbox($"first-{runtimeClass}", new()
            {
                Cluster = cluster,
                Runtime = runtime,
                Namespace = sandboxes,
                Proof = settings.Proof.Enforce ? proof : null,
                Sandbox = settings.Sandbox,
                RuntimeClass = runtimeClass,
                Image = pins.Image("busybox").Reference,
                Command = ["uname", "-a"],
            }, Child());
        }

        Kubeconfig = cluster.Kubeconfig;
        Namespace = sandboxes.Name;
        RuntimeClasses = runtime.RuntimeClasses;
        RegisterOutputs();
    }

    /// <summary>The administrator's kubeconfig. Secret, and unknown in a preview.</summary>
    [Output("kubeconfig")]
    public Output<string> Kubeconfig { get; private set; }

    /// <summary>The namespace that sandboxes run in.</summary>
    [Output("namespace")]
    public Output<string> Namespace { get; private set; }

    /// <summary>The RuntimeClasses that a sandbox may name, separated by spaces.</summary>
    [Output("runtimeClasses")]
    public Output<string> RuntimeClasses { get; private set; }

    private SmokeTest Prove(
        SandboxPlatformArgs args, Output<string> privateKey, K3sCluster cluster, CiliumNetwork network, KataRuntime runtime, SandboxNamespace sandboxes) => new("proof", new()
        {
            Cluster = cluster,
            Network = network,
            Runtime = runtime,
            Namespace = sandboxes,
            Platform = args.Settings,
            Plan = StackPlan.Of(args.Settings, Deployment.Instance.StackName, args.Lock.Image("dotnet-runtime").Reference, VersionLock.EmbeddedDigest),
            PrivateKey = privateKey,
            ProgramDigest = args.ProgramDigest,
        }, Child());

    private HostPreparation Prepare(HostSettings host, Ec2Perimeter? perimeter, SandboxPlatformArgs args, ImmutableArray<string> classes)
    {
        var machine = host.Ec2 is null
            ? new BareMetalHost(host.Id, new() { Host = host, PrivateKey = args.SshPrivateKey }, Child()).Machine
            : Created(host, perimeter!, args);
        // A machine that runs no sandboxes may be a virtual one without KVM.
        var required = args.Settings.SandboxHosts.Contains(host) ? classes : [];
        return new(host.Id, new()
        {
            Host = machine,
            RuntimeClasses = required,
            Encryption = args.Settings.Cluster.Encryption,
            Downloads = HostDownloads.Of(args.Lock),
        }, Child());
    }

    private Machine Created(HostSettings host, Ec2Perimeter perimeter, SandboxPlatformArgs args) => new Ec2Host(host.Id, new()
    {
        Host = host,
        Perimeter = perimeter,
        PrivateKey = args.SshPrivateKey,
        HostPrivateKey = args.HostPrivateKeys.GetValueOrDefault(host.Id),
    }, Child()).Machine;

    private ComponentResourceOptions Child() => new() { Parent = this };
}
