using Pulumi;
using Pulumi.Command.Remote;
using Stratus.Components.Hosts;
using Stratus.Core.Scripting;

namespace Stratus.Components.Remote;

/// <summary>
/// The only door to a host. A script travels on standard input, parameters and secrets with it: sshd drops the environment, and what
/// is in a command line is in the process list, in logs and in error messages.
/// </summary>
internal static class RemoteScript
{
    /// <summary>Makes a script's thing true on a host, and takes it back on destroy.</summary>
    public static Command Run(string name, Script script, Machine machine, CustomResourceOptions options) =>
        Command(name, Applied(machine, script), machine, options);

    /// <summary>The same for a script with a parameter that another resource gives.</summary>
    public static Command Run(string name, Output<Script> script, Machine machine, CustomResourceOptions options) =>
        Command(name, script.Apply(some => Applied(machine, some)), machine, options);

    /// <summary>The same for a script that changes another thing than the host on which it runs: that host's being applied again leaves it alone.</summary>
    public static Command RunAside(string name, Script script, Machine machine, CustomResourceOptions options) =>
        Command(name, script.RenderForStdin(), machine, options);

    /// <summary>The same for a script that only reads, and whose output is secret. It is not run again: others would wait for its output anew.</summary>
    public static Command RunSecret(string name, Output<Script> script, Machine machine, CustomResourceOptions options) => Command(
        name, script.Apply(some => some.RenderForStdin()), machine, CustomResourceOptions.Merge(options, new() { AdditionalSecretOutputs = { "stdout" } }));

    // A comment changes the text, and with it runs the script again.
    private static string Applied(Machine machine, Script script) =>
        (machine.Settings.Reapply is 0 ? "" : $"# hosts[].reapply: {machine.Settings.Reapply}\n") + script.RenderForStdin();

    private static Command Command(string name, Input<string> stdin, Machine machine, CustomResourceOptions options) => new(name, new()
    {
        Connection = machine.Connection,
        // Without a value in it, for Pulumi prints it whole when it fails.
        Create = AsRoot(machine, "apply"),
        Delete = AsRoot(machine, "remove"),
        Stdin = stdin,
        Logging = Logging.Stderr,
        AddPreviousOutputInEnv = false,
        // Never Triggers: they replace, and a replacement ends with the old script's remove. A changed script runs apply again.
    }, options);

    // A machine that root logs in to may well have no sudo.
    private static string AsRoot(Machine machine, string verb) => (machine.Settings.User == "root" ? "" : "sudo -n ") + $"bash -s -- {verb}";
}
