using System.Collections.Immutable;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Core.Proof.Egress;
using Stratus.Tests.Shared;

namespace Stratus.Core.Tests.Proof;

public sealed class JudgeTests
{
    private static readonly ProofRun Healthy = ProofRuns.Healthy(nodes: 1, runtimes: 4, starts: 20);

    [Fact]
    public void A_healthy_run_holds_in_every_property()
    {
        var verdict = Judge.Of(Healthy);

        verdict.Findings().ShouldBeEmpty();
        verdict.Outcome.ShouldBe(Outcome.Holds);
        verdict.Properties.Select(property => property.Property).ShouldBe(Enum.GetValues<Property>());
    }

    [Fact]
    public void A_leak_is_broken_and_names_check_place_target_cause_and_remedy()
    {
        var finding = Single(Healthy.Changed(Checks.EgressDenied, one => one with { Seen = Seen.Open }, target: "metadata-ipv6"));

        finding.Outcome.ShouldBe(Outcome.Broken);
        finding.Check.ShouldBe(Checks.EgressDenied);
        finding.Place!.ToString().ShouldBe("node1 × kata-fc × job");
        finding.Target.ShouldBe("metadata-ipv6");
        finding.LikelyCause.ShouldContain("NetworkPolic");
        finding.Try.ShouldContain("kubectl");
    }

    [Fact]
    public void A_leak_is_broken_even_without_a_control() =>
        Single(Healthy.Changed("kernel.bootId", one => one with { Seen = Seen.Open, Control = null })).Outcome.ShouldBe(Outcome.Broken);

    [Theory]
    [InlineData(Seen.Shut, "the target is down")]
    [InlineData(Seen.Nothing, "the control pod was starved")]
    public void Where_the_control_does_not_get_through_a_denial_is_inconclusive(Seen control, string cause)
    {
        var finding = Single(Healthy.Changed(Checks.EgressDenied, one => one with { Control = one.Control! with { Seen = control } }));

        finding.Outcome.ShouldBe(Outcome.Inconclusive);
        finding.LikelyCause.ShouldContain(cause);
    }

    [Fact]
    public void An_observation_that_is_not_worth_anything_is_inconclusive_and_says_why()
    {
        Doubt(one => one with { Control = null }, "it has no control");
        Doubt(one => one with { Seen = Seen.Nothing }, "the probe gave no answer");
        Doubt(one => one with { Control = one.Control! with { Target = "another" } }, "its control tried another target");
        Doubt(one => one with { Control = Moved(one, evidence => evidence with { Node = "node9" }) }, "its control ran on node9");
        Doubt(one => one with { Control = Moved(one, evidence => evidence with { Node = "" }) with { Seen = Seen.Nothing } }, "its control gave no answer");
        Doubt(one => one with { Evidence = one.Evidence with { Node = "node9" } }, "the sandbox ran on node9");
        Doubt(one => one with { Evidence = one.Evidence with { At = Healthy.Started.AddMinutes(-1) } }, "it was not observed during this run");
        Doubt(one => one with { Control = Moved(one, evidence => evidence with { At = Healthy.Finished.AddMilliseconds(1) }) }, "its control was not observed during this run");
    }

    [Fact]
    public void A_control_of_egress_belongs_to_the_same_half_minute()
    {
        ProofRun At(double seconds) => Healthy.Changed(Checks.EgressDenied, one => one with
        {
            Evidence = one.Evidence with { At = Healthy.Started.AddSeconds(60) },
            Control = Moved(one, evidence => evidence with { At = Healthy.Started.AddSeconds(60 + seconds) }),
        });

        Judge.Of(At(30)).Outcome.ShouldBe(Outcome.Holds);
        Judge.Of(At(-30)).Outcome.ShouldBe(Outcome.Holds);
        Single(At(30.001)).Reason.ShouldContain("30 s");
        Single(At(-30.001)).Outcome.ShouldBe(Outcome.Inconclusive);
    }

    [Fact]
    public void What_the_stack_allows_and_a_sandbox_cannot_reach_is_broken_unless_the_target_is_down()
    {
        var blocked = Healthy.Changed(Checks.EgressAllowed, one => one with { Seen = Seen.Shut });

        Single(blocked).Outcome.ShouldBe(Outcome.Broken);
        Single(blocked.Changed(Checks.EgressAllowed, one => one with { Control = one.Control! with { Seen = Seen.Shut } })).Outcome.ShouldBe(Outcome.Inconclusive);
    }

    [Fact]
    public void Every_gap_is_inconclusive_and_named()
    {
        foreach (var (cell, index) in Healthy.Observations.Select((one, index) => ((one.Check, one.Place, one.Target), index)).DistinctBy(pair => pair.Item1))
        {
            var finding = Judge.Of(Healthy with { Observations = Healthy.Observations.RemoveAt(index) }).Findings().ShouldHaveSingleItem();
            (finding.Check, finding.Place, finding.Target).ShouldBe(cell);
            finding.Outcome.ShouldBe(Outcome.Inconclusive);
        }
    }

    [Fact]
    public void A_node_that_the_stack_declares_and_nobody_looked_at_is_a_gap_in_every_check()
    {
        var run = Healthy with { Scope = Healthy.Scope with { Nodes = ["node1", "node2"] } };

        var verdict = Judge.Of(run);

        verdict.Properties.ShouldAllBe(property => property.Outcome == Outcome.Inconclusive);
        verdict.Findings().ShouldContain(finding => finding.Check == "surface.token" && finding.Place!.Node == "node2" && finding.Reason == "it was not looked at here");
    }

    [Fact]
    public void A_declaration_of_nothing_proves_nothing()
    {
        Reasons(scope => scope with { Nodes = [] }).ShouldContain("no node is declared");
        Reasons(scope => scope with { LaunchPaths = [] }).ShouldContain("no launch path is declared");
        Reasons(scope => scope with { RuntimeClasses = [] }).ShouldContain("no RuntimeClass is declared");
        Reasons(scope => scope with { Absent = [] }).ShouldContain(reason => reason.Contains(nameof(TargetKind.InternetSctp)));
        Reasons(scope => scope with { RuntimeClasses = scope.RuntimeClasses.Add(new("runc", "runc", RuntimeKind.SharedKernel)) })
            .ShouldContain("runc is declared as a sandbox, and shares its host's kernel");
    }

    [Fact]
    public void Claims_from_a_warm_pool_are_asked_everything_but_for_limits()
    {
        var run = Healthy with { Scope = Healthy.Scope with { LaunchPaths = [.. Healthy.Scope.LaunchPaths, LaunchPath.WarmPool] } };

        var asked = Judge.Of(run).Findings().Where(finding => finding.Place?.LaunchPath == LaunchPath.WarmPool).Select(finding => finding.Check).ToHashSet();

        Checks.All.Select(check => check.Id).Except(asked)
            .ShouldBe(["surface.files", "surface.pids", "surface.memory", "surface.disk", "surface.neighbour", Checks.ColdStartClocks, Checks.ColdStartBudget]);
    }

    [Fact]
    public void A_quick_claim_makes_no_cold_start_quicker()
    {
        var claim = new ColdStart
        {
            Place = Healthy.ColdStarts[0].Place with { LaunchPath = LaunchPath.WarmPool },
            Condition = new(1, ImagePresent: true) { Warm = true },
            Pod = "sandboxes/claimed",
            Requested = Healthy.Started,
            FirstInstruction = TimeSpan.FromMilliseconds(1),
        };

        var run = Healthy with { ColdStarts = [.. Healthy.ColdStarts, .. Enumerable.Repeat(claim, 1000)] };

        Series.Of(run).Single(series => series.Key.Condition.Warm && series.Key.Phase == Phase.Total).Times.Length.ShouldBe(1000);
        Series.Of(run).Where(series => !series.Key.Condition.Warm).Select(series => series.Times.Length).ShouldBe(Series.Of(Healthy).Select(series => series.Times.Length));
    }

    [Fact]
    public void A_check_that_nothing_declared_is_asked_is_left_out()
    {
        var gvisor = ProofRuns.Healthy(nodes: 1, starts: 20);
        gvisor = gvisor with
        {
            Scope = gvisor.Scope with { RuntimeClasses = [.. gvisor.Scope.RuntimeClasses.Where(runtime => runtime.Name == "gvisor")] },
            Observations = [.. gvisor.Observations.Where(one => one.Place.RuntimeClass == "gvisor")],
        };

        var verdict = Judge.Of(gvisor);

        verdict.Outcome.ShouldBe(Outcome.Holds);
        verdict.Properties.SelectMany(property => property.Checks).ShouldNotContain(check => check.Check == "kernel.hypervisor");
    }

    [Fact]
    public void A_leak_where_nothing_was_declared_counts()
    {
        var elsewhere = ProofRuns.Observation(Checks.Find("surface.token")!, new("node7", "kata-x", LaunchPath.WarmPool), "", Healthy.Started.AddSeconds(5));

        Judge.Of(Healthy with { Observations = Healthy.Observations.Add(elsewhere with { Seen = Seen.Open }) }).Outcome.ShouldBe(Outcome.Broken);
        Judge.Of(Healthy with { Observations = Healthy.Observations.Add(elsewhere) }).Outcome.ShouldBe(Outcome.Holds);
    }

    [Fact]
    public void An_observation_under_an_unknown_name_is_refused() =>
        Should.Throw<ArgumentException>(() => Judge.Of(Healthy.Changed("surface.token", one => one with { Check = "surface.tokens" })))
            .Message.ShouldContain("surface.tokens");

    private static void Doubt(Func<Observation, Observation> change, string reason)
    {
        var finding = Single(Healthy.Changed(Checks.EgressDenied, change));
        finding.Outcome.ShouldBe(Outcome.Inconclusive);
        finding.Reason.ShouldContain(reason);
        finding.LikelyCause.ShouldNotBeEmpty();
        finding.Try.ShouldNotBeEmpty();
    }

    private static Control Moved(Observation one, Func<Evidence, Evidence> change) => one.Control! with { Evidence = change(one.Control!.Evidence) };

    private static Finding Single(ProofRun run) => Judge.Of(run).Findings().ShouldHaveSingleItem();

    private static ImmutableArray<string> Reasons(Func<Scope, Scope> change)
    {
        var verdict = Judge.Of(Healthy with { Scope = change(Healthy.Scope) });
        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        return [.. verdict.Findings().Select(finding => finding.Reason)];
    }
}
