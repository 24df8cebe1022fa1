using Stratus.Core.Proof.Egress;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Targets;

/// <summary>One thing that every sandbox tries to reach, and its control with it.</summary>
/// <param name="Target">What stands in the report.</param>
/// <param name="IsDeclared">Whether it is there to be reached; else a reason stands in the report, and only being reached counts.</param>
/// <param name="From">What a probe on a node tries; null where there is nothing to try from there.</param>
internal sealed record Aim(EgressTarget Target, bool IsDeclared, Func<string, ProbeTarget?> From);
