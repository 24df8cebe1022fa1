using FsCheck.Xunit;
using Stratus.Core.Sandboxes;

namespace Stratus.Core.Tests.Sandboxes;

public class AdmissionRulesTests
{
    [Fact]
    public void Only_the_RuntimeClasses_of_the_stack_are_let_in() =>
        AdmissionRules.For(["kata-qemu", "kata-fc"])[0].Expression
            .ShouldBe("has(object.spec.runtimeClassName) && object.spec.runtimeClassName in ['kata-fc', 'kata-qemu']");

    [Fact]
    public void Every_rule_says_what_is_wrong_in_one_line() => AdmissionRules.For(["kata-qemu"])
        .ShouldAllBe(rule => rule.Message.Length > 20 && !rule.Message.Contains('\n') && !rule.Expression.Contains('\n'));

    [Property]
    public void Expressions_are_balanced(bool one)
    {
        foreach (var rule in AdmissionRules.For(one ? ["kata-qemu"] : ["kata-qemu", "kata-fc"]))
        {
            rule.Expression.Count(character => character == '(').ShouldBe(rule.Expression.Count(character => character == ')'), rule.Expression);
        }
    }
}
