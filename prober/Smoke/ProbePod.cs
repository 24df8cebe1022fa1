using k8s.Models;
using Stratus.Core.Naming;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Plans;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Smoke;

/// <summary>The pods that a run creates. Each is gone with the run, and ends by itself when the conductor is killed.</summary>
internal static class ProbePod
{
    /// <summary>A pod as the stack's users start it: nothing about it opens what is not open by default.</summary>
    public static V1Pod Sandbox(SmokeRun run, Place place, string name, ProbeRequest request)
    {
        var pod = Pod(run, place.Node, run.Plan.SandboxNamespace, name, request);
        pod.Spec.RuntimeClassName = place.RuntimeClass;
        pod.Spec.AutomountServiceAccountToken = false;
        pod.Spec.SecurityContext = new()
        {
            RunAsNonRoot = true,
            RunAsUser = 65532,
            RunAsGroup = 65532,
            SeccompProfile = new() { Type = "RuntimeDefault" },
        };
        pod.Spec.Containers[0].SecurityContext = new() { AllowPrivilegeEscalation = false, Capabilities = new() { Drop = ["ALL"] } };
        return pod;
    }

    /// <summary>
    /// The same program where nothing may hold: no RuntimeClass, outside the policies, privileged, with a token. What it does not see, a
    /// sandbox would not be seen to see.
    /// </summary>
    public static V1Pod Control(SmokeRun run, Place place, string name, ProbeRequest request)
    {
        var pod = Pod(run, place.Node, run.Plan.ControlNamespace, name, request);
        pod.Spec.AutomountServiceAccountToken = true;
        pod.StandAside();
        pod.Spec.Containers[0].SecurityContext = new() { Privileged = true };
        return pod;
    }

    /// <summary>Has less kept for a pod than it may take.</summary>
    public static void StandAside(this V1Pod pod) => pod.Spec.Containers[0].Resources.Requests["cpu"] = new(ProbeSize.CpuAside);

    /// <summary>A sandbox's pod outside: among the controls and on the node's kernel, with no more rights than it had.</summary>
    public static V1Pod Outside(SmokeRun run, V1Pod sandbox)
    {
        sandbox.Metadata.NamespaceProperty = run.Plan.ControlNamespace;
        sandbox.Spec.RuntimeClassName = null;
        sandbox.StandAside();
        return sandbox;
    }

    /// <summary>The labels of everything that a run creates.</summary>
    public static Dictionary<string, string> LabelsOf(SmokeRun run) => new() { [Labels.ManagedBy] = Labels.Stratus, [ProofNames.RunLabel] = run.Id };

    private static V1Pod Pod(SmokeRun run, string node, string space, string name, ProbeRequest request)
    {
        var pod = Pod(run, node, space, name);
        pod.Run("bash", "-c", request.Program(), "probe", "probe");
        return pod;
    }

    private static V1Pod Pod(SmokeRun run, string node, string space, string name) => new()
    {
        Metadata = new() { Name = name, NamespaceProperty = space, Labels = LabelsOf(run) },
        Spec = new()
        {
            // Never nodeName, which admission forbids, for it passes the scheduler by.
            NodeSelector = new Dictionary<string, string> { ["kubernetes.io/hostname"] = node },
            RestartPolicy = "Never",
            EnableServiceLinks = false,
            ActiveDeadlineSeconds = (long)run.Plan.PodTimeout.TotalSeconds,
            TerminationGracePeriodSeconds = 0,
            Containers =
            [
                new()
                {
                    Name = "probe",
                    Image = run.Plan.Image,
                    Resources = new() { Limits = Size(), Requests = Size() },
                },
            ],
        },
    };

    private static Dictionary<string, ResourceQuantity> Size() => new()
    {
        ["cpu"] = new(ProbeSize.Cpu),
        ["memory"] = new(ProbeSize.Memory),
        ["ephemeral-storage"] = new(ProbeSize.EphemeralStorage),
    };
}
