using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Core.Proof.Plans;
using Stratus.E2e.Tests.Lab;
using Stratus.Prober.Tests.Smoke;

namespace Stratus.E2e.Tests.Pods;

/// <summary>Whole runs in which every sandbox is a virtual machine of its own, with real packets, limits and neighbours.</summary>
public sealed class MicroVmRunTests : IAsyncLifetime
{
    private readonly EgressBed bed = new();

    // Emulation takes seconds where hardware takes a fraction of one.
    private static readonly SmokePlan Plan = EgressBed.Small with
    {
        TriesLimits = true,
        Budgets = [new Budget(Runs.MicroVm.Name, new(1, ImagePresent: true), 95, TimeSpan.FromMinutes(1))],
    };

    public async ValueTask InitializeAsync()
    {
        await Requirements.SkipWithoutAsync();
        Assert.SkipUnless(File.Exists("/dev/net/tun"), "The kernel of this machine has no /dev/net/tun, the link of a virtual machine.");
        bed.Kubelet.SandboxRunner = new MicroVm(await HostImage.GetAsync()).RunAsync;
        bed.Kubelet.EnforcesLimits = true;
    }

    public ValueTask DisposeAsync() => bed.DisposeAsync();

    [Fact]
    public async Task Every_check_holds_as_far_as_a_few_starts_can_show()
    {
        OnDemand.SkipUnlessAlone();
        var (run, findings) = await RunAsync(Plan with { Samples = 3 });
        findings.Select(finding => (finding.Check, finding.Outcome)).ShouldBe(
            [(Checks.EgressFirstPacket, Outcome.Inconclusive), (Checks.ColdStartBudget, Outcome.Inconclusive)], ignoreOrder: true);
        // Each phase that there is, in the order in which they are for a machine of its own.
        foreach (var start in run.ColdStarts)
        {
            TimeSpan?[] moments = [start.Admitted, start.Scheduled, start.GuestBooted, start.SandboxCreated, start.Pulled, start.FirstInstruction];
            TestContext.Current.TestOutputHelper!.WriteLine(string.Join(' ', moments));
            moments.ShouldNotContain((TimeSpan?)null);
            moments.ShouldBe(moments.Order());
        }
    }

    [Fact]
    public async Task With_as_many_starts_as_a_proof_takes_all_holds_on_both_launch_paths()
    {
        OnDemand.SkipUnlessAsked();
        var (_, findings) = await RunAsync(Plan with { Samples = 20, FirstPackets = 10, LaunchPaths = [LaunchPath.Job, LaunchPath.Pod] });
        findings.ShouldBeEmpty();
    }

    private async Task<(ProofRun Run, IReadOnlyCollection<Finding> Findings)> RunAsync(SmokePlan plan)
    {
        var result = await bed.RunAsync(plan);
        foreach (var line in result.Said) TestContext.Current.TestOutputHelper!.WriteLine(line);
        return (result.Run, [.. result.Verdict.Findings()]);
    }
}
