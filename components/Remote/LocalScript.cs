using Pulumi;
using Pulumi.Command.Local;
using Stratus.Core.Scripting;

namespace Stratus.Components.Remote;

/// <summary>
/// Runs a script beside Pulumi, for what only the machine that runs it can find out. As on a host, parameters and secrets travel on
/// standard input.
/// </summary>
internal static class LocalScript
{
    /// <summary>Runs a script when it is new or has changed. It makes nothing, so that there is nothing to take back.</summary>
    public static Command Run(string name, Output<Script> script, CustomResourceOptions options) => new(name, new()
    {
        Create = "bash -s -- apply",
        Stdin = script.Apply(some => some.RenderForStdin()),
        Logging = Logging.Stderr,
        AddPreviousOutputInEnv = false,
    }, options);
}
