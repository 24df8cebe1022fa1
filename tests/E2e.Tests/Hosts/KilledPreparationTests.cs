using Stratus.E2e.Tests.Lab;

namespace Stratus.E2e.Tests.Hosts;

/// <summary>
/// Kills the preparation by SIGKILL, then does what an administrator does. It takes up to a minute a point, so lines are thinned out
/// evenly; STRATUS_EVERY_LINE=1 kills at each before which something happened.
/// </summary>
public class KilledPreparationTests
{
    public KilledPreparationTests() => OnDemand.SkipUnlessAsked();

    private const int Sample = 3;

    [Fact]
    public Task A_killed_apply_is_completed_by_the_next() => UseAsync(async (machine, script) =>
    {
        await machine.ApplyAsync(script).SucceedAsync();
        var whole = await Traces.OfAsync(machine);
        await machine.RemoveAsync(script).SucceedAsync();
        foreach (var point in Thinned(await machine.PointsAsync(script.Create, script)))
        {
            await machine.RemoveAsync(script).SucceedAsync();
            await machine.KillAsync(script.Create, script, point);
            await machine.ApplyAsync(script).SucceedAsync($"killed at {point}");
            (await Traces.OfAsync(machine)).ShouldBe(whole, $"killed at {point}");
        }
    });

    [Fact]
    public Task A_killed_apply_is_undone_by_remove() => UseAsync(async (machine, script) =>
    {
        var before = await Traces.OfAsync(machine);
        var points = await machine.PointsAsync(script.Create, script);
        await machine.RemoveAsync(script).SucceedAsync();
        foreach (var point in Thinned(points))
        {
            await machine.KillAsync(script.Create, script, point);
            await machine.RemoveAsync(script).SucceedAsync($"killed at {point}");
            (await Traces.OfAsync(machine)).ShouldBe(before, $"killed at {point}");
        }
    });

    [Fact]
    public Task A_killed_remove_is_completed_by_the_next() => UseAsync(async (machine, script) =>
    {
        var before = await Traces.OfAsync(machine);
        await machine.ApplyAsync(script).SucceedAsync();
        foreach (var point in Thinned(await machine.PointsAsync(script.Delete, script)))
        {
            await machine.ApplyAsync(script).SucceedAsync();
            await machine.KillAsync(script.Delete, script, point);
            await machine.RemoveAsync(script).SucceedAsync($"killed at {point}");
            (await Traces.OfAsync(machine)).ShouldBe(before, $"killed at {point}");
        }
    });

    // So that what two runs made can be compared: every pool gets the same id, in place of one of chance, and the module that listing the
    // traces loads is there before the first inventory.
    private static Task UseAsync(Func<Machine, HostScript, Task> test) => Machine.UseAsync(Pools.WithDisk, async machine =>
    {
        await machine.RootAsync("cat /proc/sys/kernel/random/uuid >/run/uuid; mount --bind /run/uuid /proc/sys/kernel/random/uuid");
        await Traces.OfAsync(machine);
        await test(machine, await HostScripts.PreparationAsync(Pools.OnDisk));
    });

    private static IEnumerable<int> Thinned(IReadOnlyList<int> points)
    {
        points.Count.ShouldBeGreaterThan(Sample);
        return Said(Environment.GetEnvironmentVariable("STRATUS_EVERY_LINE") == "1"
            ? points
            : [.. Enumerable.Range(1, Sample).Select(number => points[number * points.Count / (Sample + 1)])]);
    }

    // Who waits for all of them sees where it is: -showLiveOutput.
    private static IEnumerable<int> Said(IReadOnlyList<int> points)
    {
        foreach (var (index, point) in points.Index())
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{index + 1} of {points.Count}: before step {point}");
            yield return point;
        }
    }
}
