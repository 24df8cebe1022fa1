using Stratus.Core.Proof;
using Stratus.Core.Proof.Lease;
using Stratus.Prober.Tests.Cluster;

namespace Stratus.Prober.Tests.Smoke;

/// <summary>What holds, and what proves nothing.</summary>
public sealed class EgressRunTests : IAsyncDisposable
{
    private readonly EgressBed bed = new();

    public ValueTask DisposeAsync() => bed.DisposeAsync();

    [Fact]
    public async Task Where_policies_are_enforced_everything_holds()
    {
        var result = await bed.RunAsync(EgressBed.Plan);
        result.Egress().ShouldBeEmpty();
        var sent = result.Run.Observations.Where(one => one.Check == Checks.EgressFirstPacket).CountBy(one => one.Place!.Node).ToArray();
        sent.Select(node => node.Key).ShouldBe(EgressBed.Plan.Nodes, ignoreOrder: true);
        sent.ShouldAllBe(node => node.Value >= EgressBed.Plan.FirstPackets);
    }

    [Fact]
    public async Task A_policy_that_rejects_is_as_good_as_one_that_drops()
    {
        bed.Enforcement.Otherwise = "reject with icmpx type admin-prohibited";
        (await bed.RunAsync(EgressBed.Small)).Egress().ShouldBeEmpty();
    }

    [Fact]
    public async Task That_nobody_reaches_a_target_that_is_down_proves_nothing()
    {
        var result = await bed.RunAsync(EgressBed.Small, down: [123, 10250]);
        result.Targets(Checks.EgressDenied, Outcome.Inconclusive).ShouldBe(["internet-udp", "own-kubelet"], ignoreOrder: true);
        result.BrokenEgress().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_control_that_is_starved_of_its_processor_proves_nothing()
    {
        bed.Kubelet.Starves = pod => pod.Metadata.Name.EndsWith("-control", StringComparison.Ordinal);
        // A thousandth of a processor takes an hour for what its sandbox does in seconds.
        var result = await bed.RunAsync(EgressBed.Small with { PodTimeout = TimeSpan.FromSeconds(25) });
        result.Outcomes[Checks.EgressDenied].ShouldBe(Outcome.Inconclusive);
        result.Outcomes[Checks.EgressAllowed].ShouldBe(Outcome.Inconclusive);
        result.BrokenEgress().ShouldBeEmpty();
        result.Egress().ShouldContain(finding => finding.Reason.StartsWith("its control gave no answer"));
    }

    [Fact]
    public async Task A_sandbox_without_a_network_proves_nothing()
    {
        bed.Kubelet.Line = (pod, line) => pod.Spec.RuntimeClassName is not null && line.Contains(" silent ", StringComparison.Ordinal)
            ? $"{line[..line.IndexOf(" silent ", StringComparison.Ordinal)]} absent 0 Network is unreachable"
            : line;
        var result = await bed.RunAsync(EgressBed.Small);
        // Who has no IPv6 has no way out by it.
        result.Targets(Checks.EgressDenied, Outcome.Holds).ShouldAllBe(target => target.EndsWith("ipv6") || target.StartsWith("dns-"));
        result.Outcomes[Checks.EgressDenied].ShouldBe(Outcome.Inconclusive);
        result.Outcomes[Checks.EgressFirstPacket].ShouldBe(Outcome.Inconclusive);
        result.BrokenEgress().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sandbox_that_is_killed_after_its_last_attempt_proves_nothing()
    {
        bed.Kubelet.Line = (pod, line) => pod.Spec.RuntimeClassName is not null && line.Contains(" ended ", StringComparison.Ordinal) ? null : line;
        var result = await bed.RunAsync(EgressBed.Small);
        result.Targets(Checks.EgressDenied, Outcome.Holds).ShouldBeEmpty();
        result.Outcomes[Checks.EgressDenied].ShouldBe(Outcome.Inconclusive);
        result.BrokenEgress().Where(finding => finding.Check == Checks.EgressDenied).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_stack_allows_and_no_sandbox_reaches_is_broken()
    {
        var result = await bed.RunAsync(EgressBed.Small with { Allowed = [new("other", Fabric.Internet, 443)] });
        result.Outcomes[Checks.EgressAllowed].ShouldBe(Outcome.Broken);
        result.Outcomes[Checks.EgressDenied].ShouldBe(Outcome.Holds);
    }

    [Fact]
    public async Task A_node_that_is_lost_midway_is_no_longer_proven_and_the_other_is()
    {
        var isLost = false;
        bed.Kubelet.IsReachable = node => !(isLost && node == "node-2");
        bed.Kubelet.Line = (pod, line) =>
        {
            isLost |= pod.Spec.NodeName == "node-2" && pod.Spec.RuntimeClassName is not null && line.Contains(" target ");
            return line;
        };
        var result = await bed.RunAsync(EgressBed.Plan with { FirstPackets = 0, PodTimeout = TimeSpan.FromSeconds(25) });
        isLost.ShouldBeTrue();
        var looked = result.Run.Observations.Select(one => one.Check).ToHashSet();
        var doubts = result.Verdict.Findings().Where(finding => looked.Contains(finding.Check) && finding.Outcome == Outcome.Inconclusive).ToArray();
        doubts.ShouldAllBe(finding => finding.Place!.Node == "node-2");
        doubts.Select(finding => finding.Check).Distinct().ShouldBe(looked, ignoreOrder: true);
        result.Verdict.Findings().ShouldNotContain(finding => finding.Outcome == Outcome.Broken && finding.Place!.Node == "node-2");
        ProofLease.Of(result.Run, result.Verdict, TimeSpan.FromHours(1), "", "").Nodes.ShouldNotContain("node-2");
    }

    [Fact]
    public async Task A_node_that_is_gone_is_missed()
    {
        var result = await bed.RunAsync(EgressBed.Small with { Nodes = ["node-1", "node-3"] });
        result.Said.ShouldContain("there is no node node-3");
        result.Verdict.Findings().ShouldContain(finding => finding.Check == Checks.EgressDenied && finding.Place!.Node == "node-3" && finding.Outcome == Outcome.Inconclusive);
    }
}
