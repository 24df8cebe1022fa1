using System.Text.Json.Nodes;
using Stratus.Cli.Diffs;
using Stratus.Cli.Tests.Plans;

namespace Stratus.Cli.Tests.Diffs;

public sealed class SecurityTests
{
    [Theory]
    [InlineData("a:b:C", """{"k":{"$secret":true}}""", """{"k":"in the open"}""", SecurityAspect.SecretBecomesPlain)]
    [InlineData("a:b:C", """{"k":{"$secret":true,"$unknown":true}}""", """{"k":{"$unknown":true}}""", SecurityAspect.SecretBecomesPlain)]
    [InlineData("kubernetes:cilium.io/v2:CiliumNetworkPolicy", """{"spec":{"egress":[]}}""", """{"spec":{"egress":[{}]}}""", SecurityAspect.EgressPolicy)]
    [InlineData("kubernetes:networking.k8s.io/v1:NetworkPolicy", """{"spec":1}""", """{"spec":2}""", SecurityAspect.EgressPolicy)]
    [InlineData("kubernetes:core/v1:Namespace", """{"metadata":{"labels":{"pod-security.kubernetes.io/enforce":"restricted"}}}""",
        """{"metadata":{"labels":{}}}""", SecurityAspect.PodSecurity)]
    [InlineData("kubernetes:core/v1:Namespace", """{"metadata":{"labels":{"pod-security.kubernetes.io/enforce":"restricted"}}}""",
        """{"metadata":{}}""", SecurityAspect.PodSecurity)]
    [InlineData("kubernetes:node.k8s.io/v1:RuntimeClass", """{"handler":"a"}""", """{"handler":"b"}""", SecurityAspect.RuntimeClass)]
    [InlineData("kubernetes:batch/v1:Job", """{"spec":{"template":{"spec":{"runtimeClassName":"kata"}}}}""",
        """{"spec":{"template":{"spec":{}}}}""", SecurityAspect.RuntimeClass)]
    [InlineData("kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy", """{"spec":1}""", """{"spec":2}""", SecurityAspect.Admission)]
    [InlineData("command:remote:Command", """{"connection":{"hostKey":"a"}}""", """{"connection":{"hostKey":"b"}}""", SecurityAspect.HostKey)]
    [InlineData("command:remote:Command", """{"connection":{"hostKey":"a"}}""", """{"connection":{}}""", SecurityAspect.HostKey)]
    [InlineData("aws:ec2/securityGroup:SecurityGroup", """{"ingress":[{"cidrBlocks":["203.0.113.0/28"]}]}""",
        """{"ingress":[{"cidrBlocks":["0.0.0.0/0"]}]}""", SecurityAspect.Firewall)]
    [InlineData("aws:ec2/securityGroup:SecurityGroup", """{"egress":[]}""", """{"egress":[{}]}""", SecurityAspect.Firewall)]
    [InlineData("aws:ec2/instance:Instance", """{"metadataOptions":{"httpTokens":"required"}}""",
        """{"metadataOptions":{"httpTokens":"optional"}}""", SecurityAspect.InstanceMetadata)]
    [InlineData("aws:ec2/instance:Instance", """{"metadataOptions":{"httpPutResponseHopLimit":1}}""",
        """{"metadataOptions":{"httpPutResponseHopLimit":2}}""", SecurityAspect.InstanceMetadata)]
    [InlineData("aws:ec2/instance:Instance", """{"metadataOptions":{"httpPutResponseHopLimit":1}}""", "{}", SecurityAspect.InstanceMetadata)]
    [InlineData("aws:ec2/instance:Instance", """{"disableApiTermination":true}""", """{"disableApiTermination":false}""", SecurityAspect.Protection)]
    [InlineData("kubernetes:core/v1:Pod", """{"spec":{"hostNetwork":false}}""", """{"spec":{"hostNetwork":true}}""", SecurityAspect.PodIsolation)]
    [InlineData("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", """{"rules":[]}""", """{"rules":[{}]}""", SecurityAspect.Rbac)]
    [InlineData("kubernetes:core/v1:ResourceQuota", """{"spec":{"hard":{"pods":"1"}}}""", """{"spec":{"hard":{"pods":"2"}}}""", SecurityAspect.Quota)]
    [InlineData("command:remote:Command", """{"stdin":"a"}""", """{"stdin":"b"}""", SecurityAspect.Script)]
    public void A_change_that_touches_isolation_is_named_for_what_it_touches(string type, string old, string now, SecurityAspect aspect)
    {
        var diff = PlanDiff.Compare(SamplePlans.Of(SamplePlans.Resource(type, "x", old)), SamplePlans.Of(SamplePlans.Resource(type, "x", now)));

        diff.Changes.ShouldHaveSingleItem().Security[0].ShouldBe(aspect);
        diff.SecurityRelevant.ShouldBe(1);
    }

    [Fact]
    public void Another_host_key_is_seen_although_the_connection_is_secret()
    {
        static JsonObject With(string key) => new() { ["hostKey"] = key };
        var host = SamplePlans.Resource("stratus:hosts:BareMetalHost", "server1") with { Custom = false };

        var diff = PlanDiff.Compare(SamplePlans.Of(host with { Outputs = With("a") }), SamplePlans.Of(host with { Outputs = With("b") }));

        diff.Changes.ShouldHaveSingleItem().Security.ShouldBe([SecurityAspect.HostKey]);
    }

    [Fact]
    public void A_change_that_touches_nothing_of_it_is_not_called_security()
    {
        var diff = PlanDiff.Compare(
            SamplePlans.Of(SamplePlans.Resource("kubernetes:core/v1:ConfigMap", "x", """{"data":{"a":"1"}}""")),
            SamplePlans.Of(SamplePlans.Resource("kubernetes:core/v1:ConfigMap", "x", """{"data":{"a":"2"}}""")));

        diff.SecurityRelevant.ShouldBe(0);
    }

    [Fact]
    public void Another_tag_of_a_security_group_is_not_called_security()
    {
        const string Group = "aws:ec2/securityGroup:SecurityGroup";
        var diff = PlanDiff.Compare(
            SamplePlans.Of(SamplePlans.Resource(Group, "x", """{"tags":{"a":"1"}}""")),
            SamplePlans.Of(SamplePlans.Resource(Group, "x", """{"tags":{"a":"2"}}""")));

        diff.SecurityRelevant.ShouldBe(0);
    }

    [Fact]
    public void A_policy_that_goes_is_security_and_stands_before_everything_else()
    {
        var plan = SamplePlans.Platform();
        var head = plan with
        {
            Resources = [.. plan.Resources.Where(resource => resource.Name != "egress"), SamplePlans.Resource("a:b:C", "new")],
        };

        var first = PlanDiff.Compare(plan, head).Changes[0];

        (first.Kind, first.Security[0], first.Resource.Name).ShouldBe((ChangeKind.Removed, SecurityAspect.EgressPolicy, "egress"));
    }

    [Fact]
    public void A_value_that_becomes_secret_is_no_alarm()
    {
        var diff = PlanDiff.Compare(
            SamplePlans.Of(SamplePlans.Resource("a:b:C", "x", """{"k":"plain"}""")),
            SamplePlans.Of(SamplePlans.Resource("a:b:C", "x", """{"k":{"$secret":true}}""")));

        diff.Changes[0].Security.ShouldBeEmpty();
    }
}
