using System.Collections.Immutable;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Lease;
using Stratus.Prober.Limits;
using Stratus.Prober.Smoke;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.ColdStarts;
using Stratus.Prober.Tests.Sandboxes;
using Stratus.Prober.Tests.Smoke;
using Stratus.Tests.Shared;

namespace Stratus.Prober.Tests.Limits;

/// <summary>Limits tried in real containers, over an API's stand-in: enforced by cgroups, and not.</summary>
public sealed class LimitRoundsTests : IDisposable
{
    private static readonly string[] Hogs = ["surface.pids", "surface.memory", "surface.disk"];

    private readonly LimitKubelet kubelet = new();
    private readonly DirectoryInfo shared = Directory.CreateTempSubdirectory("stratus-shared-");

    public LimitRoundsTests()
    {
        Requirements.SkipWithoutContainers();
        File.SetUnixFileMode(shared.FullName, (UnixFileMode)0b111_111_111);
    }

    public void Dispose() => shared.Delete(recursive: true);

    [Fact]
    public async Task Limits_that_are_enforced_hold_and_each_control_shows_that_they_were_met()
    {
        var (seen, outcomes) = await RunAsync();
        foreach (var check in (string[])[.. Hogs, "surface.files"]) (check, outcomes[check]).ShouldBe((check, Outcome.Holds), seen[check].Evidence.What);
        // How fast a neighbour is on a busy machine is not for a test to say; that the measurement notices who is slowed down is.
        seen["surface.neighbour"].Seen.ShouldNotBe(Seen.Nothing, seen["surface.neighbour"].Evidence.What);
        seen["surface.neighbour"].Control!.Seen.ShouldBe(Seen.Open, seen["surface.neighbour"].Control!.Evidence.What);
    }

    [Fact]
    public async Task Limits_that_nobody_enforces_and_a_directory_that_sandboxes_share_are_found_in_those_of_a_Job()
    {
        kubelet.Enforces = false;
        kubelet.Shared = shared.FullName;
        var (seen, outcomes) = await RunAsync(LaunchPath.Job);
        foreach (var check in (string[])[.. Hogs, "surface.files"]) (check, outcomes[check]).ShouldBe((check, Outcome.Broken), seen[check].Evidence.What);
        seen["surface.files"].Evidence.What.ShouldContain("/tmp/stratus-r1");
    }

    [Fact]
    public async Task A_neighbour_that_waits_for_those_who_take_its_processor_is_found_by_its_own_beats()
    {
        // Alone it needs a tenth of a core. What all have together is used up in the first part of each second, and the rest of it nobody runs, whatever
        // else this machine does.
        await using var cores = new HostCgroup("stratus-test");
        cores.LimitCpu(TimeSpan.FromMilliseconds(120));
        (kubelet.Enforces, kubelet.Oversold) = (false, cores);
        // For long enough to count some dozens of beats meanwhile.
        var (seen, outcomes) = await RunAsync(size: program => program.Verb == LimitProgram.Memory.Verb ? program with { Steps = 192 } : Quarter(program));
        outcomes["surface.neighbour"].ShouldBe(Outcome.Broken, seen["surface.neighbour"].Evidence.What);
    }

    private async Task<(Dictionary<string, Observation> Seen, Dictionary<string, Outcome> Outcomes)> RunAsync(LaunchPath path = LaunchPath.Pod, Func<LimitProgram, LimitProgram>? size = null)
    {
        var started = TimeProvider.System.GetUtcNow();
        await using var cluster = await TimedCluster.StartAsync(kubelet.RunAsync);
        var run = new SmokeRun(Runs.Plan(new RuntimeClass("sandbox", "runc", RuntimeKind.GVisor)) with { LaunchPaths = [path] }, "r1");
        var anchor = new Anchor(cluster.Client, run);
        await anchor.PutAsync(TestContext.Current.CancellationToken);
        var rounds = new LimitRounds(cluster.Client, run, anchor, TestContext.Current.TestOutputHelper!.WriteLine) { Quiet = TimeSpan.FromSeconds(2), Size = size ?? Quarter };
        V1Node[] nodes = [StandInNode.Of("node-1", fabric: null)];
        var controls = await rounds.ControlAsync(nodes, TestContext.Current.CancellationToken);
        var observations = await LimitRounds.ObserveAsync(await rounds.RunAsync(nodes, TestContext.Current.CancellationToken), controls);
        foreach (var one in observations) TestContext.Current.TestOutputHelper!.WriteLine($"{one.Check} {one.Seen}: {one.Evidence.What} | control {one.Control!.Seen}: {one.Control.Evidence.What}");
        cluster.Pods.ShouldBeEmpty("a run leaves nothing behind");
        cluster.Created.ShouldAllBe(pod => pod.Metadata.Name.StartsWith(ProofNames.Prefix, StringComparison.Ordinal));
        observations.ShouldAllBe(one => one.Place == new Place("node-1", "sandbox", path) && one.Evidence.Node == "node-1" && one.Control!.Evidence.Node == "node-1" && Checks.Find(one.Check) != null);
        return (observations.ToDictionary(one => one.Check), Outcomes(run, started, observations));
    }

    // What the judge makes of them.
    private static Dictionary<string, Outcome> Outcomes(SmokeRun run, DateTimeOffset started, ImmutableArray<Observation> observations)
    {
        var proof = ProofRuns.Healthy(starts: 0) with { Started = started, Finished = TimeProvider.System.GetUtcNow(), Observations = observations };
        proof = proof with { Scope = proof.Scope with { Nodes = run.Plan.Nodes, RuntimeClasses = run.Plan.RuntimeClasses, LaunchPaths = run.Plan.LaunchPaths } };
        return Judge.Of(proof).Properties.Single(property => property.Property == Property.Surface).Checks.ToDictionary(check => check.Check, check => check.Outcome);
    }

    private static LimitProgram Quarter(LimitProgram program) => program.Verb switch
    {
        "processes" => program with { Steps = 128, Seconds = 20 },
        "memory" => program with { Steps = program.Steps / 4 },
        "disk" => program with { Steps = program.Steps / 4, Seconds = 1 },
        "slowed" => program with { Seconds = program.Seconds / 2 },
        _ => program,
    };
}
