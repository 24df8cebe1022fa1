using Stratus.Core.Proof;
using Stratus.Core.Proof.Egress;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Settings;
using Stratus.Tests.Shared;

namespace Stratus.Core.Tests.Proof.Plans;

public sealed class StackPlanTests
{
    [Fact]
    public void Every_place_in_which_sandboxes_run_is_in_it()
    {
        var plan = Of(Platforms.Of(1, 2));

        plan.Nodes.ShouldBe(["agent-1", "agent-2"]);
        plan.RuntimeClasses.Select(runtime => runtime.Name).ShouldBe(plan.Budgets.Select(budget => budget.RuntimeClass));
        plan.LaunchPaths.ShouldBe([LaunchPath.Job, LaunchPath.Pod]);
    }

    [Fact]
    public void What_the_stack_names_is_reached_by_name_by_the_address_that_answers_or_by_the_first()
    {
        EgressDestination[] egress = [new() { Host = "api.example.com", Port = 443 }, new() { Cidr = "203.0.113.0/24", Port = 8443 },
            new() { Cidr = "198.51.100.0/24", Answers = "198.51.100.20", Port = 443 }];

        Of(Platforms.One with { Egress = [.. egress] }).Allowed
            .ShouldBe([new("api.example.com-443", "api.example.com", 443), new("203.0.113.0-8443", "203.0.113.0", 8443), new("198.51.100.20-443", "198.51.100.20", 443)]);
    }

    [Fact]
    public void A_name_that_the_stack_allows_is_not_the_one_that_must_not_be_looked_up() =>
        Of(Platforms.One with { Egress = [new() { Host = "example.com", Port = 443 }] }).Internet.DnsName.ShouldBe("example.org");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Each_kind_of_target_that_no_address_stands_for_is_absent_with_a_reason(bool internet)
    {
        var plan = Of(Platforms.One with { Proof = ProofSettings.Default with { Internet = internet } });

        plan.Absent.ShouldAllBe(absent => absent.Reason.Length > 10);
        plan.Absent.Select(absent => absent.Kind).ShouldBeUnique();
        plan.Absent.Any(absent => absent.Kind == TargetKind.InternetIpv4).ShouldBe(!internet);
        (plan.Internet.Ipv4 is null).ShouldBe(!internet);
        plan.Absent.ShouldContain(absent => absent.Kind == TargetKind.InternetSctp);
    }

    [Fact]
    public void In_EC2_there_is_a_metadata_service_over_IPv4()
    {
        Of(Platforms.One.InEc2()).Absent.ShouldNotContain(absent => absent.Kind == TargetKind.MetadataIpv4);
        Of(Platforms.One).Absent.ShouldContain(absent => absent.Kind == TargetKind.MetadataIpv4);
    }

    [Fact]
    public void It_can_be_written_and_read()
    {
        var bytes = SmokePlanFile.Write(Of(Platforms.Of(3, 2)));

        SmokePlanFile.Write(SmokePlanFile.Read(bytes)).ShouldBe(bytes);
    }

    private static SmokePlan Of(PlatformSettings settings) => StackPlan.Of(settings, "test", "registry.example/runtime@sha256:0", new('0', 64));
}
