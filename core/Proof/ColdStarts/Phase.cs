namespace Stratus.Core.Proof.ColdStarts;

/// <summary>
/// A part of a start: from the milestone before, or the last one before it that was seen, to its own. In the order of Kubernetes: a guest boots
/// while its pod's sandbox is made, and the kubelet asks for images only inside a sandbox that is there.
/// </summary>
public enum Phase
{
    /// <summary>Until the API server had taken it in.</summary>
    Admitted,

    /// <summary>Until it had a node.</summary>
    Scheduled,

    /// <summary>Until the guest's kernel had booted.</summary>
    GuestBooted,

    /// <summary>Until the pod's sandbox was there.</summary>
    SandboxCreated,

    /// <summary>Until its image was there.</summary>
    Pulled,

    /// <summary>Until the first instruction of the sandbox's own program.</summary>
    FirstInstruction,

    /// <summary>All of it: from the API call to the first instruction.</summary>
    Total,
}

/// <summary>The phases of a start.</summary>
public static class Phases
{
    /// <summary>How long each phase took; those that were not seen are left out.</summary>
    public static IEnumerable<(Phase Phase, TimeSpan Time)> Of(ColdStart start)
    {
        var before = TimeSpan.Zero;
        foreach (var (phase, reached) in Milestones(start))
        {
            if (reached is not { } now) continue;
            yield return (phase, now - before);
            before = now;
        }
        if (start.FirstInstruction is { } total) yield return (Phase.Total, total);
    }

    /// <summary>Whether time went forwards from each milestone to the next; else the clocks that took them disagree.</summary>
    public static bool InOrder(ColdStart start) => Of(start).All(phase => phase.Time >= TimeSpan.Zero);

    /// <summary>A phase in words.</summary>
    public static string Name(Phase phase) => phase switch
    {
        Phase.Admitted => "admitted",
        Phase.Scheduled => "scheduled",
        Phase.GuestBooted => "guest booted",
        Phase.SandboxCreated => "sandbox created",
        Phase.Pulled => "pulled",
        Phase.FirstInstruction => "first instruction",
        _ => "total",
    };

    private static (Phase, TimeSpan?)[] Milestones(ColdStart start) =>
    [
        (Phase.Admitted, start.Admitted), (Phase.Scheduled, start.Scheduled), (Phase.GuestBooted, start.GuestBooted),
        (Phase.SandboxCreated, start.SandboxCreated), (Phase.Pulled, start.Pulled), (Phase.FirstInstruction, start.FirstInstruction),
    ];
}
