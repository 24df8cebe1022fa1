using Stratus.Core.Proof;

namespace Stratus.Prober.Tests.Simulations;

/// <summary>What is made of simulated runs: of healthy ones however noisy, and of each with one fault in one place.</summary>
public sealed class SimulatedWholeRunTests
{
    private static readonly Place There = new("node2", "kata-clh", LaunchPath.Job);

    [Fact]
    public void Of_a_thousand_healthy_runs_none_is_called_anything_else()
    {
        var alarms = Enumerable.Range(0, 1000).AsParallel().Select(seed => (Seed: seed, Verdict: Judge.Of(new SimulatedWholeRun(seed).Make())))
            .Where(run => run.Verdict.Outcome != Outcome.Holds)
            .Select(run => $"seed {run.Seed}: {string.Join("; ", run.Verdict.Findings().Select(finding => $"{finding.Check} {finding.Place} {finding.Target} {finding.Reason}"))}");
        alarms.Take(5).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sandbox", "kernel release", "6.1.0-99-amd64", "kernel.release", Outcome.Broken)]
    [InlineData("sandbox", "kernel firstMessage", "[   0.000000] Starting gVisor...", "kernel.class", Outcome.Broken)]
    [InlineData("sandbox", "kernel hypervisor", "none", "kernel.hypervisor", Outcome.Broken)]
    [InlineData("second", "marker-disk before:/var/tmp", "sandbox", "ephemeral.disk ephemeral.writable", Outcome.Broken)]
    [InlineData("second", "marker-memory before:/dev/shm", "sandbox", "ephemeral.memory ephemeral.writable", Outcome.Broken)]
    [InlineData("second", "marker walked", "as far as one comes in 10 s", "ephemeral.writable", Outcome.Inconclusive)]
    [InlineData("sandbox", "target metadata-ipv6", "open 4 open", "egress.denied", Outcome.Broken)]
    [InlineData("control", "target internet-udp", "silent 2000 ", "egress.denied", Outcome.Inconclusive)]
    [InlineData("sandbox", "target allowed-proxy", "silent 2000 ", "egress.allowed", Outcome.Broken)]
    [InlineData("start", "first pod-other-namespace", "open 2 open", "egress.firstPacket", Outcome.Broken)]
    [InlineData("sandbox", "surface token", "present", "surface.token", Outcome.Broken)]
    [InlineData("sandbox", "surface devices", "/dev/vda", "surface.devices", Outcome.Broken)]
    [InlineData("sandbox", "surface cgroups", "/sys/fs/cgroup", "surface.cgroups", Outcome.Broken)]
    [InlineData("processes", "hog processes", "all", "surface.pids", Outcome.Broken)]
    [InlineData("memory", "hog memory", "all", "surface.memory", Outcome.Broken)]
    [InlineData("processes", "file others", "/mnt/stratus-file", "surface.files", Outcome.Broken)]
    public void One_fault_in_one_place_is_always_found_and_nothing_else_is(string who, string record, string says, string checks, Outcome outcome) =>
        Found((place, pod, what, value) => place == There && pod == who && what == record ? says : value, checks, outcome);

    [Fact]
    public void A_neighbour_that_takes_eight_times_as_long_for_a_part_of_its_beats_is_always_found()
    {
        var beats = 0;
        Found((place, _, what, value) => place == There && what == "beat neighbour" && beats++ % SimulatedLimits.Beats > SimulatedLimits.Beats * 2 / 3 ? Slower(value) : value, "surface.neighbour", Outcome.Broken);
    }

    private static string Slower(string microseconds) => $"{8 * long.Parse(microseconds, System.Globalization.CultureInfo.InvariantCulture)}";

    private static void Found(Fault fault, string checks, Outcome outcome)
    {
        foreach (var seed in Enumerable.Range(5000, 20))
        {
            var findings = Judge.Of(new SimulatedWholeRun(seed) { Fault = fault }.Make()).Findings().ToArray();
            findings.Where(finding => finding.Outcome == outcome).Select(finding => finding.Check).Distinct().ShouldBe(checks.Split(' '), ignoreOrder: true, $"seed {seed}");
            findings.ShouldAllBe(finding => finding.Place == There, $"seed {seed}");
        }
    }
}
