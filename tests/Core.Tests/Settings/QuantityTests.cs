using Stratus.Core.Settings.Formats;

namespace Stratus.Core.Tests.Settings;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("1n", 1e-9)]
    [InlineData("1u", 1e-6)]
    [InlineData("500m", 0.5)]
    [InlineData("0", 0)]
    [InlineData("1.5", 1.5)]
    [InlineData("1k", 1e3)]
    [InlineData("1M", 1e6)]
    [InlineData("1G", 1e9)]
    [InlineData("1T", 1e12)]
    [InlineData("1P", 1e15)]
    [InlineData("1E", 1e18)]
    [InlineData("1Ki", 1024.0)]
    [InlineData("1Mi", 1048576.0)]
    [InlineData("1Gi", 1073741824.0)]
    [InlineData("1Ti", 1099511627776.0)]
    [InlineData("1Pi", 1125899906842624.0)]
    [InlineData("1Ei", 1152921504606846976.0)]
    [InlineData("2e3", 2000)]
    [InlineData("2E-3", 0.002)]
    [InlineData("2e+3", 2000)]
    public void A_quantity_has_the_value_that_Kubernetes_gives_it(string text, double value)
    {
        Quantity.TryParse(text, out var read).ShouldBeTrue();
        read.ShouldBe(value, value * 1e-12);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Ki")]
    [InlineData("1mi")]
    [InlineData("1e")]
    [InlineData("1e100")]
    [InlineData("+1")]
    public void What_is_no_quantity_has_no_value(string? text)
    {
        Quantity.TryParse(text, out var read).ShouldBeFalse();
        read.ShouldBe(0);
    }
}
