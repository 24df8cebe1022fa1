using System.Collections.Immutable;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Core.Proof.Lease;
using Stratus.Prober.ColdStarts;
using Stratus.Prober.Smoke;
using Stratus.Prober.Tests.Smoke;
using Stratus.Tests.Shared;

namespace Stratus.Prober.Tests.ColdStarts;

/// <summary>Rounds of cold starts over an API's stand-in, healthy and with faults that the verdict has to name.</summary>
public sealed class ColdStartRoundsTests
{
    private static readonly RuntimeClass Kata = new("kata-fc", "kata-fc", RuntimeKind.MicroVm);
    private static readonly ColdStartOptions Few = new() { Samples = 3, Concurrency = 2, Warmups = 1, StartTimeout = TimeSpan.FromSeconds(20) };

    private static readonly ProofRun Template = ProofRuns.Healthy(starts: 0);

    private readonly SimulatedKubelet kubelet = new();
    private readonly List<string> said = [];

    [Fact]
    public async Task A_healthy_cluster_gives_the_samples_that_were_asked_for_and_keeps_nothing()
    {
        kubelet.Step = _ => TimeSpan.FromMilliseconds(200);
        await using var cluster = await TimedCluster.StartAsync(kubelet.RunAsync);
        var (sightings, verdict) = await RunAsync(cluster, Few);
        sightings.Starts.CountBy(start => start.Condition).ShouldBe([new(new(1, true), 3), new(new(2, true), 4)], ignoreOrder: true);
        sightings.Starts.ShouldAllBe(start => start.FirstInstruction != null && Phases.InOrder(start));
        foreach (var phase in Enum.GetValues<Phase>().Where(phase => phase != Phase.GuestBooted))
            sightings.Starts.ShouldContain(start => Phases.Of(start).Any(seen => seen.Phase == phase), $"{phase} is seen");
        verdict[Checks.ColdStartClocks].Outcome.ShouldBe(Outcome.Holds);
        verdict[Checks.ColdStartSamples].Outcome.ShouldBe(Outcome.Holds);
        cluster.Pods.ShouldBeEmpty();
        cluster.Created.ShouldAllBe(pod => pod.Metadata.Name.StartsWith(ProofNames.Prefix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Starts_by_a_Job_are_timed_too_from_the_Jobs_creation_on()
    {
        await using var cluster = await TimedCluster.StartAsync(kubelet.RunAsync);
        var (sightings, verdict) = await RunAsync(cluster, Few with { Samples = 4 }, paths: [LaunchPath.Job, LaunchPath.Pod]);
        sightings.Starts.CountBy(start => (start.Place.LaunchPath, start.Condition.Concurrency)).ShouldBe(
            [new((LaunchPath.Job, 1), 2), new((LaunchPath.Pod, 1), 2), new((LaunchPath.Job, 2), 2), new((LaunchPath.Pod, 2), 2)], ignoreOrder: true);
        sightings.Starts.Where(start => start.Place.LaunchPath == LaunchPath.Job).ShouldAllBe(start => start.FirstInstruction != null && start.Pod.EndsWith("-x7k2p"));
        verdict[Checks.ColdStartSamples].Outcome.ShouldBe(Outcome.Holds);
        (cluster.Pods.Any(), cluster.Jobs.IsEmpty).ShouldBe((false, true));
    }

    [Fact]
    public async Task Starts_over_their_budget_break_it()
    {
        kubelet.Step = _ => TimeSpan.FromMilliseconds(60);
        await using var cluster = await TimedCluster.StartAsync(kubelet.RunAsync);
        var (_, verdict) = await RunAsync(cluster, Few, Budget(100));
        verdict[Checks.ColdStartBudget].Outcome.ShouldBe(Outcome.Broken);
    }

    [Fact]
    public async Task A_clock_three_seconds_off_is_measured_and_its_starts_are_not_judged()
    {
        await using var cluster = await TimedCluster.StartAsync(kubelet.RunAsync);
        var (sightings, verdict) = await RunAsync(cluster, Few, Budget(100), clock: new Skewed(TimeSpan.FromSeconds(3)));
        sightings.Clocks["node-1"].Offset.ShouldBeInRange(TimeSpan.FromSeconds(-3.05), TimeSpan.FromSeconds(-2.95));
        verdict[Checks.ColdStartClocks].Outcome.ShouldBe(Outcome.Inconclusive);
        verdict[Checks.ColdStartBudget].Findings.ShouldHaveSingleItem().Reason.ShouldContain("there are 0");
    }

    [Fact]
    public async Task A_clock_that_is_off_is_corrected_by_what_was_measured()
    {
        kubelet.Step = _ => TimeSpan.FromMilliseconds(30);
        await using var cluster = await TimedCluster.StartAsync(kubelet.RunAsync);
        // Uncorrected, every start would have come to its first instruction a good while before it was asked for.
        var (sightings, verdict) = await RunAsync(cluster, Few, clock: new Skewed(TimeSpan.FromSeconds(30)));
        var uncertainty = sightings.Clocks["node-1"].Uncertainty;
        sightings.Starts.ShouldAllBe(start => start.FirstInstruction + uncertainty >= TimeSpan.FromMilliseconds(50));
        verdict[Checks.ColdStartSamples].Outcome.ShouldBe(Outcome.Holds);
    }

    [Fact]
    public async Task A_slow_pull_is_seen_where_it_happens_and_under_its_own_condition()
    {
        kubelet.Pull = pod => pod.Pod.Spec.Containers[0].Image.Contains("absent", StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(500) : null;
        await using var cluster = await TimedCluster.StartAsync(kubelet.RunAsync);
        var absent = new Budget("kata-fc", new(1, false), 100, TimeSpan.FromMilliseconds(400));
        var (sightings, verdict) = await RunAsync(cluster, Few with { AbsentImages = ["registry.example/absent@sha256:1"] }, [absent, .. Budget(10_000)]);
        var start = sightings.Starts.Where(start => !start.Condition.ImagePresent).ShouldHaveSingleItem();
        start.FirstInstruction!.Value.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(400));
        var finding = verdict[Checks.ColdStartBudget].Findings.ShouldHaveSingleItem();
        (finding.Outcome, finding.Reason).ShouldSatisfyAllConditions(one => one.Outcome.ShouldBe(Outcome.Broken), one => one.Reason.ShouldContain("image absent"));
    }

    [Fact]
    public async Task A_start_that_waited_for_room_is_no_slow_start_and_not_counted()
    {
        kubelet.FindsNoRoom = pod => pod.IsSandbox && pod.Name.EndsWith("-3");
        await using var cluster = await TimedCluster.StartAsync(kubelet.RunAsync);
        var (sightings, verdict) = await RunAsync(cluster, Few with { Samples = 4 }, Budget(300));
        sightings.Starts.ShouldNotContain(start => start.Pod.EndsWith("-3"));
        verdict[Checks.ColdStartBudget].Outcome.ShouldBe(Outcome.Holds);
        said.ShouldContain(line => line.Contains("no node had room for them at first (FailedScheduling: 0/1 nodes are available"));
    }

    [Fact]
    public async Task An_image_that_turns_out_to_be_there_is_not_called_absent()
    {
        await using var cluster = await TimedCluster.StartAsync(kubelet.RunAsync);
        var (sightings, _) = await RunAsync(cluster, Few with { AbsentImages = ["registry.example/there@sha256:1"] });
        sightings.Starts.ShouldAllBe(start => start.Condition.ImagePresent);
    }

    [Fact]
    public async Task Without_events_starts_are_timed_and_nothing_is_made_up()
    {
        await using var cluster = await TimedCluster.StartAsync(kubelet.RunAsync);
        cluster.ShowsEvents = false;
        var (sightings, verdict) = await RunAsync(cluster, Few with { AbsentImages = ["registry.example/absent@sha256:1"] });
        sightings.Starts.Length.ShouldBe(7);
        sightings.Starts.ShouldAllBe(start => start.Pulled == null && start.SandboxCreated == null && start.FirstInstruction != null);
        verdict[Checks.ColdStartSamples].Outcome.ShouldBe(Outcome.Holds);
        said.ShouldContain(line => line.Contains("did not say whether the image was absent"));
    }

    [Fact]
    public async Task An_API_server_that_wants_to_be_asked_later_is_and_the_wait_counts()
    {
        var asked = 0;
        await using var cluster = await TimedCluster.StartAsync(kubelet.RunAsync);
        cluster.Throttle = pod => pod.Spec.RuntimeClassName is not null && Interlocked.Increment(ref asked) == 2 ? 1 : null;
        var (sightings, verdict) = await RunAsync(cluster, Few, Budget(900));
        sightings.Starts.ShouldContain(start => start.FirstInstruction >= TimeSpan.FromSeconds(1));
        verdict[Checks.ColdStartBudget].Outcome.ShouldBe(Outcome.Broken);
    }

    [Fact]
    public async Task A_node_lost_midway_is_given_up_and_leaves_starts_that_never_came()
    {
        var number = 0;
        kubelet.IsAlive = pod => pod.Node != "node-2" || !pod.IsSandbox || Interlocked.Increment(ref number) < 3;
        await using var cluster = await TimedCluster.StartAsync(kubelet.RunAsync);
        cluster.IsReachable = node => node != "node-2" || number < 3;
        var (sightings, verdict) = await RunAsync(cluster, Few with { Samples = 8, Concurrency = 1, StartTimeout = TimeSpan.FromSeconds(2) }, nodes: ["node-1", "node-2"]);
        sightings.Starts.Count(start => start.Place.Node == "node-1" && start.FirstInstruction is not null).ShouldBe(8);
        sightings.Starts.Count(start => start.Place.Node == "node-2").ShouldBe(4, "three in a row are enough");
        verdict[Checks.ColdStartSamples].Findings.ShouldHaveSingleItem().Place!.Node.ShouldBe("node-2");
        verdict[Checks.ColdStartClocks].Findings.ShouldHaveSingleItem().Reason.ShouldBe("the clock of node-2 was not measured");
        said.ShouldContain(line => line.StartsWith("node-2: 3 starts in a row", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_limit_ends_the_rounds_for_every_RuntimeClass_alike()
    {
        kubelet.Step = _ => TimeSpan.FromMilliseconds(20);
        await using var cluster = await TimedCluster.StartAsync(kubelet.RunAsync);
        var (sightings, _) = await RunAsync(cluster, Few with { Samples = 1000, Limit = TimeSpan.FromMilliseconds(400) }, runtimes: [Kata, new("gvisor", "runsc", RuntimeKind.GVisor)]);
        var counts = sightings.Starts.CountBy(start => start.Place.RuntimeClass).ToDictionary();
        Math.Abs(counts["kata-fc"] - counts["gvisor"]).ShouldBeLessThanOrEqualTo(1);
        said.ShouldContain(line => line.Contains("the time is up"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_watch_that_ends_is_taken_up_again_also_where_its_version_was_forgotten(bool forget)
    {
        TimedCluster? running = null;
        await using var cluster = running = await TimedCluster.StartAsync(async pod =>
        {
            running!.PodChanges.Cut(forget);
            running.EventChanges.Cut(forget);
            await kubelet.RunAsync(pod);
        });
        var (sightings, verdict) = await RunAsync(cluster, Few);
        sightings.Starts.ShouldAllBe(start => start.FirstInstruction != null);
        verdict[Checks.ColdStartSamples].Outcome.ShouldBe(Outcome.Holds);
        cluster.PodChanges.Watches.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_guest_is_booted_when_its_kernel_says_so_and_unknown_where_it_is_older_than_the_request()
    {
        kubelet.Step = _ => TimeSpan.FromMilliseconds(300);
        kubelet.Guest = (TimeSpan.FromMilliseconds(420), TimeSpan.FromMilliseconds(50));
        await using var cluster = await TimedCluster.StartAsync(kubelet.RunAsync);
        var (sightings, _) = await RunAsync(cluster, Few with { Samples = 1, Concurrency = 1 });
        var start = sightings.Starts.ShouldHaveSingleItem();
        (start.FirstInstruction - start.GuestBooted)!.Value.ShouldBe(TimeSpan.FromMilliseconds(370), TimeSpan.FromMilliseconds(1));

        kubelet.Guest = (TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(50));
        (await RunAsync(cluster, Few with { Samples = 1, Concurrency = 1 })).Sightings.Starts.ShouldHaveSingleItem().GuestBooted.ShouldBeNull();
    }

    private async Task<(ColdStartSightings Sightings, Dictionary<string, CheckVerdict> Verdict)> RunAsync(
        TimedCluster cluster, ColdStartOptions options, ImmutableArray<Budget>? budgets = null, TimeProvider? clock = null, ImmutableArray<string>? nodes = null,
        ImmutableArray<RuntimeClass>? runtimes = null, ImmutableArray<LaunchPath>? paths = null)
    {
        var plan = Runs.Plan(runtimes ?? [Kata]) with { Nodes = nodes ?? ["node-1"], LaunchPaths = paths ?? [LaunchPath.Pod], Budgets = budgets ?? Budget(10_000), PodTimeout = TimeSpan.FromSeconds(20) };
        var run = new SmokeRun(plan, "r1");
        var anchor = new Anchor(cluster.Client, run);
        await anchor.PutAsync(TestContext.Current.CancellationToken);
        var seen = await new ColdStartRounds(cluster.Client, run, anchor, Say, clock).RunAsync(plan.Nodes, options, _ => null, TestContext.Current.CancellationToken);
        var facts = plan.Nodes.Select(name => seen.WithClock(new() { Name = name, BootId = "b", Kernel = "k", Architecture = "amd64" }));
        var proof = Template with
        {
            Scope = Template.Scope with { Nodes = plan.Nodes, RuntimeClasses = plan.RuntimeClasses, LaunchPaths = plan.LaunchPaths, Budgets = plan.Budgets },
            Nodes = [.. facts],
            ColdStarts = seen.Starts,
            Observations = [],
        };
        return (seen, Judge.Of(proof).Properties.SelectMany(property => property.Checks).ToDictionary(check => check.Check));
    }

    private void Say(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        lock (said) said.Add(line);
    }

    private static ImmutableArray<Budget> Budget(int milliseconds) => [new("kata-fc", new(1, true), 100, TimeSpan.FromMilliseconds(milliseconds))];

    /// <summary>A conductor whose clock is ahead of everybody's.</summary>
    private sealed class Skewed(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
