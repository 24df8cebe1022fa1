using System.Collections.Immutable;
using System.Globalization;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Prober.Clocks;
using Stratus.Prober.ColdStarts;

namespace Stratus.Prober.Tests.ColdStarts;

/// <summary>What is made of the moments of a start, each by the clock that took it.</summary>
public sealed class TimedStartTests
{
    private static readonly Place Place = new("node", "class", LaunchPath.Pod);
    private static readonly DateTimeOffset Requested = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_phase_is_told_and_a_slow_pull_is_one()
    {
        var start = Start(admitted: 5, scheduled: 20, pulling: 300, pulled: 2300, first: 2400, uptime: 2250, boot: 100);
        Phases.Of(start).ShouldBe(
        [
            (Phase.Admitted, Ms(5)), (Phase.Scheduled, Ms(15)), (Phase.GuestBooted, Ms(230)), (Phase.SandboxCreated, Ms(50)), (Phase.Pulled, Ms(2000)),
            (Phase.FirstInstruction, Ms(100)), (Phase.Total, Ms(2400)),
        ]);
        start.Condition.ShouldBe(new(1, ImagePresent: false));
    }

    [Fact]
    public void An_image_that_is_there_is_found_when_the_sandbox_is()
    {
        var start = Start(admitted: 5, scheduled: 20, pulled: 300, first: 400);
        (start.SandboxCreated, start.Pulled, start.Condition.ImagePresent).ShouldBe((Ms(300), Ms(300), true));
    }

    [Theory]
    [InlineData(500, 20)]
    [InlineData(300, 350)]
    public void What_was_learned_after_something_later_had_happened_is_left_out_and_the_start_is_not_refused(int pulled, int scheduled)
    {
        var start = Start(admitted: 5, scheduled, pulled: pulled, first: 400);
        Phases.InOrder(start).ShouldBeTrue();
        Phases.Of(start).Count().ShouldBeLessThan(6);
        start.FirstInstruction.ShouldBe(Ms(400));
    }

    [Fact]
    public void A_watch_that_shows_a_pod_before_its_creation_was_answered_says_that_it_was_admitted() =>
        Start(admitted: 30, scheduled: 20, first: 400).Admitted.ShouldBe(Ms(20));

    [Theory]
    [InlineData(20)]
    [InlineData(-3000)]
    public void The_nodes_clock_is_corrected_by_its_offset(int offset) =>
        Start(first: 400, offset: offset, known: true).FirstInstruction.ShouldBe(Ms(400));

    [Theory]
    [InlineData(-30_000, 200, 200)]
    [InlineData(250, 200, 250)]
    public void A_claim_takes_until_a_sandbox_that_runs_was_handed_out(int first, int handedOut, int total)
    {
        var claim = Claim(first, handedOut);
        claim.FirstInstruction.ShouldBe(Ms(total));
        claim.Condition.ShouldBe(new(1, ImagePresent: true) { Warm = true });
        Phases.InOrder(claim).ShouldBeTrue();
    }

    [Fact]
    public void A_claim_that_was_never_answered_has_no_first_instruction() => Claim(-30_000, null).FirstInstruction.ShouldBeNull();

    [Fact]
    public void A_clock_that_was_not_read_is_not_guessed_and_what_lies_before_the_request_is_refused()
    {
        var start = Start(admitted: 5, first: 400, offset: -3000, known: false);
        start.FirstInstruction.ShouldBe(Ms(-2600));
        Phases.InOrder(start).ShouldBeFalse();
    }

    [Theory]
    [InlineData(RuntimeKind.GVisor, 2250, 100)]
    [InlineData(RuntimeKind.MicroVm, 3_600_000, 100)]
    [InlineData(RuntimeKind.MicroVm, 2250, null)]
    public void A_guest_that_is_none_or_older_than_the_request_or_tells_nothing_is_left_out(RuntimeKind kind, int uptime, int? boot) =>
        Start(first: 2400, uptime: uptime, boot: boot, kind: kind).GuestBooted.ShouldBeNull();

    [Fact]
    public void The_line_that_was_read_soonest_tells_how_the_sandboxs_clock_stands_however_wrong_it_is()
    {
        // Written at 1,000, 1,002 and 1,004 s of a clock of its own; the first was read late.
        var log = StartLog.Parse(string.Join('\n', Line(30, 1000, "began start 1"), Line(30.1, 1000.002m, "tick start 1"), Line(9, 1000.004m, "ended start 1")), "run");
        log.First.ShouldBe(Requested + Ms(5));
        log.Records.Ended.ShouldBeTrue();
    }

    private static ColdStart Claim(int first, int? handedOut)
    {
        var place = Place with { LaunchPath = LaunchPath.WarmPool };
        return new TimedStart
        {
            Place = place,
            Step = new([place]),
            Pod = "p",
            Requested = Requested,
            Sighting = new(),
            HandedOut = handedOut is { } then ? Requested + Ms(then) : null,
            Log = StartLog.Parse(Line(first, 5000, "began start 1"), "run"),
        }.By(ImmutableDictionary<string, ClockReading>.Empty.Add("node", new(TimeSpan.Zero, Ms(1))), RuntimeKind.MicroVm);
    }

    private static ColdStart Start(
        int? admitted = null, int? scheduled = null, int? pulling = null, int? pulled = null, int first = 400, int? uptime = null, int? boot = null, int offset = 0,
        bool known = true, RuntimeKind kind = RuntimeKind.MicroVm)
    {
        var sighting = new PodSighting();
        if (admitted is { } answer) sighting.Answered(Requested + Ms(answer));
        if (scheduled is { } node) sighting.Saw(new V1Pod { Metadata = new() { Name = "pod" }, Spec = new() { NodeName = "node" } }, Requested + Ms(node));
        if (pulling is { } begins) sighting.Saw(new Corev1Event { Reason = "Pulling" }, Requested + Ms(begins));
        if (pulled is { } there) sighting.Saw(new Corev1Event { Reason = "Pulled", Message = "already present on machine" }, Requested + Ms(there));
        var lines = new List<string> { Line(first + offset, 5000, "began start 1") };
        if (uptime is { } age) lines.Add(Line(first + offset, 5000, string.Create(CultureInfo.InvariantCulture, $"boot started {5000 - (age / 1000m):F3}")));
        if (boot is { } took) lines.Add(Line(first + offset, 5000, string.Create(CultureInfo.InvariantCulture, $"boot took {took / 1000m:F6}")));
        var start = new TimedStart { Place = Place, Step = new([Place]), Pod = "p", Requested = Requested, Sighting = sighting, Log = StartLog.Parse(string.Join('\n', lines), "run") };
        return start.By(known ? ImmutableDictionary<string, ClockReading>.Empty.Add("node", new(Ms(offset), Ms(1))) : ImmutableDictionary<string, ClockReading>.Empty, kind);
    }

    // Read so many milliseconds after the request, written at so many seconds of the sandbox's clock.
    private static string Line(double read, decimal written, string record) =>
        string.Create(CultureInfo.InvariantCulture, $"{Requested + Ms(read):yyyy-MM-dd'T'HH:mm:ss.fffffff}00Z stratus-probe run {written:F6} {record}");

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMicroseconds(Math.Round(1000 * milliseconds));
}
