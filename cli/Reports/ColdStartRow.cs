using System.Collections.Immutable;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;

namespace Stratus.Cli.Reports;

/// <summary>How long the starts of a RuntimeClass took under a condition, beside what they may take.</summary>
/// <param name="RuntimeClass">The RuntimeClass.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Times">From the API call to the first instruction, the shortest first; none where no start could be judged.</param>
/// <param name="Budgets">The budgets for them.</param>
internal sealed record ColdStartRow(string RuntimeClass, Condition Condition, ImmutableArray<TimeSpan> Times, ImmutableArray<Budget> Budgets)
{
    /// <summary>The heads of what every view shows of a row: figures, budgets and verdict, after its name.</summary>
    public static ImmutableArray<string> Heads { get; } = ["starts", "p50", "p95", "p99", "slowest", "budget", "verdict"];

    /// <summary>A row for whatever was timed or has a budget, in the order of the declaration.</summary>
    public static ImmutableArray<ColdStartRow> Of(ProofRun run)
    {
        var timed = Series.Of(run).Where(series => series.Key.Phase == Phase.Total).ToDictionary(series => (series.Key.RuntimeClass, series.Key.Condition), series => series.Times);
        var budgets = run.Scope.Budgets.ToLookup(budget => (budget.RuntimeClass, budget.Condition));
        var order = run.Scope.RuntimeClasses.Select(runtime => runtime.Name).ToList();
        return
        [
            .. timed.Keys.Concat(budgets.Select(budget => budget.Key)).Distinct()
                .OrderBy(key => order.IndexOf(key.RuntimeClass)).ThenBy(key => key.Condition.ToString(), StringComparer.Ordinal)
                .Select(key => new ColdStartRow(key.RuntimeClass, key.Condition, timed.GetValueOrDefault(key, []), [.. budgets[key]])),
        ];
    }

    /// <summary>What stands below <see cref="Heads"/>. A percentile of too few starts is none, and says how many it takes.</summary>
    public IEnumerable<string> Cells =>
    [
        Figures.Number(Times.Length),
        .. ((int[])[50, 95, 99, 100]).Select(Percentile),
        Budgets.IsEmpty ? "none" : string.Join(", ", Budgets.Select(budget => $"{Name(budget.Percentile)} ≤ {Figures.Milliseconds(budget.Limit)}")),
        Budgets.IsEmpty ? "–" : ReportWords.Of(Outcomes.Worst(Budgets.Select(budget => budget.Judge(Times)))),
    ];

    private string Percentile(int percentile) => Times.Length >= Percentiles.Needed(percentile)
        ? Figures.Milliseconds(Percentiles.Of(Times, percentile))
        : $"needs {Percentiles.Needed(percentile)}";

    private static string Name(int percentile) => percentile == 100 ? "slowest" : $"p{percentile}";
}
