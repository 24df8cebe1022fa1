using FsCheck.Xunit;
using Stratus.Core.Sandboxes;
using Stratus.Core.Tests.Proof.Lease;

namespace Stratus.Core.Tests.Sandboxes;

public class AdmissionRulesTests
{
    private const string Sized = """{"resources":{"limits":{"cpu":"1","memory":"1Gi"}}}""";

    [Fact]
    public void Only_the_RuntimeClasses_of_the_stack_are_let_in() =>
        AdmissionRules.For(["kata-qemu", "kata-fc"])[0].Expression
            .ShouldBe("has(object.spec.runtimeClassName) && object.spec.runtimeClassName in ['kata-fc', 'kata-qemu']");

    [Fact]
    public void Every_rule_says_what_is_wrong_in_one_line() => AdmissionRules.For(["kata-qemu"])
        .ShouldAllBe(rule => rule.Message.Length > 20 && !rule.Message.Contains('\n') && !rule.Expression.Contains('\n'));

    [Theory]
    [InlineData(Sized, null, null)]
    [InlineData(Sized, Sized, null)]
    [InlineData("{}", null, "cpu and memory")]
    [InlineData("{}", Sized, "cpu and memory")]
    [InlineData(Sized, """{"resources":{"limits":{"cpu":"1"}}}""", "cpu and memory")]
    public void Every_container_has_limits_those_that_start_first_too(string container, string? first, string? refusal)
    {
        var pod = $$"""
            {"metadata":{"name":"x"},"spec":{"runtimeClassName":"kata-qemu","automountServiceAccountToken":false,
            {{(first is null ? "" : $"\"initContainers\":[{first}],")}}"containers":[{{Sized}},{{container}}]} }
            """;
        var refused = Admission.Ask(AdmissionRules.For(["kata-qemu"]), """{"operation":"CREATE"}""", pod);
        if (refusal is null) refused.ShouldBeNull(); else refused.ShouldNotBeNull().ShouldContain(refusal);
    }

    [Theory]
    [InlineData("""{"networkPolicyManagement":"Unmanaged"}""", true)]
    [InlineData("""{"networkPolicyManagement":"Managed"}""", false)]
    [InlineData("{}", false)]
    public void A_template_leaves_the_network_to_the_stack(string spec, bool allowed) =>
        (Admission.Ask(AdmissionRules.Templates, """{"operation":"CREATE"}""", $$"""{"metadata":{"name":"x"},"spec":{{spec}} }""") is null).ShouldBe(allowed);

    [Property]
    public void Expressions_are_balanced(bool one)
    {
        foreach (var rule in AdmissionRules.For(one ? ["kata-qemu"] : ["kata-qemu", "kata-fc"]))
        {
            rule.Expression.Count(character => character == '(').ShouldBe(rule.Expression.Count(character => character == ')'), rule.Expression);
        }
    }
}
