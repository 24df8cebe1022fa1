using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Plans;
using Stratus.Prober.Limits;
using Stratus.Prober.Smoke;
using Stratus.Prober.Tests.ColdStarts;

namespace Stratus.Prober.Tests.Smoke;

public sealed class RunScheduleTests
{
    [Fact]
    public void Three_nodes_of_sixteen_cores_four_RuntimeClasses_and_twenty_samples_take_less_than_three_minutes() =>
        Of(nodes: 3, cores: 16).Takes.ShouldBeLessThan(RunSchedule.Goal);

    [Fact]
    public void A_smaller_node_tries_fewer_limits_at_once_and_takes_longer() => Of(nodes: 3, cores: 4).Takes.ShouldBeGreaterThan(Of(nodes: 3, cores: 16).Takes);

    [Theory]
    [InlineData(24, 8, 5, true)]
    [InlineData(11, 8, 1, true)]
    [InlineData(10, 8, 2, false)]
    [InlineData(4, 6, 1, false)]
    [InlineData(1, 1, 1, false)]
    [InlineData(32, 2, 2, true)]
    public void What_fills_the_disk_lingers_only_where_there_is_room_for_the_next_beside_it(int room, int places, int atOnce, bool linger) =>
        LimitRounds.AtOnce(room, places).ShouldBe((atOnce, linger));

    [Fact]
    public void Never_does_more_ask_for_room_at_once_than_there_is()
    {
        foreach (var room in Enumerable.Range(4, 40))
            foreach (var places in Enumerable.Range(1, 12))
            {
                var (atOnce, linger) = LimitRounds.AtOnce(room, places);
                // Those that linger are at most one in each place; the disk hogs of the places at hand are among them.
                ((linger ? places + (3 * atOnce) : 4 * atOnce) <= room).ShouldBeTrue($"{places} places in room for {room}");
            }
    }

    [Fact]
    public void Nobody_is_asked_to_wait_for_what_the_plan_leaves_out()
    {
        Of(nodes: 1, cores: 16, plan => plan with { TriesLimits = false }).Steps
            .ShouldNotContain(step => step.What.Contains("takes processes") || step.What.Contains("limits"));
        Of(nodes: 1, cores: 16, plan => plan with { Samples = 0, FirstPackets = 0 }).Steps.ShouldNotContain(step => step.What.StartsWith("starts"));
        Of(nodes: 0, cores: 16).Steps.ShouldBeEmpty();
    }

    [Fact]
    public void It_says_what_it_will_do() => Of(nodes: 3, cores: 16).ToString().Split('\n').Select(line => line.TrimEnd()).ShouldBe(
    [
        "all nodes at once, on each:",
        "     3 s  what is tried is started",
        "    14 s  8 places, 8 at once: a sandbox and its control, then a second sandbox; beside them the controls of limits",
        "    25 s  8 places, 5 at once: a neighbour and what takes processes, memory and disk",
        "   126 s  starts, the first act of each to connect:",
        "          timed, 20 times one of each: kata-fc, kata-clh, kata-qemu, gvisor, by job and bare pod",
        "          timed, 1 times 10 at once of each: kata-fc, kata-clh, kata-qemu, gvisor, by job and bare pod",
        "     2 s  everything is taken away",
        "about 170 s, if a start takes 1 s, of QEMU 1.5 s, of gVisor 0.75 s",
    ]);

    private static RunSchedule Of(int nodes, int cores, Func<SmokePlan, SmokePlan>? change = null)
    {
        var names = Enumerable.Range(1, nodes).Select(number => $"node-{number}").ToArray();
        var plan = Runs.Plan([.. Schedules.Runtimes]) with
        {
            Nodes = [.. names],
            LaunchPaths = [LaunchPath.Job, LaunchPath.Pod],
            Samples = 20,
            Concurrency = 10,
            FirstPackets = 10,
            TriesLimits = true,
        };
        plan = change?.Invoke(plan) ?? plan;
        return RunSchedule.Of(new(plan, "r1"), [.. names.Select(name => Node(name, cores))],
            new() { Samples = plan.Samples, Concurrency = plan.Concurrency, FirstPackets = plan.FirstPackets, Warmups = 0 });
    }

    private static V1Node Node(string name, int cores) => new()
    {
        Metadata = new() { Name = name },
        Status = new() { Allocatable = new Dictionary<string, ResourceQuantity> { ["cpu"] = new($"{cores}"), ["memory"] = new($"{4 * cores}Gi") } },
    };
}
