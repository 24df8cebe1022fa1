using System.Globalization;
using System.Reflection;
using k8s.Models;
using Stratus.Core.Proof.Lease;
using Stratus.Prober.Probe;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.Targets;

/// <summary>Pods that answer: what sandboxes must not reach, and controls must.</summary>
internal static class TargetPod
{
    /// <summary>What its log says when it can be reached.</summary>
    public const string Sign = "stratus-target listening";

    /// <summary>The port of those in a node's own network: unassigned, and outside the range of node ports and of ephemeral ones.</summary>
    public const int NodePort = 28080;

    private const string ServiceLabel = "stratus.dev/smoke-service";

    private static readonly string Program = Read();

    /// <summary>A sandbox that answers. Without the policy for its label nobody reaches it, and that a sandbox does not would prove nothing.</summary>
    public static V1Pod AmongSandboxes(SmokeRun run, string node) =>
        Serving(ProbePod.Sandbox(run, new(node, run.Plan.RuntimeClasses[0].Name, Core.Proof.LaunchPath.Pod), run.Name("target"), Nothing), ProofNames.TargetPort);

    /// <summary>A pod of another namespace.</summary>
    public static V1Pod Elsewhere(SmokeRun run, string node)
    {
        var pod = Serving(Outside(run, node, "target"), ProofNames.TargetPort);
        pod.Metadata.Labels[ServiceLabel] = "true";
        return pod;
    }

    /// <summary>Something that answers at a node's own address.</summary>
    public static V1Pod OnNode(SmokeRun run, string node, int number)
    {
        var pod = Serving(Outside(run, node, $"target-{number.ToString(CultureInfo.InvariantCulture)}"), NodePort);
        pod.Spec.HostNetwork = true;
        return pod;
    }

    /// <summary>A Service in front of the pod of the other namespace.</summary>
    public static V1Service Service(SmokeRun run) => new()
    {
        Metadata = new() { Name = run.Name("target"), NamespaceProperty = run.Plan.ControlNamespace, Labels = ProbePod.LabelsOf(run) },
        Spec = new()
        {
            Selector = new Dictionary<string, string> { [ProofNames.RunLabel] = run.Id, [ServiceLabel] = "true" },
            Ports = [new() { Port = ProofNames.TargetPort, TargetPort = ProofNames.TargetPort, Protocol = "TCP" }],
        },
    };

    // A control without its privileges: a target needs none.
    private static V1Pod Outside(SmokeRun run, string node, string name)
    {
        var pod = ProbePod.Control(run, new(node, "", Core.Proof.LaunchPath.Pod), run.Name(name), Nothing);
        pod.Spec.AutomountServiceAccountToken = false;
        pod.Spec.Containers[0].SecurityContext = new() { AllowPrivilegeEscalation = false, Capabilities = new() { Drop = ["ALL"] } };
        return pod;
    }

    private static V1Pod Serving(V1Pod pod, int port)
    {
        pod.Metadata.Labels[ProofNames.TargetLabel] = "true";
        pod.Run("perl", "-e", Program, port.ToString(CultureInfo.InvariantCulture));
        pod.StandAside();
        // It answers while the run goes on, and no longer.
        pod.Spec.ActiveDeadlineSeconds = Anchor.TimeToLiveSeconds;
        return pod;
    }

    private static ProbeRequest Nothing => new() { Run = "none" };

    private static string Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("prober/Targets/listen.pl")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
