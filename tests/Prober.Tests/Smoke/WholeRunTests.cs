using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Prober.Tests.Sessions;
using Stratus.Tests.Shared;

namespace Stratus.Prober.Tests.Smoke;

/// <summary>A run with everything in it, by the conductor in its own pod, over one API's stand-in with real containers, packets, cgroups and clocks.</summary>
public sealed class WholeRunTests : IAsyncDisposable
{
    private readonly EgressBed bed = new();

    public ValueTask DisposeAsync() => bed.DisposeAsync();

    [Fact]
    public async Task Everything_that_a_report_has_to_cover_was_looked_at_and_holds_but_for_the_kernel_that_containers_share()
    {
        bed.Kubelet.EnforcesLimits = true;
        using var conductor = new ConductorContainer();
        var plan = EgressBed.Small with
        {
            Concurrency = 10,
            FirstPackets = 10,
            Samples = 20,
            TriesLimits = true,
            LaunchPaths = [LaunchPath.Job, LaunchPath.Pod],
            Budgets = [new Budget(Runs.MicroVm.Name, new(1, ImagePresent: true), 95, TimeSpan.FromSeconds(30))],
        };
        await bed.PrepareAsync(plan);
        // As many as are kept, some of them as large as those of a stack of three nodes and four RuntimeClasses.
        ProofRun[] earlier = [.. Enumerable.Range(1, 15).Select(EarlierRuns.Of), .. Enumerable.Range(16, 5).Select(seed => ProofRuns.Healthy(seed, starts: 40))];
        var (code, output, report) = await conductor.RunAsync(bed.Kubelet, plan, earlier);
        TestContext.Current.TestOutputHelper!.WriteLine(output);
        code.ShouldBe(1, "containers are no microVMs");
        var (run, verdict) = (report.Run, report.Verdict);
        // How fast a neighbour is on a busy machine is not for a test to say.
        var findings = verdict.Findings().Where(finding => finding.Check != "surface.neighbour").ToArray();
        foreach (var finding in findings) TestContext.Current.TestOutputHelper!.WriteLine($"{finding.Check} {finding.Place} {finding.Target}: {finding.Reason}");
        findings.Where(finding => !finding.Check.StartsWith("kernel.")).ShouldBeEmpty();
        findings.Where(finding => finding.Check == "kernel.class").Select(finding => finding.Place!.LaunchPath).Distinct().ShouldBe([LaunchPath.Job, LaunchPath.Pod], ignoreOrder: true);
        // Forty and more where there is time for them; however little there is, as many by each path as first packets are asked for.
        run.ColdStarts.Length.ShouldBeGreaterThanOrEqualTo(plan.FirstPackets * plan.LaunchPaths.Length);
        run.Observations.Count(one => one.Check == Checks.EgressFirstPacket).ShouldBe(run.ColdStarts.Length, "every start sends one");
        run.Nodes.ShouldHaveSingleItem().ClockUncertainty.ShouldNotBeNull();
        // What the Job's log ends with: property, place, what was seen, why that may be, what to try.
        var kernel = findings.First(finding => finding.Check == "kernel.class");
        output.ShouldContain($"The proof is broken: run {run.Id} of test.");
        output.ShouldContain($"broken  kernel.class: {kernel.Reason}\n  where  node-1 × kata-qemu × bare pod; node-1 × kata-qemu × job\n"
            + $"  cause  {kernel.LikelyCause}\n  try    {kernel.Try}\n");
        output.ShouldContain($"the report of run {earlier[^1].Id} is not compared: it is of the stack prod");
        output.ShouldMatch(@"cold starts  \d+ series compared with 15 earlier runs: \d+ became slower\n");
        output.ShouldMatch(@"  slower kata-qemu, one after another, image present: total \+[\d,]+ % to [\d,]+ ms");
    }
}
