namespace Stratus.E2e.Tests.Lab;

/// <summary>Runs scripts on a machine as Pulumi's provider does.</summary>
internal static class MachineScripts
{
    public static Task<CommandResult> ApplyAsync(this Machine machine, HostScript script) => machine.RunAsync(script.Create, script.Stdin);

    public static Task<CommandResult> RemoveAsync(this Machine machine, HostScript script) => machine.RunAsync(script.Delete, script.Stdin);
}
