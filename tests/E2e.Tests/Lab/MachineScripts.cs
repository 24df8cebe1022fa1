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
}
