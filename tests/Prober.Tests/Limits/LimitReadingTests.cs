using System.Globalization;
using Stratus.Core.Proof;
using Stratus.Prober.Limits;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Tests.Limits;

/// <summary>What the end of a hog, and the beats of its neighbour, are taken for.</summary>
public sealed class LimitReadingTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", 137)]
    [InlineData("", 128)]
    [InlineData("OOMKilled", 137)]
    [InlineData("Error", 137)]
    public void A_log_that_ends_between_steps_is_a_limit_where_its_pod_was_killed(string reason, int code) =>
        Memory(["4", "8"], reason, code).Seen.ShouldBe(Seen.Shut);

    [Theory]
    [InlineData("DeadlineExceeded", 137)]
    [InlineData("Evicted", 137)]
    [InlineData("Error", 1)]
    [InlineData("", 0)]
    public void A_log_that_ends_between_steps_for_any_other_reason_is_no_answer(string reason, int code) =>
        Memory(["4", "8"], reason, code).Seen.ShouldBe(Seen.Nothing);

    [Theory]
    [InlineData("OOMKilled", 137)]
    [InlineData("", 128)]
    public void A_hog_that_never_took_anything_did_not_end_at_a_limit(string reason, int code)
    {
        var (seen, what) = Memory([], reason, code);
        seen.ShouldBe(Seen.Nothing);
        what.ShouldStartWith("it took nothing");
    }

    [Fact]
    public void A_hog_that_somebody_deletes_did_not_end_at_a_limit()
    {
        var (seen, what) = HogReading.Of(LimitProgram.Memory, End(LimitProgram.Memory, ["4", "8"], "Error", "", 137, isDeleted: true));
        seen.ShouldBe(Seen.Nothing);
        what.ShouldEndWith("somebody deleted it");
    }

    [Fact]
    public void A_hog_that_says_that_it_was_stopped_was() => Memory(["4", "stopped 2"], "", 0).ShouldBe((Seen.Shut, "it was stopped after 4 of 256 MiB"));

    [Fact]
    public void A_hog_that_was_stopped_by_nothing_is_open_whatever_became_of_it_then() => Memory(["256", "all"], "OOMKilled", 137).Seen.ShouldBe(Seen.Open);

    [Theory]
    [InlineData("Evicted", "Pod ephemeral local storage usage exceeds the total limit of containers 64Mi. ", Seen.Shut)]
    [InlineData("Evicted", "Container probe exceeded its local ephemeral storage limit \"64Mi\". ", Seen.Shut)]
    [InlineData("Evicted", "The node was low on resource: ephemeral-storage. Container probe was using 196Mi, which exceeds its request of 64Mi. ", Seen.Nothing)]
    [InlineData("DeadlineExceeded", "", Seen.Nothing)]
    [InlineData("OOMKilled", "", Seen.Nothing)]
    public void A_disk_filler_that_wrote_everything_was_stopped_only_if_it_was_evicted_for_it(string reason, string message, Seen seen) =>
        HogReading.Of(LimitProgram.Disk, End(LimitProgram.Disk, ["191", "192"], reason, message, 137)).Seen.ShouldBe(seen);

    [Fact]
    public void An_evicted_pods_log_may_be_gone() =>
        HogReading.Of(LimitProgram.Disk, End(LimitProgram.Disk, [], "Evicted", "Pod ephemeral local storage usage exceeds the total limit of containers 64Mi. ", null)).Seen.ShouldBe(Seen.Shut);

    [Theory]
    [InlineData(11, 12, Seen.Shut)]
    [InlineData(11, 50, Seen.Shut)]
    [InlineData(11, 60, Seen.Open)]
    [InlineData(30, 100, Seen.Shut)]
    public void A_neighbour_is_slower_only_beyond_three_times_and_twenty_milliseconds(int before, int during, Seen seen) =>
        NeighbourReading.Of(Beats(before, during), [Hog(50, 90)]).Seen.ShouldBe(seen);

    [Fact]
    public void A_guests_clock_may_be_as_wrong_as_it_likes()
    {
        var beats = Beats(11, 60);
        // An hour fast; each line was read by its node at its time.
        beats = beats with { Records = [.. beats.Records.Select(beat => beat with { At = beat.At.AddHours(1), Read = beat.At })] };
        NeighbourReading.Of(beats, [Hog(50, 90)]).Seen.ShouldBe(Seen.Open);
    }

    [Fact]
    public void A_neighbour_that_was_cut_short_or_had_nobody_beside_it_is_no_answer()
    {
        NeighbourReading.Of(Beats(11, 12), []).Seen.ShouldBe(Seen.Nothing);
        NeighbourReading.Of(Beats(11, 12), [Hog(95, 99)]).Seen.ShouldBe(Seen.Nothing);
        NeighbourReading.Of(ProbeLog.Parse("", "run"), [Hog(50, 90)]).Seen.ShouldBe(Seen.Nothing);
    }

    [Fact]
    public void A_neighbour_that_ended_by_itself_while_others_took_everything_is_no_answer()
    {
        var sighting = new LimitSighting(new Place("node-1", "kata-fc", LaunchPath.Pod),
            [(LimitProgram.Processes, End(LimitProgram.Processes, ["16", "stopped 137"], "", "", 0) with { Log = Hog(50, 90) })],
            new("sandboxes/neighbour", Beats(11, 12), "OOMKilled", "", 137, false, Now));
        var control = End(LimitProgram.Slowed, [], "", "", 0);
        var seen = sighting.With(new("node-1", [(LimitProgram.Processes, control)], control)).Single(one => one.Check == "surface.neighbour");
        (seen.Seen, seen.Evidence.What).ShouldBe((Seen.Nothing, "it ended before those beside it did: OOMKilled, exit code 137"));
    }

    private static (Seen Seen, string What) Memory(string[] steps, string reason, int code) =>
        HogReading.Of(LimitProgram.Memory, End(LimitProgram.Memory, steps, reason, "", code));

    private static LimitEnd End(LimitProgram hog, string[] steps, string reason, string message, int? code, bool isDeleted = false) =>
        new("sandboxes/hog", Log(steps.Select((step, number) => (number, $"hog {hog.Verb} {step}"))), reason, message, code, isDeleted, Now);

    // A beat a second, the first fifty alone.
    private static ProbeLog Beats(int before, int during) =>
        Log(Enumerable.Range(0, 100).Select(second => (second, string.Create(CultureInfo.InvariantCulture, $"beat neighbour {(second < 50 ? before : during) * 1000}"))));

    private static ProbeLog Hog(int from, int until) => Log([(from, "began hog processes"), (until, "ended hog 1")]);

    private static ProbeLog Log(IEnumerable<(int Second, string Record)> records) => ProbeLog.Parse(
        string.Join('\n', records.Select(record => $"stratus-probe run {Now.AddSeconds(record.Second).ToUnixTimeSeconds()} {record.Record}")), "run");
}
