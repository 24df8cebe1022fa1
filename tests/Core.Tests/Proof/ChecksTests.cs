using Stratus.Core.Proof;

namespace Stratus.Core.Tests.Proof;

public sealed class ChecksTests
{
    [Fact]
    public void The_documentation_lists_every_check_with_claim_and_control_in_order()
    {
        var rows = File.ReadLines(Repository.PathOf("docs/proof.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        rows.ShouldBe(Checks.All.Select(check => $"| `{check.Id}` | {check.Claim} | {check.Control} |"));
    }

    [Fact]
    public void Every_check_has_a_name_of_its_own_and_says_what_to_try()
    {
        Checks.All.Select(check => check.Id).ShouldBeUnique();
        Checks.All.ShouldAllBe(check => check.LikelyCause.Length > 0 && check.Try.Length > 0 && check.Least > 0);
        Checks.All.Select(check => check.Property).Distinct().ShouldBe(Enum.GetValues<Property>());
        Checks.Find("kernel.nothing").ShouldBeNull();
    }
}
