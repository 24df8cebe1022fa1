using Stratus.Core.Proof.Egress;

namespace Stratus.Core.Proof;

/// <summary>A check in one place, against one target.</summary>
internal sealed record Cell(string Check, Place Place, string Target)
{
    /// <summary>The cell of an observation.</summary>
    public static Cell Of(Observation observation) => new(observation.Check, observation.Place, observation.Target);
}

/// <summary>What a run has to cover.</summary>
internal static class Coverage
{
    private const string Complete = "run the proof again, and look at what ended it early or kept the sandbox from starting";

    /// <summary>Whether a check is asked of anything that is declared; where nothing is, it is asked, and says so.</summary>
    public static bool Applies(Check check, Scope scope) =>
        (check.Id != Checks.EgressAllowed || scope.Targets.Any(target => target.Allowed))
        && (scope.RuntimeClasses.IsEmpty
            || scope.RuntimeClasses.Any(runtime => runtime.Kind == RuntimeKind.SharedKernel || check.Kinds.Contains(runtime.Kind)));

    /// <summary>Every cell that needs observations.</summary>
    public static IEnumerable<Cell> Required(Check check, Scope scope) =>
        from runtime in scope.RuntimeClasses
        where check.Kinds.Contains(runtime.Kind)
        from place in scope.Places()
        where place.RuntimeClass == runtime.Name && check.LaunchPaths.Contains(place.LaunchPath)
        from target in Targets(check, scope)
        select new Cell(check.Id, place, target);

    /// <summary>What is missing in a cell that has so many observations; null where nothing is.</summary>
    public static Finding? Gap(Check check, Cell cell, int observations) => observations >= check.Least ? null : new()
    {
        Check = check.Id,
        Place = cell.Place,
        Target = cell.Target,
        Outcome = Outcome.Inconclusive,
        Reason = observations == 0 ? "it was not looked at here" : $"{observations} sandboxes were looked at, and it takes {check.Least}",
        LikelyCause = "the run ended early, or the node was lost",
        Try = Complete,
    };

    /// <summary>What the declaration itself leaves out.</summary>
    public static IEnumerable<Finding> Undeclared(Check check, Scope scope)
    {
        if (scope.Nodes.IsEmpty) yield return Missing(check, "no node is declared");
        if (scope.LaunchPaths.IsEmpty) yield return Missing(check, "no launch path is declared");
        if (scope.RuntimeClasses.IsEmpty) yield return Missing(check, "no RuntimeClass is declared");
        foreach (var runtime in scope.RuntimeClasses.Where(runtime => runtime.Kind == RuntimeKind.SharedKernel))
            yield return Missing(check, $"{runtime.Name} is declared as a sandbox, and shares its host's kernel");
        if (check.Id != Checks.EgressDenied) yield break;
        var known = scope.Targets.Where(target => !target.Allowed).Select(target => target.Kind).Concat(scope.Absent.Select(absent => absent.Kind)).ToHashSet();
        foreach (var kind in Enum.GetValues<TargetKind>().Where(kind => !known.Contains(kind)))
            yield return Missing(check, $"no target of the kind {kind} is declared to be denied, and none is said to be absent");
    }

    private static IEnumerable<string> Targets(Check check, Scope scope) => check.Id switch
    {
        Checks.EgressDenied => scope.Targets.Where(target => !target.Allowed).Select(target => target.Name),
        Checks.EgressAllowed => scope.Targets.Where(target => target.Allowed).Select(target => target.Name),
        _ => [""],
    };

    private static Finding Missing(Check check, string reason) => new()
    {
        Check = check.Id,
        Outcome = Outcome.Inconclusive,
        Reason = reason,
        LikelyCause = "the run's plan is not the stack's",
        Try = "compare the declaration in the report with the stack's settings",
    };
}
