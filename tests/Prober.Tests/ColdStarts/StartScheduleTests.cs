using Stratus.Core.Proof;
using Stratus.Prober.ColdStarts;

namespace Stratus.Prober.Tests.ColdStarts;

public sealed class StartScheduleTests
{
    private static readonly RuntimeClass[] Runtimes =
    [
        new("kata-fc", "kata-fc", RuntimeKind.MicroVm), new("kata-clh", "kata-clh-runtime-rs", RuntimeKind.MicroVm),
        new("kata-qemu", "kata-qemu-runtime-rs", RuntimeKind.MicroVm), new("gvisor", "runsc", RuntimeKind.GVisor),
    ];

    [Fact]
    public void Three_nodes_four_RuntimeClasses_and_twenty_samples_take_less_than_three_minutes()
    {
        var schedule = Of(nodes: 3, new());
        schedule.Estimate.ShouldBeLessThan(TimeSpan.FromSeconds(140), "the limit is not what ends it");
        schedule.AtMost.ShouldBeLessThan(TimeSpan.FromMinutes(3));
        schedule.Steps.Values.ShouldAllBe(steps => steps.Count(step => step.Counts && step.AtOnce == 1) == 80);
    }

    [Fact]
    public void More_nodes_take_no_longer() => Of(nodes: 30, new()).Estimate.ShouldBe(Of(nodes: 1, new()).Estimate);

    [Fact]
    public void RuntimeClasses_take_turns_so_that_a_run_cut_short_is_so_for_all_of_them()
    {
        var steps = Of(nodes: 1, new()).Steps["node-1"].Where(step => step.Counts && step.AtOnce == 1);
        foreach (var turn in steps.Chunk(Runtimes.Length)) turn.Select(step => step.Place.RuntimeClass).ShouldBe(Runtimes.Select(runtime => runtime.Name));
    }

    [Fact]
    public void Launch_paths_share_the_samples_of_their_RuntimeClass() =>
        Of(nodes: 1, new()).Steps["node-1"].Where(step => step.Counts && step.AtOnce == 1).GroupBy(step => step.Place)
            .Select(place => place.Count()).ShouldBe(Enumerable.Repeat(10, 8));

    [Fact]
    public void Each_RuntimeClass_gives_as_many_samples_at_once_as_one_after_another() =>
        Of(nodes: 1, new() { Samples = 20, Concurrency = 8 }).Steps["node-1"].Where(step => step.AtOnce > 1)
            .GroupBy(step => step.Place.RuntimeClass).ShouldAllBe(place => place.Sum(step => step.AtOnce) >= 20);

    [Fact]
    public void An_absent_image_is_pulled_once_on_each_node()
    {
        var steps = Of(nodes: 2, new() { AbsentImages = ["a", "b", "c"] }).Steps.Values.SelectMany(node => node).Where(step => step.Image is not null).ToArray();
        steps.Select(step => (step.Place.Node, step.Image)).ShouldBe([("node-1", "a"), ("node-1", "b"), ("node-1", "c"), ("node-2", "a"), ("node-2", "b"), ("node-2", "c")]);
        steps.Select(step => step.Place).Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public void It_says_what_it_will_do()
    {
        Of(nodes: 3, new()).ToString().Split('\n', StringSplitOptions.TrimEntries).ShouldBe(
        [
            "cold starts on 3 nodes at once, on each one step after another:",
            "warm-up, 1 times one of each: kata-fc, kata-clh, kata-qemu, gvisor, by job",
            "timed, 20 times one of each: kata-fc, kata-clh, kata-qemu, gvisor, by job and bare pod",
            "timed, 2 times 10 at once of each: kata-fc, kata-clh, kata-qemu, gvisor, by job and bare pod",
            "about 130 s, if a start takes 1 s, of QEMU 1.5 s, of gVisor 0.75 s; over after 170 s whatever starts take",
        ]);
    }

    private static StartSchedule Of(int nodes, ColdStartOptions options) => StartSchedule.Of(
        from number in Enumerable.Range(1, nodes)
        from runtime in Runtimes
        from path in (LaunchPath[])[LaunchPath.Job, LaunchPath.Pod]
        select new Place($"node-{number}", runtime.Name, path),
        Runtimes,
        options);
}
