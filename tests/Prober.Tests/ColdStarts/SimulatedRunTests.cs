using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;

namespace Stratus.Prober.Tests.ColdStarts;

/// <summary>What the judge makes of simulated cold starts with a fault.</summary>
public sealed class SimulatedRunTests
{
    [Fact]
    public void A_clock_three_seconds_off_takes_its_node_out_and_is_named()
    {
        var finding = Single(new(1) { Offset = node => node == "node2" ? 3000 : 0 }, Outcome.Inconclusive);
        finding.Check.ShouldBe(Checks.ColdStartClocks);
        finding.Reason.ShouldStartWith("the clock of node2 is off by 300");
    }

    [Fact]
    public void A_slow_pull_breaks_the_budget_of_starts_that_pull_and_no_other()
    {
        var absent = new Budget("kata-clh", new(1, false), 95, TimeSpan.FromSeconds(5));
        var finding = Single(new(2) { Pull = place => place is { RuntimeClass: "kata-clh", LaunchPath: LaunchPath.Job } ? 9000 : null, Budgets = [absent] }, Outcome.Broken);
        finding.Check.ShouldBe(Checks.ColdStartBudget);
        finding.Reason.ShouldStartWith("kata-clh, one after another, image absent: p95 of 30 starts");
    }

    [Fact]
    public void An_API_server_that_puts_off_one_start_in_five_breaks_budgets() =>
        Findings(new(3) { Throttle = random => random.NextDouble() < 0.2 ? 5000 : 0 }, Outcome.Broken).ShouldAllBe(finding => finding.Check == Checks.ColdStartBudget);

    [Fact]
    public void A_node_lost_midway_leaves_its_places_unproven_and_breaks_nothing()
    {
        var findings = Findings(new(4) { Comes = (place, number) => place.Node != "node3" || number < 5, IsAlive = node => node != "node3" }, Outcome.Inconclusive);
        findings.Where(finding => finding.Check == Checks.ColdStartSamples).ShouldAllBe(finding => finding.Place!.Node == "node3" && finding.Reason == "5 of 10 starts never came to their first instruction");
        findings.Where(finding => finding.Check != Checks.ColdStartSamples).ShouldHaveSingleItem().Reason.ShouldBe("the clock of node3 was not measured");
    }

    [Fact]
    public void Starts_that_never_come_are_named_with_their_place()
    {
        var finding = Single(new(5) { Comes = (place, _) => place is not { Node: "node1", RuntimeClass: "gvisor", LaunchPath: LaunchPath.Pod } }, Outcome.Inconclusive);
        finding.Check.ShouldBe(Checks.ColdStartSamples);
        finding.Place!.ToString().ShouldBe("node1 × gvisor × bare pod");
    }

    [Fact]
    public void A_RuntimeClass_that_is_too_slow_breaks_its_budgets_and_no_others()
    {
        var findings = Findings(new(6) { Slower = place => place.RuntimeClass == "kata-fc" ? 8 : 1 }, Outcome.Broken);
        findings.Length.ShouldBe(2);
        findings.ShouldAllBe(finding => finding.Check == Checks.ColdStartBudget && finding.Reason.StartsWith("kata-fc"));
    }

    private static Finding Single(SimulatedRun run, Outcome outcome) => Findings(run, outcome).ShouldHaveSingleItem();

    // The fault is that of cold starts, and of nothing else.
    private static Finding[] Findings(SimulatedRun run, Outcome outcome)
    {
        var verdict = Judge.Of(run.Make());
        foreach (var property in verdict.Properties) property.Outcome.ShouldBe(property.Property == Property.ColdStart ? outcome : Outcome.Holds);
        return [.. verdict.Findings()];
    }
}
