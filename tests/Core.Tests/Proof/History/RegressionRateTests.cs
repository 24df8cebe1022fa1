using Stratus.Core.Proof.History;
using Stratus.Tests.Shared;

namespace Stratus.Core.Tests.Proof.History;

/// <summary>How often the comparison is wrong, on synthetic series; <c>docs/proof.md</c> states what comes out here.</summary>
public sealed class RegressionRateTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0.03)]
    [InlineData(0.08)]
    public void Of_five_hundred_healthy_runs_at_most_one_in_fifty_is_called_slower(double betweenRuns)
    {
        var alarms = Alarms(500, betweenRuns, earlier: 10, slower: 1);

        output.WriteLine($"{betweenRuns:P0} between runs: {alarms} false alarms in 500 runs");
        alarms.ShouldBeLessThanOrEqualTo((int)(500 * Regression.FalseAlarms));
    }

    [Theory]
    [InlineData(10, 1.2, 0.40)]
    [InlineData(10, 1.3, 0.80)]
    [InlineData(10, 1.5, 0.98)]
    [InlineData(20, 1.2, 0.60)]
    [InlineData(20, 1.3, 0.95)]
    public void A_phase_that_became_slower_is_found_that_often(int earlier, double slower, double rate)
    {
        var found = Alarms(100, 0.03, earlier, slower);

        output.WriteLine($"{slower - 1:P0} slower, {earlier} earlier runs: found in {found} of 100 runs");
        found.ShouldBeGreaterThanOrEqualTo((int)(100 * rate));
    }

    private static int Alarms(int rounds, double betweenRuns, int earlier, double slower) => Enumerable.Range(0, rounds).Count(seed =>
    {
        var history = new ProofHistories(seed) { BetweenRuns = betweenRuns };
        var runs = history.Earlier(earlier);
        return Regression.Find(history.Run(earlier, slower), runs).Any(comparison => comparison.IsRegression);
    });
}
