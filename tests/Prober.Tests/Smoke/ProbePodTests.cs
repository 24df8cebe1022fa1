using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Prober.Probe;
using Stratus.Prober.Smoke;
using Stratus.Prober.Targets;

namespace Stratus.Prober.Tests.Smoke;

public sealed class ProbePodTests
{
    private static readonly SmokeRun Run = new(Runs.Plan(Runs.MicroVm), "r1");
    private static readonly ProbeRequest Request = new() { Run = "r1" };

    [Fact]
    public void What_stands_beside_sandboxes_leaves_room_for_two_of_them_on_two_processors()
    {
        var place = new Place("node-1", Runs.MicroVm.Name, LaunchPath.Pod);
        V1Pod[] beside =
        [
            TargetPod.AmongSandboxes(Run, "node-1"), TargetPod.Elsewhere(Run, "node-1"), TargetPod.OnNode(Run, "node-1", 0),
            ProbePod.Control(Run, place, "control", Request), ProbePod.Outside(Run, ProbePod.Sandbox(Run, place, "clock", Request)),
        ];
        var node = new V1Node { Status = new() { Allocatable = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("2"), ["memory"] = new("16Gi") } } };
        Room.Of(node, Run.Plan).ShouldBe(2);
        // Half a processor is what a virtual machine's overhead and its sandbox are taken to ask for; the target among the sandboxes has that overhead too.
        beside.Sum(pod => pod.Spec.Containers[0].Resources.Requests["cpu"].ToDecimal()).ShouldBeLessThanOrEqualTo(2m - (2 * 0.5m) - 0.25m);
        beside.ShouldAllBe(pod => pod.Spec.Containers[0].Resources.Limits["cpu"].ToDecimal() == 0.25m);
    }
}
