using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Stratus.Core.Proof;
using Stratus.Tests.Shared;
using Outcome = Stratus.Core.Proof.Outcome;

namespace Stratus.Core.Tests.Proof;

/// <summary>What holds of every run, however much of it went wrong.</summary>
public sealed class JudgeAlgebraTests
{
    /// <summary>A healthy run in which any number of observations were changed, lost or doubled.</summary>
    public static Arbitrary<ProofRun> Runs()
    {
        var healthy = ProofRuns.Healthy(nodes: 1, runtimes: 2, starts: 20);
        var fault = Gen.Choose(0, healthy.Observations.Length - 1).Zip(Gen.Choose(0, 5));
        return Gen.Choose(0, 6).SelectMany(count => fault.ListOf(count)).Select(faults => faults.Aggregate(healthy, Apply)).ToArbitrary();
    }

    [Property(MaxTest = 300, Arbitrary = [typeof(JudgeAlgebraTests)])]
    public bool Adding_a_leak_never_improves_anything_and_always_breaks_the_run(ProofRun run, NonNegativeInt where)
    {
        var sample = run.Observations[where.Get % run.Observations.Length];
        var leak = sample with { Seen = Checks.Find(sample.Check)!.Must == Seen.Shut ? Seen.Open : sample.Seen };
        var (before, after) = (Judge.Of(run), Judge.Of(run with { Observations = run.Observations.Add(leak) }));
        return NeverBetter(before, after) && (leak.Seen == sample.Seen || after.Outcome == Outcome.Broken);
    }

    [Property(MaxTest = 300, Arbitrary = [typeof(JudgeAlgebraTests)])]
    public bool Taking_away_a_control_never_gives_a_better_verdict_nor_one_that_holds(ProofRun run, NonNegativeInt where)
    {
        var sample = run.Observations[where.Get % run.Observations.Length];
        var control = sample.Control is null || where.Get % 2 == 0 ? null : sample.Control with { Seen = Seen.Nothing };
        var (before, after) = (Judge.Of(run), Judge.Of(run with { Observations = run.Observations.Replace(sample, sample with { Control = control }) }));
        var check = after.Properties.SelectMany(property => property.Checks).Single(check => check.Check == sample.Check);
        // A denial of what is allowed is broken only as long as its control says that the target was there.
        return (sample.Check == Checks.EgressAllowed || NeverBetter(before, after)) && check.Outcome != Outcome.Holds;
    }

    [Property(MaxTest = 300, Arbitrary = [typeof(JudgeAlgebraTests)])]
    public bool The_order_of_observations_and_starts_does_not_matter(ProofRun run, int seed)
    {
        var random = new Random(seed);
        var shuffled = run with
        {
            Observations = [.. run.Observations.OrderBy(_ => random.Next())],
            ColdStarts = [.. run.ColdStarts.OrderBy(_ => random.Next())],
        };
        return Lines(Judge.Of(run)).SequenceEqual(Lines(Judge.Of(shuffled)));
    }

    [Property(MaxTest = 300, Arbitrary = [typeof(JudgeAlgebraTests)])]
    public bool The_worst_wins_upwards(ProofRun run)
    {
        var verdict = Judge.Of(run);
        return verdict.Outcome == verdict.Properties.Max(property => property.Outcome)
            && verdict.Properties.All(property => property.Outcome == property.Checks.Max(check => check.Outcome))
            && verdict.Properties.SelectMany(property => property.Checks)
                .All(check => check.Outcome == check.Findings.Select(finding => finding.Outcome).DefaultIfEmpty(Outcome.Holds).Max());
    }

    [Property(MaxTest = 300, Arbitrary = [typeof(JudgeAlgebraTests)])]
    public bool Losing_evidence_never_proves_more(ProofRun run, NonNegativeInt where)
    {
        var index = where.Get % run.Observations.Length;
        var fewer = run with { Observations = run.Observations.RemoveAt(index) };
        // What was broken may be forgotten, what was unproven stays unproven; what was said twice is not lost.
        return Judge.Of(run).Outcome != Outcome.Holds || Judge.Of(fewer).Outcome != Outcome.Holds || fewer.Observations.Contains(run.Observations[index]);
    }

    [Fact]
    public void Of_nothing_nothing_is_known() => Outcomes.Worst([]).ShouldBe(Outcome.Inconclusive);

    private static bool NeverBetter(ProofVerdict before, ProofVerdict after) =>
        after.Outcome >= before.Outcome && after.Properties.Zip(before.Properties).All(pair => pair.First.Outcome >= pair.Second.Outcome);

    private static IEnumerable<string> Lines(ProofVerdict verdict) => verdict.Properties.SelectMany(property => property.Checks)
        .SelectMany(check => check.Findings.Select(finding => finding.ToString()).Prepend($"{check.Check} {check.Outcome} {check.Held}"));

    private static ProofRun Apply(ProofRun run, (int Index, int Fault) fault)
    {
        var index = fault.Index % run.Observations.Length;
        var one = run.Observations[index];
        return run with
        {
            Observations = fault.Fault switch
            {
                0 => run.Observations.RemoveAt(index),
                1 => run.Observations.Add(one),
                2 => run.Observations.SetItem(index, one with { Seen = Seen.Open }),
                3 => run.Observations.SetItem(index, one with { Seen = Seen.Shut }),
                4 => run.Observations.SetItem(index, one with { Seen = Seen.Nothing }),
                _ => run.Observations.SetItem(index, one with { Control = null }),
            },
        };
    }
}
