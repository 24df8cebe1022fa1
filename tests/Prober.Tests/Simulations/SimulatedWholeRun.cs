using System.Collections.Immutable;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Egress;
using Stratus.Prober.Targets;
using Stratus.Prober.Tests.ColdStarts;
using Stratus.Prober.Tests.Smoke;

namespace Stratus.Prober.Tests.Simulations;

/// <summary>
/// A run with everything in it, made up from a seed: its cold starts, and what its pods wrote. What is made of that is the prober's own work, and the judge's.
/// </summary>
internal sealed class SimulatedWholeRun(int seed)
{
    // As a plan and a cluster would have it; only the names are looked at.
    private static readonly IReadOnlyList<Aim> Aimed = Aims.Of(
        Runs.Plan(Runs.MicroVm) with
        {
            Internet = new() { Ipv4 = "198.51.100.1", Ipv6 = "2001:db8::1", TimeServer = "198.51.100.123", Resolver = "198.51.100.53", DnsName = "example.com" },
            Allowed = [new("proxy", "198.51.100.80", 443)],
            Absent = [new(TargetKind.InternetSctp, "the nodes' kernel has no SCTP")],
        },
        new("10.42.0.17", "10.42.1.23", "10.43.12.9", "10.43.0.1",
            ImmutableSortedDictionary<string, string>.Empty.Add("node1", "192.0.2.11").Add("node2", "192.0.2.12").Add("node3", "192.0.2.13")));

    /// <summary>What a fault makes of what pods say. Default: nothing.</summary>
    public Fault Fault { get; init; } = (_, _, _, value) => value;

    /// <summary>The run.</summary>
    public ProofRun Make()
    {
        var run = new SimulatedRun(seed).Make();
        run = run with { Scope = run.Scope with { Targets = [.. Aimed.Select(aim => aim.Target)] } };
        var random = new Random(seed);
        return run with { Observations = [.. new SimulatedLooks(random, run, Aimed, Fault).Observe(), .. new SimulatedLimits(random, run, Fault).Observe()] };
    }
}
