using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Lease;

namespace Stratus.Components.Proof;

/// <summary>The Job that runs the proof: a stock runtime image, into which ConfigMaps bring the program.</summary>
internal static class ConductorPod
{
    /// <summary>After how long a run is ended; a cluster in order takes less.</summary>
    public const int DeadlineSeconds = 1800;

    public static JobSpecArgs Job(string image) => new()
    {
        // A second try would hide that the first one did not hold.
        BackoffLimit = 0,
        ActiveDeadlineSeconds = DeadlineSeconds,
        TtlSecondsAfterFinished = 604_800,
        Template = new PodTemplateSpecArgs { Spec = Pod(image) },
    };

    private static PodSpecArgs Pod(string image) => new()
    {
        ServiceAccountName = ProofNames.ServiceAccount,
        AutomountServiceAccountToken = true,
        RestartPolicy = "Never",
        EnableServiceLinks = false,
        SecurityContext = new PodSecurityContextArgs
        {
            RunAsNonRoot = true,
            RunAsUser = 65532,
            RunAsGroup = 65532,
            FsGroup = 65532,
            SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" },
        },
        InitContainers =
        {
            Container("unpack", image, ["bash", "-c", "set -eo pipefail; cat /payload/part-* | tar xz -C /app"], Mount("payload"), Mount("app", writable: true)),
        },
        Containers =
        {
            Container("conductor", image, ["dotnet", "/app/Stratus.Prober.dll", "run", "--plan", "/plan/plan.json", "--key", "/key/private.pem"],
                Mount("app"), Mount("plan"), Mount("key"), Mount("tmp", writable: true)),
        },
        Volumes =
        {
            new VolumeArgs { Name = "payload", Projected = new ProjectedVolumeSourceArgs { Sources = Enumerable.Range(0, ProofNames.ProgramParts).Select(Part).ToList() } },
            new VolumeArgs { Name = "plan", ConfigMap = new ConfigMapVolumeSourceArgs { Name = ProofNames.Plan } },
            new VolumeArgs { Name = "key", Secret = new SecretVolumeSourceArgs { SecretName = SmokeTest.KeyName, DefaultMode = 0x120 } },
            new VolumeArgs { Name = "app", EmptyDir = new EmptyDirVolumeSourceArgs { SizeLimit = "64Mi" } },
            new VolumeArgs { Name = "tmp", EmptyDir = new EmptyDirVolumeSourceArgs { SizeLimit = "64Mi" } },
        },
    };

    private static VolumeProjectionArgs Part(int number) =>
        new() { ConfigMap = new ConfigMapProjectionArgs { Name = ProofNames.ProgramPart(number) } };

    private static ContainerArgs Container(string name, string image, string[] command, params VolumeMountArgs[] mounts) => new()
    {
        Name = name,
        Image = image,
        Command = command,
        Env = ConductorProcess.Variables.Select(variable => new EnvVarArgs { Name = variable.Key, Value = variable.Value }).ToList(),
        Resources = new ResourceRequirementsArgs
        {
            // No limit of processor time: who is held back reads the clock late, and calls a start slower than it was.
            Requests = { ["cpu"] = "500m", ["memory"] = ConductorProcess.Memory },
            Limits = { ["memory"] = "512Mi" },
        },
        VolumeMounts = mounts,
        SecurityContext = new SecurityContextArgs
        {
            AllowPrivilegeEscalation = false,
            ReadOnlyRootFilesystem = true,
            Capabilities = new CapabilitiesArgs { Drop = { "ALL" } },
        },
    };

    private static VolumeMountArgs Mount(string name, bool writable = false) => new() { Name = name, MountPath = $"/{name}", ReadOnly = !writable };
}
