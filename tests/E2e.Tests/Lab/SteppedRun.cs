using System.Globalization;

namespace Stratus.E2e.Tests.Lab;

/// <summary>
/// A run of a script on a machine that stops before each of its lines, as often as a machine is kept there and returned to. It belongs to no
/// connection: those do not outlive the return.
/// </summary>
internal sealed class SteppedRun(Machine machine)
{
    // Returning to where a run stopped returns this too.
    private int stops;

    /// <summary>Begins a command of a script; it has not come to its first line then.</summary>
    public static async Task<SteppedRun> StartAsync(Machine machine, string command, HostScript script)
    {
        var end = script.Stdin.LastIndexOf('\n') + 1;
        var watched = script.Stdin[..end] + LabFile.Read("stepped.sh") + script.Stdin[end..];
        await machine.RunAsync("rm -rf /tmp/stepped; mkdir /tmp/stepped; cat >/tmp/stepped/input", watched).SucceedAsync();
        await machine.RunAsync("cat >/tmp/stepped/run", $"{command} </tmp/stepped/input\necho \"$?\" >/tmp/stepped/code\n").SucceedAsync();
        await machine.RunAsync("setsid --fork bash /tmp/stepped/run </dev/null >/tmp/stepped/output 2>&1").SucceedAsync();
        return new(machine);
    }

    /// <summary>Goes on to the next line; its number, or null when the script has ended well.</summary>
    public async Task<int?> NextAsync()
    {
        if (await StepAsync() is { } line) return line;
        (await machine.RootAsync("cat /tmp/stepped/code")).ShouldBe("0", await machine.RootAsync("cat /tmp/stepped/output"));
        return null;
    }

    /// <summary>Kills it where it is.</summary>
    public async Task KillAsync()
    {
        await machine.RootAsync("kill -KILL \"$(cat /tmp/stepped/pid)\"");
        (await StepAsync()).ShouldBeNull();
        (await machine.RootAsync("cat /tmp/stepped/code")).ShouldBe("137");
    }

    private async Task<int?> StepAsync()
    {
        var stop = await machine.RootAsync($"AFTER={stops}\n{LabFile.Read("step.sh")}");
        if (stop.Length == 0) return null;
        var numbers = stop.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        stops = numbers[0];
        return numbers[1];
    }
}
