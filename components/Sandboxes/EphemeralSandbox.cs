using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Stratus.Core.Naming;

namespace Stratus.Components.Sandboxes;

/// <summary>
/// One run of untrusted code in a microVM of its own: a Job that ends by its deadline, is gone after its time to live, and starts from
/// nothing. Its only writable place is memory of the guest.
/// </summary>
public sealed class EphemeralSandbox : ComponentResource
{
    /// <summary>Starts a sandbox.</summary>
    /// <param name="name">The Job's name.</param>
    /// <param name="args">Where it runs, and what.</param>
    /// <param name="options">Pulumi's options.</param>
    public EphemeralSandbox(string name, EphemeralSandboxArgs args, ComponentResourceOptions? options = null)
        : base("stratus:sandboxes:EphemeralSandbox", name, options)
    {
        _ = new Job(name, new()
        {
            Metadata = new ObjectMetaArgs
            {
                Name = name,
                Namespace = args.Sandbox.Namespace,
                Labels = { [Labels.ManagedBy] = Labels.Stratus },
            },
            Spec = new JobSpecArgs
            {
                // A second try would run untrusted code again with what the first one left outside.
                BackoffLimit = 0,
                ActiveDeadlineSeconds = args.Sandbox.DeadlineSeconds,
                TtlSecondsAfterFinished = args.Sandbox.TtlSecondsAfterFinished,
                Template = new PodTemplateSpecArgs { Spec = Pod(args) },
            },
        }, new() { Parent = this, Provider = args.Cluster.Provider, DependsOn = Needs(args) });
        RegisterOutputs();
    }

    private static List<Resource> Needs(EphemeralSandboxArgs args) =>
        args.Proof is { } proof ? [args.Namespace, args.Runtime, proof] : [args.Namespace, args.Runtime];

    private static PodSpecArgs Pod(EphemeralSandboxArgs args) => new()
    {
        RuntimeClassName = args.RuntimeClass,
        RestartPolicy = "Never",
        AutomountServiceAccountToken = false,
        EnableServiceLinks = false,
        // With the search list every lookup asks for names that no policy allows before it asks for its own.
        DnsConfig = new PodDNSConfigArgs { Options = { new PodDNSConfigOptionArgs { Name = "ndots", Value = "1" } } },
        SecurityContext = new PodSecurityContextArgs
        {
            RunAsNonRoot = true,
            RunAsUser = 65532,
            RunAsGroup = 65532,
            SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" },
        },
        Containers = { Container(args) },
        Volumes =
        {
            new VolumeArgs { Name = "tmp", EmptyDir = new EmptyDirVolumeSourceArgs { Medium = "Memory", SizeLimit = "64Mi" } },
        },
    };

    private static ContainerArgs Container(EphemeralSandboxArgs args)
    {
        InputMap<string> size = new()
        {
            ["cpu"] = args.Sandbox.Cpu,
            ["memory"] = args.Sandbox.Memory,
            ["ephemeral-storage"] = args.Sandbox.EphemeralStorage,
        };
        return new()
        {
            Name = "sandbox",
            Image = args.Image,
            Command = args.Command.ToArray(),
            Resources = new ResourceRequirementsArgs { Limits = size, Requests = size },
            VolumeMounts = { new VolumeMountArgs { Name = "tmp", MountPath = "/tmp" } },
            SecurityContext = new SecurityContextArgs
            {
                AllowPrivilegeEscalation = false,
                ReadOnlyRootFilesystem = true,
                Capabilities = new CapabilitiesArgs { Drop = { "ALL" } },
            },
        };
    }
}
