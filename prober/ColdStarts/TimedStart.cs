using System.Collections.Immutable;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Prober.Clocks;

namespace Stratus.Prober.ColdStarts;

/// <summary>A start as it was timed, each moment by the clock that took it.</summary>
internal sealed record TimedStart
{
    /// <summary>Where.</summary>
    public required Place Place { get; init; }

    /// <summary>With which others.</summary>
    public required StartStep Step { get; init; }

    /// <summary>The pod, <c>namespace/name</c>.</summary>
    public required string Pod { get; init; }

    /// <summary>Right before the call, by the conductor's clock.</summary>
    public required DateTimeOffset Requested { get; init; }

    /// <summary>What was learned meanwhile, by the conductor's clock.</summary>
    public required PodSighting Sighting { get; init; }

    /// <summary>When a sandbox of a warm pool was handed out, by the conductor's clock; null of any other, and where it never was.</summary>
    public DateTimeOffset? HandedOut { get; init; }

    /// <summary>What the sandbox said, by its own clock and its node's.</summary>
    public required StartLog Log { get; init; }

    /// <summary>Whether its condition is known: the image of the plan is there since the node was warmed up, of any other the kubelet has to tell.</summary>
    public bool HasCondition => Step.Image is null || Sighting.HadImage is not null;

    /// <summary>The start by one clock, the conductor's.</summary>
    /// <param name="nodes">
    /// How the nodes' clocks stand to it. Without its node's reading a first instruction stays as the node's clock had it: the judge then refuses
    /// all starts of that node, and says why.
    /// </param>
    /// <param name="kind">What its RuntimeClass has to be: only a virtual machine has a guest that boots.</param>
    public ColdStart By(ImmutableDictionary<string, ClockReading> nodes, RuntimeKind? kind)
    {
        var offset = nodes.TryGetValue(Place.Node, out var reading) ? reading.Offset : TimeSpan.Zero;
        var first = Log.First - offset - Requested;
        if (Place.LaunchPath == LaunchPath.WarmPool) return Claimed(first);
        // Another kernel's boot, such as that of a machine that was kept warm, lies before the request.
        var booted = kind == RuntimeKind.MicroVm && first - Log.Uptime > TimeSpan.Zero ? first - Log.Uptime + Log.BootTook : null;
        var (admitted, scheduled, sandbox, pulled) = (Since(Sighting.Admitted), Since(Sighting.Scheduled), Since(Sighting.SandboxCreated), Since(Sighting.Pulled));
        pulled = Unless(pulled, first);
        sandbox = Unless(sandbox, pulled ?? first);
        booted = Unless(booted, sandbox ?? pulled ?? first);
        scheduled = Unless(scheduled, booted ?? sandbox ?? pulled ?? first);
        admitted = Unless(admitted, scheduled ?? booted ?? sandbox ?? pulled ?? first);
        return new()
        {
            Place = Place,
            Condition = new(Step.AtOnce, Sighting.HadImage ?? true),
            Pod = Pod,
            Requested = Requested,
            Admitted = admitted,
            Scheduled = scheduled,
            GuestBooted = booted,
            SandboxCreated = sandbox,
            Pulled = pulled,
            FirstInstruction = first,
        };
    }

    // It ran before the request, mostly: then it was there when it was handed out.
    private ColdStart Claimed(TimeSpan? first)
    {
        var handedOut = Since(HandedOut);
        var ready = first > handedOut ? first : handedOut;
        return new()
        {
            Place = Place,
            Condition = new(Step.AtOnce, ImagePresent: true) { Warm = true },
            Pod = Pod,
            Requested = Requested,
            Admitted = Unless(Since(Sighting.Admitted), ready),
            FirstInstruction = first is null ? null : ready,
        };
    }

    private TimeSpan? Since(DateTimeOffset? moment) => moment - Requested;

    // What was learned only when something later had already happened was learned too late to say anything. A first instruction before the
    // request is what remains of a clock that was off and not measured: the judge sees that.
    private static TimeSpan? Unless(TimeSpan? learned, TimeSpan? later) => learned > later ? null : learned;
}
