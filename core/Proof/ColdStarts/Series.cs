using System.Collections.Immutable;

namespace Stratus.Core.Proof.ColdStarts;

/// <summary>What times can be compared by: the same phase of the same RuntimeClass under the same condition.</summary>
/// <param name="RuntimeClass">The RuntimeClass.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Phase">The phase.</param>
public sealed record SeriesKey(string RuntimeClass, Condition Condition, Phase Phase)
{
    /// <summary>The series in words.</summary>
    public override string ToString() => $"{RuntimeClass}, {Condition}, {Phases.Name(Phase)}";
}

/// <summary>The times of a run, by series.</summary>
public static class Series
{
    /// <summary>
    /// Every series of a run, over all nodes and launch paths, in the order of the declaration. Starts whose times mean nothing – incomplete,
    /// out of order, on a node whose clock is off – are left out.
    /// </summary>
    public static ImmutableArray<(SeriesKey Key, ImmutableArray<TimeSpan> Times)> Of(ProofRun run)
    {
        var order = run.Scope.RuntimeClasses.Select(runtime => runtime.Name).ToList();
        return
        [
            .. from start in ColdStartJudge.Usable(run)
               group Phases.Of(start) by (start.Place.RuntimeClass, start.Condition) into starts
               orderby order.IndexOf(starts.Key.RuntimeClass), starts.Key.Condition.ToString()
               from phase in starts.SelectMany(phases => phases).ToLookup(phase => phase.Phase, phase => phase.Time).OrderBy(phase => phase.Key)
               select (new SeriesKey(starts.Key.RuntimeClass, starts.Key.Condition, phase.Key), phase.Order().ToImmutableArray()),
        ];
    }
}
