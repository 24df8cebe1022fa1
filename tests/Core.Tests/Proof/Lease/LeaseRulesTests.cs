using Stratus.Core.Proof.Lease;

namespace Stratus.Core.Tests.Proof.Lease;

/// <summary>Which sandboxes start, by the rules as CEL evaluates them.</summary>
public sealed class LeaseRulesTests
{
    private const string Lease = """
        {"data":{"validUntil":"2026-09-02T08:00:00Z","runtimeClasses":"kata-fc kata-qemu","nodes":"node1 node2","stackSha256":"5e1f","run":"r","reportSha256":"s"}}
        """;

    [Theory]
    [InlineData("2026-09-02T07:59:59Z", null)]
    [InlineData("2026-09-02T08:00:00Z", "no fresh proof")]
    [InlineData("2027-01-01T00:00:00Z", "no fresh proof")]
    public void A_sandbox_starts_while_the_lease_lasts(string created, string? refusal) =>
        Check(Ask(Pod("x-1", created: created)), refusal);

    [Theory]
    [InlineData("kata-qemu", null)]
    [InlineData("kata-clh", "does not cover this RuntimeClass")]
    [InlineData("kata", "does not cover this RuntimeClass")]
    [InlineData("", "does not cover this RuntimeClass")]
    [InlineData(null, "does not cover this RuntimeClass")]
    public void It_starts_in_a_RuntimeClass_that_the_lease_names(string? runtimeClass, string? refusal) =>
        Check(Ask(Pod("x-1", runtimeClass)), refusal);

    [Theory]
    [InlineData("\"stackSha256\":\"5e1e\",")]
    [InlineData("\"stackSha256\":\"5E1F\",")]
    [InlineData("\"stackSha256\":\"\",")]
    [InlineData("")]
    public void It_starts_only_while_the_stack_is_what_was_proven(string vouched)
    {
        var lease = Lease.Replace("\"stackSha256\":\"5e1f\",", vouched, StringComparison.Ordinal);

        Check(Ask(Pod("x-1"), lease), "the stack has changed since the latest proof");
        Ask(Pod("x-1"), lease).ShouldNotBeNull().ShouldContain("pulumi up");
        Ask(Pod("stratus-smoke-ab12-x"), lease).ShouldBeNull("the proof's own pods make the next lease");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":{"validUntil":"2099-01-01T00:00:00Z"}}""")]
    [InlineData("""{"data":{"validUntil":"soon","runtimeClasses":"kata-fc"}}""")]
    [InlineData("""{"data":{"validUntil":"2099-01-01","runtimeClasses":"kata-fc"}}""")]
    [InlineData("""{"data":{"validUntil":"","runtimeClasses":"kata-fc"}}""")]
    [InlineData("""{"data":{"validUntil":"2099-01-01T00:00:00Z","runtimeClasses":""}}""")]
    [InlineData("null")]
    public void A_lease_that_cannot_be_read_refuses(string lease) => Ask(Pod("x-1"), lease).ShouldNotBeNull();

    [Fact]
    public void A_shut_lease_refuses_everything()
    {
        var shut = System.Text.Json.JsonSerializer.Serialize(new { data = ProofLease.Shut.ToData() });

        Ask(Pod("x-1"), shut).ShouldNotBeNull();
        Ask(Pod("x-1", "", "1969-01-01T00:00:00Z"), shut).ShouldNotBeNull();
        Bind("x-1", "", shut).ShouldNotBeNull();
    }

    [Fact]
    public void The_proofs_own_pods_start_without_a_lease_in_any_RuntimeClass()
    {
        Ask(Pod("stratus-smoke-ab12-x", "kata-clh", "2099-01-01T00:00:00Z"), "{}").ShouldBeNull();
        Bind("stratus-smoke-ab12-x", "node9", "{}").ShouldBeNull();
    }

    [Theory]
    [InlineData("node1", null)]
    [InlineData("node3", "does not cover this node")]
    [InlineData("node", "does not cover this node")]
    [InlineData("", "does not cover this node")]
    public void It_is_bound_to_a_node_that_the_lease_names(string node, string? refusal) => Check(Bind("x-1", node, Lease), refusal);

    [Fact]
    public void A_binding_that_calls_its_name_generated_is_asked_all_the_same() => Admission.Ask(
        LeaseRules.Bindings, "{}", """{"metadata":{"name":"x-1","generateName":"stratus-smoke-"},"target":{"kind":"Node","name":"node3"}}""", parameters: Lease)
        .ShouldNotBeNull();

    [Fact]
    public void Every_message_names_the_command_that_mends_it() =>
        LeaseRules.Pods("5e1f").Concat(LeaseRules.Bindings).ShouldAllBe(rule => rule.Message.Contains("stratus smoke", StringComparison.Ordinal));

    private static string? Ask(string pod, string lease = Lease) => Admission.Ask(LeaseRules.Pods("5e1f"), "{}", pod, parameters: lease);

    private static string? Bind(string pod, string node, string lease) => Admission.Ask(
        LeaseRules.Bindings, "{}", $$$"""{"metadata":{"name":"{{{pod}}}"},"target":{"kind":"Node","name":"{{{node}}}"}}""", parameters: lease);

    private static string Pod(string name, string? runtimeClass = "kata-fc", string created = "2026-09-01T12:00:00Z")
    {
        var spec = runtimeClass is null ? "{}" : $$"""{"runtimeClassName":"{{runtimeClass}}"}""";
        return $$"""{"metadata":{"name":"{{name}}","creationTimestamp":"{{created}}"},"spec":{{spec}}}""";
    }

    private static void Check(string? said, string? refusal)
    {
        if (refusal is null) said.ShouldBeNull();
        else said.ShouldNotBeNull().ShouldContain(refusal);
    }
}
