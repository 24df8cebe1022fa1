using Stratus.Core.Proof.History;

namespace Stratus.Core.Tests.Proof.History;

public sealed class StatisticsTests
{
    // Quantiles from standard tables.
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.644854, 0.05)]
    [InlineData(2.326348, 0.01)]
    [InlineData(3.090232, 0.001)]
    [InlineData(-1.644854, 0.95)]
    public void The_normal_tail_is_that_of_the_tables(double z, double tail) => Tails.Normal(z).ShouldBe(tail, 2e-7);

    [Theory]
    [InlineData(1, 1, 0.25)]
    [InlineData(12.7062, 1, 0.025)]
    [InlineData(4.30265, 2, 0.025)]
    [InlineData(3.18245, 3, 0.025)]
    [InlineData(3.36493, 5, 0.01)]
    [InlineData(2.44691, 6, 0.025)]
    [InlineData(4.14370, 10, 0.001)]
    [InlineData(2.53948, 19, 0.01)]
    [InlineData(-2.53948, 19, 0.99)]
    public void The_tail_of_Students_distribution_is_that_of_the_tables(double t, int degrees, double tail) => Tails.Student(t, degrees).ShouldBe(tail, 2e-6);

    // U = 6 + 6 + 6 + 3 of 24, expected 12; one pair of equal times.
    [Fact]
    public void Ranks_are_compared_as_by_hand() =>
        MannWhitney.LongerP(Ms(7, 8, 9, 3), Ms(1, 2, 4, 5, 6, 2)).ShouldBe(Tails.Normal((21 - 12 - 0.5) / Math.Sqrt(2 * (11 - 6.0 / 90))), 1e-12);

    [Fact]
    public void Times_that_are_all_equal_say_nothing() => MannWhitney.LongerP(Ms(5, 5, 5), Ms(5, 5)).ShouldBe(1);

    [Fact]
    public void One_enormous_outlier_counts_as_one_rank() =>
        MannWhitney.LongerP(Ms(1, 3, 5, 7, 1_000_000), Ms(2, 4, 6, 8, 9)).ShouldBe(MannWhitney.LongerP(Ms(1, 3, 5, 7, 10), Ms(2, 4, 6, 8, 9)));

    [Fact]
    public void A_run_within_the_spread_of_the_others_is_one_of_them()
    {
        double[] earlier = [4.60, 4.64, 4.58, 4.61, 4.57, 4.63];

        RunToRun.SlowerP(4.64, earlier).ShouldBeGreaterThan(0.05);
        RunToRun.SlowerP(4.87, earlier).ShouldBeLessThan(0.001);
        RunToRun.SlowerP(4.60, [4.60, 4.60, 4.60]).ShouldBe(0.5, 1e-9);
    }

    [Fact]
    public void The_level_of_a_run_does_not_mind_a_fifth_of_outliers_at_either_end()
    {
        RunToRun.Level([.. Ms(100, 100, 100, 100, 100)]).ShouldBe(Math.Log(100_000), 1e-9);
        RunToRun.Level([.. Ms(0, 100, 100, 100, 1_000_000)]).ShouldBe(Math.Log(100_000), 1e-9);
        RunToRun.Level([.. Ms(0, 0)]).ShouldBe(0);
    }

    private static TimeSpan[] Ms(params int[] times) => [.. times.Select(time => TimeSpan.FromMilliseconds(time))];
}
