using Stratus.Cli.Doctor;

namespace Stratus.Cli.Tests.Doctor;

public sealed class ClockSkewTests
{
    // Sent at 100, received at 110; the machine's own readings in between.
    [Theory]
    [InlineData(101, 109, 0)]
    [InlineData(100, 110, 0)]
    [InlineData(106, 114, 4)]
    [InlineData(96, 104, -4)]
    [InlineData(1101, 1109, 999)]
    public void Only_what_the_time_on_the_way_cannot_explain_is_skew(double began, double ended, double skew) =>
        ClockSkew.Between(100, began, ended, 110).ShouldBe(skew);

    [Theory]
    [InlineData(0, "Ok", "agree")]
    [InlineData(1, "Ok", "agree")]
    [InlineData(-1.5, "Warning", "1.5 s behind")]
    [InlineData(30, "Warning", "30 s ahead of")]
    [InlineData(31, "Fatal", "31 s ahead of")]
    [InlineData(-3600, "Fatal", "3600 s behind")]
    public void A_second_is_a_warning_and_half_a_minute_is_fatal(double skew, string severity, string found)
    {
        var finding = ClockSkew.Judge(skew, ["kata-fc"]);

        finding.Severity.ToString().ShouldBe(severity);
        finding.Found.ShouldContain(found);
        finding.Runtimes["kata-fc"].ShouldBe(finding.Severity);
    }
}
