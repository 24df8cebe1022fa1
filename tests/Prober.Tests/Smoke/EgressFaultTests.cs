using Stratus.Core.Proof;
using Stratus.Core.Proof.Egress;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Plans;
using Stratus.Prober.Tests.Cluster;

namespace Stratus.Prober.Tests.Smoke;

/// <summary>Policies with holes.</summary>
public sealed class EgressFaultTests : IAsyncDisposable
{
    private readonly EgressBed bed = new();

    public ValueTask DisposeAsync() => bed.DisposeAsync();

    [Fact]
    public async Task A_policy_on_one_node_only_is_found_on_the_other()
    {
        bed.Enforcement.Selects = pod => pod.Spec.NodeName == "node-1";
        var result = await bed.RunAsync(EgressBed.Plan);
        result.BrokenEgress().ShouldNotBeEmpty();
        result.BrokenEgress().ShouldAllBe(finding => finding.Place!.Node == "node-2");
    }

    [Fact]
    public async Task A_launch_path_that_no_policy_selects_is_found()
    {
        bed.Enforcement.Selects = pod => pod.Metadata.OwnerReferences[0].Name.EndsWith("anchor");
        var result = await bed.RunAsync(EgressBed.Small with { LaunchPaths = [LaunchPath.Job, LaunchPath.Pod] });
        result.BrokenEgress().ShouldNotBeEmpty();
        result.BrokenEgress().ShouldAllBe(finding => finding.Place!.LaunchPath == LaunchPath.Job);
    }

    [Theory]
    [InlineData("tcp dport 443 accept", "api-server internet-ipv4 internet-ipv6")]
    [InlineData("ip6 daddr fd00:ec2::254 accept", "metadata-ipv6")]
    [InlineData("ip daddr 169.254.169.254 accept", "metadata-ipv4")]
    [InlineData("udp dport 123 accept", "internet-udp")]
    [InlineData("udp dport != 53 accept", "internet-udp")]
    [InlineData("udp dport 53 accept", "dns-foreign-resolver")]
    [InlineData("icmp type echo-request accept", "internet-icmp")]
    [InlineData("tcp dport 10250 accept", "other-kubelet own-kubelet")]
    [InlineData("tcp dport 28080 accept", "other-node own-node")]
    public async Task What_a_second_policy_opens_again_is_named(string rule, string targets)
    {
        bed.Enforcement.Openings.Add(rule);
        var result = await bed.RunAsync(EgressBed.Small);
        result.Targets(Checks.EgressDenied, Outcome.Broken).Order().ShouldBe(targets.Split(' ').Where(target => !target.StartsWith("other-")));
        result.Outcomes[Checks.EgressAllowed].ShouldBe(Outcome.Holds);
    }

    [Theory]
    [InlineData("pod-same-namespace")]
    [InlineData("pod-other-namespace")]
    public async Task A_pod_that_a_second_policy_opens_is_named_and_no_other(string target)
    {
        var space = target == "pod-same-namespace" ? EgressBed.Small.SandboxNamespace : EgressBed.Small.ControlNamespace;
        bed.Enforcement.OpensTo = pod => pod.Metadata.Labels.ContainsKey(ProofNames.TargetLabel) && pod.Metadata.NamespaceProperty == space;
        await NamesAsync(EgressBed.Small, target);
    }

    [Theory]
    [InlineData($"ip daddr {Fabric.Service} tcp dport 8080 accept", "service", false)]
    [InlineData("tcp dport 28080 oifname eth0 accept", "other-node", true)]
    [InlineData("tcp dport 10250 oifname eth0 accept", "other-kubelet", true)]
    public async Task A_Service_or_another_node_that_a_second_policy_opens_is_named_and_no_other(string rule, string target, bool takesTwoNodes)
    {
        bed.Enforcement.Openings.Add(rule);
        await NamesAsync(EgressBed.Small with { Nodes = takesTwoNodes ? ["node-1", "node-2"] : ["node-1"] }, target);
    }

    [Fact]
    public async Task What_a_plan_says_is_absent_is_a_leak_where_it_is_reached_all_the_same()
    {
        bed.Enforcement.Openings.Add("ip6 daddr fd00:ec2::254 accept");
        var plan = EgressBed.Small with { Absent = [.. EgressBed.Small.Absent, new(TargetKind.MetadataIpv4, "no cloud here"), new(TargetKind.MetadataIpv6, "no cloud here")] };
        // The other one was tried too, and is none of the findings.
        (await NamesAsync(plan, "metadata-ipv6")).Run.Scope.Targets.ShouldNotContain(one => one.Kind == TargetKind.MetadataIpv6);
    }

    [Fact]
    public async Task A_way_out_that_no_control_has_is_a_leak_where_a_sandbox_has_it()
    {
        bed.Enforcement.Openings.Add("ip6 daddr fd00:ec2::254 accept");
        bed.Kubelet.Line = (pod, line) => pod.Spec.RuntimeClassName is null ? line.Replace("metadata-ipv6 open", "metadata-ipv6 absent", StringComparison.Ordinal) : line;
        (await NamesAsync(EgressBed.Small, "metadata-ipv6")).Run.Scope.Absent.ShouldContain(one => one.Kind == TargetKind.MetadataIpv6 && one.Reason.StartsWith("no control"));
    }

    private async Task<SmokeResult> NamesAsync(SmokePlan plan, string target)
    {
        var result = await bed.RunAsync(plan);
        result.Targets(Checks.EgressDenied, Outcome.Broken).ShouldBe([target]);
        result.Targets(Checks.EgressDenied, Outcome.Inconclusive).ShouldBeEmpty();
        return result;
    }

    [Fact]
    public async Task A_resolver_that_passes_every_name_on_is_found()
    {
        var result = await bed.RunAsync(EgressBed.Small, prepare: fabric => fabric.Answers = _ => true);
        result.Targets(Checks.EgressDenied, Outcome.Broken).ShouldBe(["dns-name", "dns-tcp"], ignoreOrder: true);
    }
}
