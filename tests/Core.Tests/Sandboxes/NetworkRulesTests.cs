using Stratus.Core.Sandboxes;
using Stratus.Core.Tests.Proof.Lease;

namespace Stratus.Core.Tests.Sandboxes;

/// <summary>Somebody who may edit everything among the sandboxes, and would open them with one more policy: they add up.</summary>
public sealed class NetworkRulesTests
{
    private const string Operator = """{"username":"system:admin","groups":["system:masters","system:authenticated"]}""";
    private const string Mallory = """{"username":"mallory","groups":["system:authenticated"]}""";
    private const string Collector = """{"username":"system:serviceaccount:kube-system:generic-garbage-collector","groups":["system:serviceaccounts"]}""";
    private const string Namespaces = """{"username":"system:serviceaccount:kube-system:namespace-controller","groups":["system:serviceaccounts"]}""";
    private const string AgentSandboxes = """{"username":"system:serviceaccount:agent-sandbox-system:agent-sandbox-controller","groups":["system:serviceaccounts"]}""";

    private const string Opened = """{"metadata":{"name":"x"},"spec":{"podSelector":{"matchLabels":{"app":"agent"}},"egress":[{}]}}""";
    private const string OfATemplate = """{"metadata":{"name":"t-network-policy","ownerReferences":[{"kind":"SandboxTemplate","name":"t","controller":true}]},"spec":{}}""";

    [Theory]
    [InlineData(Mallory)]
    [InlineData("""{"username":"mallory"}""")]
    [InlineData("""{"groups":["system:authenticated"]}""")]
    [InlineData("""{"username":"system:masters","groups":["masters"]}""")]
    [InlineData("""{"username":"system:serviceaccount:stratus-smoke:conductor","groups":["system:serviceaccounts"]}""")]
    [InlineData("""{"username":"system:serviceaccount:sandboxes:namespace-controller","groups":["system:serviceaccounts"]}""")]
    public void Nobody_else_makes_changes_or_takes_away_what_decides_where_sandboxes_get(string user)
    {
        Create(user).ShouldBeFalse();
        Update(user).ShouldBeFalse();
        Delete(user).ShouldBeFalse();
    }

    [Fact]
    public void The_stack_does()
    {
        Create(Operator).ShouldBeTrue();
        Update(Operator).ShouldBeTrue();
        Delete(Operator).ShouldBeTrue();
    }

    [Fact]
    public void A_namespace_that_is_deleted_goes_with_all_that_is_in_it()
    {
        Delete(Namespaces).ShouldBeTrue();
        Create(Namespaces).ShouldBeFalse();
        Update(Namespaces).ShouldBeFalse();
    }

    [Fact]
    public void What_is_deleted_in_the_foreground_goes_once_the_garbage_collector_has_taken_its_finalizer_off()
    {
        Update(Collector).ShouldBeTrue();
        Delete(Collector).ShouldBeTrue();
        Create(Collector).ShouldBeFalse();
    }

    [Fact]
    public void The_controller_of_agent_sandbox_takes_back_what_it_opened_and_opens_nothing()
    {
        Delete(AgentSandboxes, OfATemplate).ShouldBeTrue();
        Delete(AgentSandboxes).ShouldBeFalse("a template by another name must not take the stack's own policy away");
        Create(AgentSandboxes, OfATemplate).ShouldBeFalse();
        Update(AgentSandboxes, OfATemplate).ShouldBeFalse();
        Delete(Mallory, OfATemplate).ShouldBeFalse();
    }

    [Fact]
    public void Who_is_refused_learns_where_the_way_out_is_named() =>
        Ask("CREATE", Mallory, Opened, "null").ShouldNotBeNull().ShouldSatisfyAllConditions(
            said => said.ShouldContain("stratus:egress"), said => said.ShouldContain("pulumi up"));

    private static bool Create(string user, string policy = Opened) => Ask("CREATE", user, policy, "null") is null;

    private static bool Update(string user, string policy = Opened) => Ask("UPDATE", user, policy, policy) is null;

    // What is deleted stands in oldObject alone.
    private static bool Delete(string user, string policy = Opened) => Ask("DELETE", user, "null", policy) is null;

    private static string? Ask(string operation, string user, string policy, string before) =>
        Admission.Ask(AdmissionRules.Network, $$"""{"operation":"{{operation}}","userInfo":{{user}} }""", policy, before);
}
