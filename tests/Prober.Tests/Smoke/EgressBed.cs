using Stratus.Core.Proof;
using Stratus.Core.Proof.Egress;
using Stratus.Core.Proof.Plans;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Smoke;

/// <summary>
/// Whole runs over a network of real packets, with nftables as what enforces policies. The sandboxes are runc's containers here: which
/// kernel they have is looked at elsewhere.
/// </summary>
internal sealed class EgressBed : IAsyncDisposable
{
    public EgressBed() => Requirements.SkipWithoutContainers();

    /// <summary>What runs the pods.</summary>
    public Kubelet Kubelet { get; } = new();

    /// <summary>What enforces policies.</summary>
    public Enforcement Enforcement => Kubelet.Enforcement;

    /// <summary>A plan of two nodes.</summary>
    public static SmokePlan Plan => Runs.Plan(Runs.MicroVm) with
    {
        Nodes = ["node-1", "node-2"],
        Concurrency = 10,
        FirstPackets = 10,
        Allowed = [new("proxy", Fabric.Proxy, 443)],
        Internet = new()
        {
            Ipv4 = Fabric.Internet,
            Ipv6 = Fabric.InternetIpv6,
            Port = 443,
            TimeServer = Fabric.TimeServer,
            Resolver = Fabric.Resolver,
            DnsName = "example.com",
        },
        Absent = [new(TargetKind.InternetSctp, "no server of the world takes it")],
    };

    /// <summary>A plan of one, that sends one first packet.</summary>
    public static SmokePlan Small => Plan with { Nodes = ["node-1"], Concurrency = 1, FirstPackets = 1 };

    public ValueTask DisposeAsync() => Kubelet.DisposeAsync();

    /// <summary>Runs a plan on nodes 1 and 2, as far as it names them.</summary>
    public async Task<SmokeResult> RunAsync(SmokePlan plan, HashSet<int>? down = null, Action<Fabric>? prepare = null)
    {
        await PrepareAsync(plan, down, prepare);
        return await Runs.RunAsync(Kubelet, plan);
    }

    /// <summary>Makes the nodes of a plan.</summary>
    public async Task PrepareAsync(SmokePlan plan, HashSet<int>? down = null, Action<Fabric>? prepare = null)
    {
        Kubelet.Nodes = [.. plan.Nodes.Intersect(["node-1", "node-2"])];
        var fabric = Kubelet.Fabric = await Fabric.MakeAsync(Kubelet.Nodes, down ?? []);
        // The resolver is reached, and refuses, as Cilium's does.
        Enforcement.Openings.AddRange([$"ip daddr {Fabric.Proxy} tcp dport 443 accept", $"ip daddr {Fabric.ClusterResolver} th dport 53 accept"]);
        fabric.Answers = who => !Enforcement.IsConfined(who);
        prepare?.Invoke(fabric);
        foreach (var node in Kubelet.Nodes) await Enforcement.PutAsync(fabric, node);
    }
}

/// <summary>What such a run says of egress.</summary>
internal static class EgressFindings
{
    /// <summary>All findings; that a small run sends too few first packets is none of its test.</summary>
    public static IEnumerable<Finding> Egress(this SmokeResult result) => result.Verdict.Findings()
        .Where(finding => finding.Check.StartsWith("egress.") && !finding.Reason.Contains("sandboxes were looked at"));

    /// <summary>Those that are leaks, or keep in what is allowed.</summary>
    public static IEnumerable<Finding> BrokenEgress(this SmokeResult result) => result.Egress().Where(finding => finding.Outcome == Outcome.Broken);

    /// <summary>Fails unless every target that is not allowed leaks, and no other.</summary>
    public static void ShouldReachEveryTarget(this SmokeResult result) => result.Targets(Checks.EgressDenied, Outcome.Broken).ShouldBe(
        result.Run.Scope.Targets.Where(target => !target.Allowed).Select(target => target.Name), ignoreOrder: true,
        string.Join('\n', result.Egress().Select(finding => $"{finding.Outcome} {finding.Target}: {finding.Reason}")));
}
