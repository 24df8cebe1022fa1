using Stratus.Core.Proof;

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

    [Fact]
    public async Task A_resolver_that_passes_every_name_on_is_found()
    {
        var result = await bed.RunAsync(EgressBed.Small, prepare: fabric => fabric.Answers = _ => true);
        result.Targets(Checks.EgressDenied, Outcome.Broken).ShouldBe(["dns-name", "dns-tcp"], ignoreOrder: true);
    }
}
