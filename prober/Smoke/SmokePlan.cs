using Stratus.Core.Proof;

namespace Stratus.Prober.Smoke;

/// <summary>What a run of the proof does, and where.</summary>
public sealed record SmokePlan
{
    /// <summary>What tells the run from every other: lower-case letters, digits and dashes; part of its pods' names.</summary>
    public required string Run { get; init; }

    /// <summary>The namespace in which sandboxes run, with everything that the stack put there.</summary>
    public required string SandboxNamespace { get; init; }

    /// <summary>A namespace outside every policy, that admits privileged pods: that of the controls.</summary>
    public required string ControlNamespace { get; init; }

    /// <summary>The image of sandboxes and controls, by digest: bash and coreutils are all that it needs.</summary>
    public required string Image { get; init; }

    /// <summary>What the stack declares.</summary>
    public required Scope Scope { get; init; }

    /// <summary>How long a pod may take from its creation to its end. Default: two minutes.</summary>
    public TimeSpan PodTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often the pods are looked at. Default: four times a second.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(250);
}
