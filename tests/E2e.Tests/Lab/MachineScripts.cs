using System.Globalization;
using Stratus.Core.Settings;

namespace Stratus.E2e.Tests.Lab;

/// <summary>Runs scripts on a machine as Pulumi's provider does.</summary>
internal static class MachineScripts
{
    public static Task<CommandResult> ApplyAsync(this Machine machine, HostScript script) => machine.RunAsync(script.Create, script.Stdin);

    public static Task<CommandResult> RemoveAsync(this Machine machine, HostScript script) => machine.RunAsync(script.Delete, script.Stdin);

    /// <summary>Prepares the machine; returns what the preparation says.</summary>
    public static async Task<string> PrepareAsync(this Machine machine, ThinPoolSettings pool) =>
        await machine.ApplyAsync(await HostScripts.PreparationAsync(pool)).SucceedAsync();

    /// <summary>Undoes the preparation.</summary>
    public static async Task CleanAsync(this Machine machine, ThinPoolSettings pool) =>
        await machine.RemoveAsync(await HostScripts.PreparationAsync(pool)).SucceedAsync();

    /// <summary>Runs one of the two and expects success; returns its output.</summary>
    public static async Task<string> SucceedAsync(this Task<CommandResult> running, string because = "")
    {
        var run = await running;
        run.ExitCode.ShouldBe(0, because + "\n" + run.Error);
        return run.Output;
    }

    /// <summary>Runs a command of a script to its end; returns for each line that was reached, and before which something happened, the number of its first step.</summary>
    public static async Task<IReadOnlyList<int>> PointsAsync(this Machine machine, string command, HostScript script)
    {
        await machine.RunAsync(command, Watched(script, 0)).SucceedAsync();
        var points = await machine.RootAsync("cat /run/kill-points");
        int[] steps = [.. points.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(point => int.Parse(point, CultureInfo.InvariantCulture))];
        TestContext.Current.TestOutputHelper?.WriteLine($"{await machine.RootAsync("cat /run/kill-lines")} lines; it can be killed at {steps.Length} without repeating itself");
        return steps;
    }

    /// <summary>Runs a command of a script and kills it before a step.</summary>
    public static async Task KillAsync(this Machine machine, string command, HostScript script, int step)
    {
        // sudo dies as its child did; a signal would reach ssh as 255.
        var run = await machine.RunAsync($"{command}; exit $?", Watched(script, step));
        run.ExitCode.ShouldBe(137, $"it was to be killed before step {step}: {run.Error}");
    }

    private static string Watched(HostScript script, int step)
    {
        var end = script.Stdin.LastIndexOf('\n') + 1;
        return $"{script.Stdin[..end]}KILL_AT={step}\n{LabFile.Read("kill-at.sh")}{script.Stdin[end..]}";
    }
}
