using k8s.Models;
using Stratus.Core.Proof.Plans;

namespace Stratus.Prober.Smoke;

/// <summary>How many sandboxes of a run a node has room for.</summary>
internal static class Room
{
    // What one asks for, and about as much for its virtual machine, by the overhead of its RuntimeClass.
    private const decimal Cpu = 0.5m;
    private const decimal Memory = 512 << 20;

    // What targets, controls and the clock of a run keep of a node: as much as one more.
    private const int Aside = 1;

    /// <summary>So many at once. Of a node three quarters: others have theirs there, and what finds no room waits, and is looked at too late.</summary>
    public static int Of(V1Node node, SmokePlan plan)
    {
        if (node.Status.Allocatable is not { } all || !all.TryGetValue("cpu", out var cpu) || !all.TryGetValue("memory", out var memory)) return 1;
        var fits = (Math.Min(cpu.ToDecimal() / Cpu, memory.ToDecimal() / Memory) - Aside) * 0.75m;
        return Math.Clamp((int)Math.Min(fits, int.MaxValue), 1, Math.Max(plan.SandboxesAtOnce, 1));
    }

    /// <summary>What each of some nodes has; 1 where there is none.</summary>
    public static int OfEach(IEnumerable<V1Node> nodes, SmokePlan plan) => nodes.Select(node => Of(node, plan)).DefaultIfEmpty(1).Min();
}
