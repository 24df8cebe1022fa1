using Stratus.E2e.Tests.Lab;

namespace Stratus.E2e.Tests.Hosts;

/// <summary>
/// Kills the preparation by SIGKILL, then does what an administrator does. It takes a minute a line, so one in forty is killed at;
/// STRATUS_EVERY_LINE=1 kills at each before which something happened.
/// </summary>
public class KilledPreparationTests
{
    private static readonly int Every = Environment.GetEnvironmentVariable("STRATUS_EVERY_LINE") == "1" ? 1 : 40;

    // One for each core; the lines are shared out.
    private const int Machines = 2;

    public KilledPreparationTests() => OnDemand.SkipUnlessAsked();

    [Fact]
    public Task A_killed_apply_is_completed_by_the_next_and_undone_by_remove() => KillAsync(script => script.Create, isPrepared: false);

    [Fact]
    public Task A_killed_remove_is_completed_by_the_next_and_undone_by_apply() => KillAsync(script => script.Delete, isPrepared: true);

    private static Task KillAsync(Func<HostScript, string> command, bool isPrepared) => Task.WhenAll(Enumerable.Range(0, Machines).Select(async share =>
    {
        // A machine that crashed is another's to go on from.
        var (next, failures) = (share * Every + Every / 2, new List<string>());
        await Machine.UseAsync(Pools.WithDisk, async machine =>
        {
            var script = await HostScripts.PreparationAsync(Pools.OnDisk);
            var (bare, whole) = await TracesAsync(machine, script, isPrepared);
            var run = await SteppedRun.StartAsync(machine, command(script), script);
            for (var number = 0; await run.NextAsync() is { } line; number++)
            {
                if (number != next) continue;
                await machine.KeepAsync("line");
                await TryAsync("apply", machine.ApplyAsync, whole);
                await TryAsync("remove", machine.RemoveAsync, bare);
                next += Every * Machines;

                async Task TryAsync(string what, Func<HostScript, Task<CommandResult>> then, Traces expected)
                {
                    await run.KillAsync();
                    var ended = await then(script);
                    string[] found = ended.ExitCode == 0 ? [.. expected.Differences(await Traces.OfAsync(machine))] : [$"it ends with {ended.ExitCode}: {ended.Error}"];
                    failures.AddRange(found.Select(one => $"killed before line {line}, after {what}: {one}"));
                    await machine.ReturnAsync("line");
                    // Who waits for all of them sees where it is: -showLiveOutput.
                    TestContext.Current.TestOutputHelper?.WriteLine($"killed before line {line}, stop {number + 1}, then {what}: {(found.Length == 0 ? "well" : string.Join('\n', found))}");
                }
            }
        });
        failures.ShouldBeEmpty();
    }));

    // So that what two runs made can be compared: every pool gets the same id, in place of one of chance, and the module that listing the
    // traces loads is there before the first inventory.
    private static async Task<(Traces Bare, Traces Whole)> TracesAsync(Machine machine, HostScript script, bool isPrepared)
    {
        await machine.RootAsync("cat /proc/sys/kernel/random/uuid >/run/uuid; mount --bind /run/uuid /proc/sys/kernel/random/uuid");
        await Traces.OfAsync(machine);
        var bare = await Traces.OfAsync(machine);
        await machine.KeepAsync("bare");
        await machine.ApplyAsync(script).SucceedAsync();
        var whole = await Traces.OfAsync(machine);
        if (!isPrepared) await machine.ReturnAsync("bare");
        return (bare, whole);
    }
}
