using System.Collections.Immutable;

namespace Stratus.Core.Proof;

/// <content>What isolates a sandbox from its host and from the one before it.</content>
public static partial class Checks
{
    private const string SharesKernel = "a runc pod on the same node was recognised as sharing the node's kernel";
    private const string SameRun = "the same run found its own marker again";

    // What a sandbox does for them it does at once, and dies of.
    private static ImmutableArray<LaunchPath> Limited => [LaunchPath.Job, LaunchPath.Pod];

    /// <summary>Whether limits are tried in sandboxes of a launch path.</summary>
    public static bool IsLimited(LaunchPath path) => Limited.Contains(path);

    private static IEnumerable<Check> Kernel =>
    [
        Of(Property.Kernel, "kernel.bootId", "Its boot id is neither the node's nor another sandbox's", SharesKernel,
            "a RuntimeClass whose handler is runc, or two sandboxes inside one virtual machine",
            "look at the handler: kubectl get runtimeclass -o wide, and at containerd's runtime of that name on the node")
            with { Kinds = [RuntimeKind.MicroVm] },
        Of(Property.Kernel, "kernel.release", "Its kernel's release is not the node's", SharesKernel,
            "a RuntimeClass whose handler is runc", "look at containerd's runtime of that handler on the node"),
        Of(Property.Kernel, "kernel.clock", "Its kernel booted at another time than the node's", SharesKernel,
            "a RuntimeClass whose handler is runc", "look at containerd's runtime of that handler on the node"),
        Of(Property.Kernel, "kernel.hypervisor", "A hypervisor is visible inside it", SharesKernel,
            "no virtual machine was started", "look at the handler, and for the hypervisor's process on the node")
            with { Kinds = [RuntimeKind.MicroVm] },
        Of(Property.Kernel, "kernel.class", "The runtime seen inside is the one that its RuntimeClass declares", SharesKernel,
            "the handler of that name points at another runtime", "compare the RuntimeClass's handler with containerd's configuration on the node"),
    ];

    private static IEnumerable<Check> Ephemeral =>
    [
        Of(Property.Ephemeral, "ephemeral.disk", "A marker on disk is gone in the next run: same node, same image, same name", SameRun,
            "a volume or snapshot that outlives the pod", "look at the volumes of the pod, and at the snapshotter's leftovers on the node"),
        Of(Property.Ephemeral, "ephemeral.memory", "A marker in memory-backed volumes is gone in the next run", SameRun,
            "a memory-backed volume that outlives the pod", "look at emptyDir and /dev/shm mounts on the node"),
        Of(Property.Ephemeral, "ephemeral.writable", "A marker in every path that can be written is gone in the next run", SameRun,
            "a pod of the warm pool that was used before, or a path of the host", "never give a claimed pod back to the pool; look at the mounts of the pod"),
    ];

    private static IEnumerable<Check> Surface =>
    [
        Of(Property.Surface, "surface.token", "No service account's token is mounted", "a pod with a token was seen to have one",
            "automountServiceAccountToken is not false", "set it to false on the pod and on its service account"),
        Of(Property.Surface, "surface.files", "No other pod's file is visible", "the other pod saw its own file",
            "a hostPath, or a shared volume", "look at the volumes of the pod, and at admission for the namespace")
            with { LaunchPaths = Limited },
        Of(Property.Surface, "surface.devices", "No device of the host is visible", "a privileged pod saw the devices",
            "a privileged pod, or a device plugin", "look at the pod's securityContext and resources"),
        Of(Property.Surface, "surface.cgroups", "No cgroup can be written", "a pod with a writable cgroup wrote to it",
            "the cgroup file system is mounted writable", "look at the pod's securityContext: privileged must be false"),
        Of(Property.Surface, "surface.pids", "A fork bomb ends at its limit", "the same number of processes started where the limit allows it",
            "no limit of processes a pod", "set the kubelet's podPidsLimit")
            with { LaunchPaths = Limited },
        Of(Property.Surface, "surface.memory", "A memory hog ends at its limit", "the same amount was taken where the limit allows it",
            "no memory limit on the pod", "give every container a memory limit; a LimitRange does")
            with { LaunchPaths = Limited },
        Of(Property.Surface, "surface.disk", "A disk filler ends at its limit", "the same amount was written where the limit allows it",
            "no ephemeral-storage limit on the pod", "give every container an ephemeral-storage limit")
            with { LaunchPaths = Limited },
        Of(Property.Surface, "surface.neighbour", "Meanwhile its neighbour answers as before", "the same measurement noticed a neighbour that was slowed down",
            "limits that the node does not enforce, or too many sandboxes for its cores", "look at CPU limits, and at the quota of the namespace")
            with { LaunchPaths = Limited },
    ];

    private static Check Of(Property property, string id, string claim, string control, string likelyCause, string remedy) =>
        new() { Id = id, Property = property, Claim = claim, Control = control, LikelyCause = likelyCause, Try = remedy };
}
