using System.Collections.Immutable;
using Stratus.Core.Proof.ColdStarts;

namespace Stratus.Core.Proof.History;

/// <summary>A run beside the earlier ones, and what that says of its cold starts.</summary>
public sealed record RunHistory
{
    /// <summary>The earlier runs that it can be compared with, oldest first.</summary>
    public required ImmutableArray<ProofRun> Earlier { get; init; }

    /// <summary>The comparisons of its cold starts with theirs.</summary>
    public required ImmutableArray<Comparison> Comparisons { get; init; }

    /// <summary>What became slower.</summary>
    public IEnumerable<Comparison> Regressions => Comparisons.Where(comparison => comparison.IsRegression);

    /// <summary>Why a run is refused whatever it proves; null where nothing became slower.</summary>
    public string? Failure => Regressions.Any() ? "cold starts became slower than in the runs before" : null;

    /// <summary>What the comparison came to, in words.</summary>
    public string Summary
    {
        get
        {
            if (Earlier.IsEmpty) return "no earlier report of this stack and these nodes was there to compare with, so nothing is said of slower starts";
            var runs = Figures.Count(Earlier.Length, "earlier run");
            if (Comparisons.IsEmpty) return $"{runs}; it takes {Regression.LeastRuns} with {Regression.LeastStarts} starts each to tell a slower start from noise";
            var slower = Regressions.Count();
            return $"{Figures.Count(Comparisons.Length, "series", "series")} compared with {runs}: {(slower == 0 ? "none became slower" : $"{slower} became slower")}";
        }
    }

    /// <summary>What became slower, in words: a line a RuntimeClass and condition, the total first, then the phases that changed most.</summary>
    public ImmutableArray<string> Slower =>
    [
        .. from one in Regressions
           orderby one.Series.Phase == Phase.Total descending, one.Change descending
           group $"{Phases.Name(one.Series.Phase)} {Figures.Percent(one.Change)} to {Figures.Milliseconds(one.Median)}"
               by $"{one.Series.RuntimeClass}, {one.Series.Condition}" into slower
           select $"{slower.Key}: {string.Join(", ", slower)}",
    ];

    /// <summary>A run beside others; those that it cannot be compared with are left out.</summary>
    public static RunHistory Of(ProofRun run, IReadOnlyCollection<ProofRun> others) =>
        new() { Earlier = Regression.Comparable(run, others), Comparisons = Regression.Find(run, others) };
}
