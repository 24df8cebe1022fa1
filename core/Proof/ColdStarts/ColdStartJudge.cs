namespace Stratus.Core.Proof.ColdStarts;

/// <summary>What the timed starts are worth.</summary>
internal static class ColdStartJudge
{
    /// <summary>The findings of one of the checks of cold starts.</summary>
    public static IEnumerable<Finding> Of(Check check, ProofRun run) => Coverage.Undeclared(check, run.Scope).Concat(check.Id switch
    {
        Checks.ColdStartClocks => run.Scope.Nodes.Select(node => Clock(check, node, run)),
        Checks.ColdStartSamples => run.Scope.Places().Select(place => Samples(check, place, run)),
        _ => run.Scope.RuntimeClasses.SelectMany(runtime => Budgets(check, runtime, run)),
    });

    private static Finding Clock(Check check, string node, ProofRun run)
    {
        var facts = run.Nodes.FirstOrDefault(facts => facts.Name == node);
        if (facts is not { ClockOffset: { } offset, ClockUncertainty: { } uncertainty })
            return Doubt(check, $"the clock of {node} was not measured", "the node was not reached");
        var seen = $"the clock of {node} is off by {Milliseconds(offset)}, give or take {Milliseconds(uncertainty)}";
        return HasSoundClock(facts) ? Held(check, seen) : Doubt(check, $"{seen}; its cold starts are not judged beyond {Milliseconds(JudgeLimits.ClockSkew)}");
    }

    private static Finding Samples(Check check, Place place, ProofRun run)
    {
        var starts = run.ColdStarts.Where(start => start.Place == place).ToArray();
        if (starts.Length == 0) return Doubt(check, "no start was timed here") with { Place = place };
        var incomplete = starts.Count(start => start.FirstInstruction is null);
        if (incomplete > 0) return Doubt(check, $"{incomplete} of {starts.Length} starts never came to their first instruction") with { Place = place };
        var disordered = starts.Count(start => !Phases.InOrder(start));
        return disordered > 0
            ? Doubt(check, $"in {disordered} of {starts.Length} starts a phase ended before it began", "the clocks that took the times disagree") with { Place = place }
            : Held(check, $"{starts.Length} starts") with { Place = place };
    }

    private static IEnumerable<Finding> Budgets(Check check, RuntimeClass runtime, ProofRun run)
    {
        var budgets = run.Scope.Budgets.Where(budget => budget.RuntimeClass == runtime.Name).ToArray();
        return budgets.Length == 0
            ? [Doubt(check, $"no budget is declared for {runtime.Name}", "the stack's settings name none")]
            : budgets.Select(budget => Compare(check, budget, run));
    }

    private static Finding Compare(Check check, Budget budget, ProofRun run)
    {
        var name = $"{budget.RuntimeClass}, {budget.Condition}: {Name(budget.Percentile)}";
        var times = Usable(run).Where(start => start.Place.RuntimeClass == budget.RuntimeClass && start.Condition == budget.Condition)
            .Select(start => start.FirstInstruction!.Value).ToArray();
        var outcome = budget.Judge(times);
        if (outcome == Outcome.Inconclusive)
            return Doubt(check, $"{name} takes {Percentiles.Needed(budget.Percentile)} starts on nodes whose clocks agree, and there are {times.Length}", "too few starts were timed");
        var time = Percentiles.Of(times, budget.Percentile);
        var seen = $"{name} of {times.Length} starts is {Milliseconds(time)}, the budget {Milliseconds(budget.Limit)}";
        return outcome == Outcome.Holds ? Held(check, seen) : Finding(check, Outcome.Broken, seen, check.LikelyCause);
    }

    /// <summary>The starts whose times mean something: complete, in order, on a node whose clock agrees.</summary>
    public static IEnumerable<ColdStart> Usable(ProofRun run)
    {
        var sound = run.Nodes.Where(HasSoundClock).Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        return run.ColdStarts.Where(start => start.FirstInstruction is not null && Phases.InOrder(start) && sound.Contains(start.Place.Node));
    }

    private static bool HasSoundClock(NodeFacts node) => node is { ClockOffset: { } offset, ClockUncertainty: { } uncertainty }
        && offset.Duration() + uncertainty.Duration() <= JudgeLimits.ClockSkew;

    private static string Name(int percentile) => percentile == 100 ? "the slowest" : $"p{percentile}";

    private static string Milliseconds(TimeSpan time) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.#} ms");

    private static Finding Held(Check check, string reason) => Finding(check, Outcome.Holds, reason, "") with { Try = "" };

    private static Finding Doubt(Check check, string reason, string? cause = null) => Finding(check, Outcome.Inconclusive, reason, cause ?? check.LikelyCause);

    private static Finding Finding(Check check, Outcome outcome, string reason, string cause) =>
        new() { Check = check.Id, Outcome = outcome, Reason = reason, LikelyCause = cause, Try = check.Try };
}
