using System.Collections.Immutable;
using Stratus.Core.Proof.ColdStarts;

namespace Stratus.Core.Proof;

/// <summary>
/// From what was seen to what it proves. A function of the run alone: no clock, no order of observations, no state. A leak is never
/// outweighed by anything; what was not looked at, or has a control that failed, is never counted as success.
/// </summary>
public static class Judge
{
    /// <summary>What a run proves. A check that no declared RuntimeClass or target is asked, and that saw nothing, is left out.</summary>
    /// <exception cref="ArgumentException">An observation names a check that this version does not know: it may be a leak that nobody reads.</exception>
    public static ProofVerdict Of(ProofRun run)
    {
        if (run.Observations.FirstOrDefault(observation => Checks.Find(observation.Check) is null) is { } unknown)
            throw new ArgumentException($"there is no check '{unknown.Check}'", nameof(run));
        var observed = run.Observations.ToLookup(observation => observation.Check, StringComparer.Ordinal);
        var properties = Checks.All.Where(check => Coverage.Applies(check, run.Scope) || observed.Contains(check.Id))
            .Select(check => (check.Property, Verdict: Sum(check, Findings(check, observed[check.Id], run))))
            .ToLookup(check => check.Property, check => check.Verdict);
        return Sum([.. Enum.GetValues<Property>().Select(property => Sum(property, [.. properties[property]]))]);
    }

    private static IEnumerable<Finding> Findings(Check check, IEnumerable<Observation> observations, ProofRun run)
    {
        if (check.Property == Property.ColdStart) return ColdStartJudge.Of(check, run);
        var cells = observations.ToLookup(Cell.Of);
        var required = Coverage.Required(check, run.Scope).ToArray();
        return
        [
            .. Coverage.Undeclared(check, run.Scope),
            .. required.Concat(cells.Select(cell => cell.Key)).Distinct().SelectMany(cell => Findings(check, cell, [.. cells[cell]], run)),
        ];
    }

    // One finding a cell for all that holds, one for each observation that does not.
    private static IEnumerable<Finding> Findings(Check check, Cell cell, IReadOnlyCollection<Observation> observations, ProofRun run)
    {
        var findings = observations.Select(observation => ObservationJudge.Of(check, observation, run)).ToList();
        if (Coverage.Gap(check, cell, observations.Count) is { } gap) findings.Add(gap);
        return findings.Any(finding => finding.Outcome != Outcome.Holds)
            ? findings.Where(finding => finding.Outcome != Outcome.Holds)
            : findings.Take(1);
    }

    private static CheckVerdict Sum(Check check, IEnumerable<Finding> findings)
    {
        var all = findings.ToArray();
        var bad = all.Where(finding => finding.Outcome != Outcome.Holds).Distinct()
            .OrderByDescending(finding => finding.Outcome)
            .ThenBy(finding => finding.Place?.ToString(), StringComparer.Ordinal)
            .ThenBy(finding => finding.Target, StringComparer.Ordinal)
            .ThenBy(finding => finding.Reason, StringComparer.Ordinal);
        return new(check.Id, Outcomes.Worst(all.Select(finding => finding.Outcome)), all.Count(finding => finding.Outcome == Outcome.Holds), [.. bad]);
    }

    private static PropertyVerdict Sum(Property property, ImmutableArray<CheckVerdict> checks) =>
        new(property, Outcomes.Worst(checks.Select(check => check.Outcome)), checks);

    private static ProofVerdict Sum(ImmutableArray<PropertyVerdict> properties) =>
        new(Outcomes.Worst(properties.Select(property => property.Outcome)), properties);
}
