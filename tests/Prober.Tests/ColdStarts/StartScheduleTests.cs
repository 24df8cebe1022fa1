using Stratus.Core.Proof;
using Stratus.Prober.ColdStarts;

namespace Stratus.Prober.Tests.ColdStarts;

public sealed class StartScheduleTests
{
    private static readonly ColdStartOptions Whole = new() { Warmups = 0, FirstPackets = 10 };

    [Fact]
    public void More_nodes_take_no_longer() => Of(nodes: 30, Whole).Estimate.ShouldBe(Of(nodes: 3, Whole).Estimate);

    [Fact]
    public void RuntimeClasses_take_turns_so_that_a_run_cut_short_is_so_for_all_of_them()
    {
        var steps = Of(nodes: 1, Whole).Steps["node-1"].Where(step => step.AtOnce == 1);
        foreach (var turn in steps.Chunk(Schedules.Runtimes.Length)) turn.Select(step => step.RuntimeClass).ShouldBe(Schedules.Runtimes.Select(runtime => runtime.Name));
    }

    [Fact]
    public void Launch_paths_share_the_samples_of_their_RuntimeClass() =>
        Of(nodes: 1, Whole).Steps["node-1"].Where(step => step.AtOnce == 1).GroupBy(step => step.Places[0])
            .Select(place => place.Count()).ShouldBe(Enumerable.Repeat(10, 8));

    [Theory]
    [InlineData(1, 24)]
    [InlineData(3, 8)]
    public void On_all_nodes_together_each_RuntimeClass_gives_as_many_samples_at_once_as_one_after_another(int nodes, int eachNode) =>
        Of(nodes, Whole with { Concurrency = 8 }).Steps.Values.ShouldAllBe(steps => steps.Where(step => step.AtOnce > 1)
            .GroupBy(step => step.RuntimeClass).All(place => place.Sum(step => step.AtOnce) == eachNode));

    [Theory]
    [InlineData(20, 10)]
    [InlineData(3, 10)]
    [InlineData(0, 10)]
    [InlineData(0, 3)]
    [InlineData(5, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 32)]
    public void Every_place_sends_as_many_first_packets_as_its_check_takes(int samples, int concurrency) =>
        Of(nodes: 2, Whole with { Samples = samples, Concurrency = concurrency }).Steps.Values.ShouldAllBe(steps =>
            steps.SelectMany(step => step.Places).CountBy(place => place).Count(place => place.Value >= 10) == 8);

    [Fact]
    public void What_starts_for_its_first_packet_alone_is_not_timed() =>
        Of(nodes: 1, Whole with { Samples = 0 }).Steps["node-1"].ShouldAllBe(step => !step.Counts);

    [Fact]
    public void An_absent_image_is_pulled_once_on_each_node()
    {
        var steps = Of(nodes: 2, Whole with { AbsentImages = ["a", "b", "c"] }).Steps.Values.SelectMany(node => node).Where(step => step.Image is not null).ToArray();
        steps.Select(step => (step.Places.Single().Node, step.Image)).ShouldBe([("node-1", "a"), ("node-1", "b"), ("node-1", "c"), ("node-2", "a"), ("node-2", "b"), ("node-2", "c")]);
        steps.Select(step => step.Places.Single()).Distinct().Count().ShouldBe(6);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3)]
    [InlineData(1)]
    public void Claims_come_last_and_take_nothing_from_cold_starts(int concurrency)
    {
        var (without, with) = (Of(nodes: 2, Whole with { Concurrency = concurrency }), Of(nodes: 2, Whole with { Concurrency = concurrency }, LaunchPath.Job, LaunchPath.Pod, LaunchPath.WarmPool));
        foreach (var (node, steps) in with.Steps)
        {
            steps.Take(without.Steps[node].Length).ShouldAllBe(step => step.Places.All(place => place.LaunchPath != LaunchPath.WarmPool));
            steps.Length.ShouldBeGreaterThan(without.Steps[node].Length);
            steps.Skip(without.Steps[node].Length).SelectMany(step => step.Places).CountBy(place => place).ShouldAllBe(place => place.Key.LaunchPath == LaunchPath.WarmPool && place.Value == 10);
        }
        with.ToString().ShouldContain("by warm pool");
    }

    [Fact]
    public void A_stack_of_claims_alone_has_no_cold_starts() =>
        Of(nodes: 1, Whole with { AbsentImages = ["a"] }, LaunchPath.WarmPool).Steps["node-1"].ShouldAllBe(step => step.Places[0].LaunchPath == LaunchPath.WarmPool);

    private static StartSchedule Of(int nodes, ColdStartOptions options) => Of(nodes, options, LaunchPath.Job, LaunchPath.Pod);

    private static StartSchedule Of(int nodes, ColdStartOptions options, params LaunchPath[] paths) => StartSchedule.Of(
        from number in Enumerable.Range(1, nodes)
        from runtime in Schedules.Runtimes
        from path in paths
        select new Place($"node-{number}", runtime.Name, path),
        Schedules.Runtimes,
        options);
}
