using System.Collections.Immutable;

namespace Stratus.Core.Proof.Kernels;

/// <summary>
/// Compares the kernels that sandboxes show with their node's and with one another's. What is read in one pod means nothing by itself: the
/// runc pod of the same node, which must be recognised as sharing the node's kernel, is the control of every comparison.
/// </summary>
public static class KernelComparison
{
    // Some kernels tell when they booted to the second only. That is also why sandboxes, which start together, are not compared by it.
    private static readonly TimeSpan SameBoot = TimeSpan.FromSeconds(1);

    /// <summary>The observations that follow, five a sandbox; those that its kind of runtime is not asked are left out.</summary>
    /// <param name="sandboxes">What the sandboxes say.</param>
    /// <param name="controls">What the runc pods say: one a node.</param>
    /// <param name="declared">The RuntimeClasses.</param>
    public static IEnumerable<Observation> Observe(
        IReadOnlyCollection<KernelSighting> sandboxes, IReadOnlyCollection<KernelSighting> controls, ImmutableArray<RuntimeClass> declared)
    {
        foreach (var sandbox in sandboxes)
        {
            var host = controls.FirstOrDefault(control => control.Place.Node == sandbox.Place.Node);
            var kind = declared.FirstOrDefault(runtime => runtime.Name == sandbox.Place.RuntimeClass)?.Kind;
            var others = sandboxes.Where(other => other.Pod != sandbox.Pod).ToArray();
            foreach (var (check, seen, what) in Compare(sandbox, host, others, kind))
                if (kind is null || Checks.Find(check)!.Kinds.Contains(kind.Value))
                    yield return Observation(check, sandbox, seen, what, host);
        }
    }

    private static IEnumerable<(string Check, Seen Seen, string What)> Compare(
        KernelSighting sandbox, KernelSighting? host, KernelSighting[] others, RuntimeKind? kind)
    {
        var twin = others.FirstOrDefault(other => other.BootId is not null && other.BootId == sandbox.BootId);
        yield return ("kernel.bootId", Same(sandbox.BootId, host?.BootId, twin is not null), Words("boot id", sandbox.BootId, host?.BootId, twin));
        yield return ("kernel.release", Same(sandbox.Release, host?.Release, false), Words("release", sandbox.Release, host?.Release, null));
        yield return ("kernel.clock",
            sandbox.Booted is not { } booted || host?.Booted is not { } hostBooted ? Seen.Nothing
                : (booted - hostBooted).Duration() <= SameBoot ? Seen.Open : Seen.Shut,
            sandbox.Booted is { } its && host?.Booted is { } hosts && (its - hosts).Duration() <= SameBoot
                ? "it booted when its node did, to the second"
                : Words("boot time", sandbox.Facts().GetValueOrDefault("booted"), host?.Facts().GetValueOrDefault("booted"), null));
        yield return ("kernel.hypervisor", sandbox.Hypervisor switch { null => Seen.Nothing, true => Seen.Shut, false => Seen.Open },
            sandbox.Hypervisor switch { null => "it could not be read", true => "a hypervisor is visible", false => "no hypervisor is visible" });
        yield return ("kernel.class", sandbox.Recognised is null || kind is null ? Seen.Nothing : sandbox.Recognised == kind ? Seen.Shut : Seen.Open,
            $"the runtime was recognised as {sandbox.Recognised?.ToString() ?? "nothing known"}, and declared is {kind?.ToString() ?? "nothing"}");
    }

    private static Seen Same(string? sandbox, string? host, bool hasTwin) =>
        hasTwin ? Seen.Open : sandbox is null || host is null ? Seen.Nothing : sandbox == host ? Seen.Open : Seen.Shut;

    private static string Words(string what, string? sandbox, string? host, KernelSighting? twin) =>
        twin is not null ? $"it has the {what} of {twin.Pod}: {sandbox}"
        : sandbox is null ? $"its {what} could not be read"
        : host is null ? $"the {what} of its node could not be read"
        : sandbox == host ? $"it has the {what} of its node: {host}"
        : $"its {what} is {sandbox}, its node's {host}";

    // The control is the runc pod, judged by the same comparison: with itself it must be seen to share.
    private static Observation Observation(string check, KernelSighting sandbox, Seen seen, string what, KernelSighting? host) => new()
    {
        Check = check,
        Place = sandbox.Place,
        Seen = seen,
        Evidence = Evidence(sandbox, what),
        Control = host is null ? null : new()
        {
            Seen = host.Recognised switch { RuntimeKind.SharedKernel => Seen.Open, null => Seen.Nothing, _ => Seen.Shut },
            Evidence = Evidence(host, host.Recognised == RuntimeKind.SharedKernel ? "recognised as sharing the node's kernel" : "not recognised as sharing the node's kernel"),
        },
    };

    private static Evidence Evidence(KernelSighting sighting, string what) =>
        new() { What = what, Pod = sighting.Pod, Node = sighting.Place.Node, At = sighting.At, Facts = sighting.Facts() };
}
