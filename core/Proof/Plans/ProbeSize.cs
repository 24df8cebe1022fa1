namespace Stratus.Core.Proof.Plans;

/// <summary>What a sandbox of the proof asks for, its requests and its limits alike, as Kubernetes writes quantities.</summary>
public static class ProbeSize
{
    /// <summary>Processor time.</summary>
    public const string Cpu = "250m";

    /// <summary>
    /// Processor time that is kept for what stands beside sandboxes and mostly waits: targets, controls, clocks. It may take as much as they; were as much kept for it, a small
    /// node would have no room for the next sandbox while one ends, and a start would be called slow that only waited.
    /// </summary>
    public const string CpuAside = "50m";

    /// <summary>Memory: bash, what it looks with, and half of what a hog tries to take.</summary>
    public const string Memory = "128Mi";

    /// <summary>Disk: a third of what a hog tries to take.</summary>
    public const string EphemeralStorage = "64Mi";

    /// <summary>How many there are at once on a node at least: a neighbour, and what takes processes, memory and disk beside it.</summary>
    public const int AtOnce = 4;
}
