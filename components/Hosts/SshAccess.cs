using System.Globalization;
using Pulumi;
using Pulumi.Command.Local;
using Stratus.Components.Remote;
using Stratus.Core.Scripting;
using Stratus.Core.Settings;

namespace Stratus.Components.Hosts;

/// <summary>
/// Waits for a machine's SSH, for as long as a machine takes to boot, and says what is wrong where waiting does not help. Pulumi's
/// provider cannot tell a wrong key from a machine that boots: it tries both alike.
/// </summary>
internal static class SshAccess
{
    /// <summary>Waits for a machine.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="host">The machine.</param>
    /// <param name="address">Where SSH reaches it.</param>
    /// <param name="privateKey">The key to log in with; null for the SSH agent's.</param>
    /// <param name="parent">The host's component.</param>
    public static Command Wait(string name, HostSettings host, Output<string> address, Output<string>? privateKey, Resource parent)
    {
        var script = Output.Tuple(address, privateKey ?? Output.Create("")).Apply(known => Script(host, known.Item1, known.Item2));
        // The script's own deadline comes first: it says why.
        var patience = TimeSpan.FromMinutes(host.SshWaitMinutes + 3);
        return LocalScript.Run(name, script, new() { Parent = parent, CustomTimeouts = new() { Create = patience, Update = patience } });
    }

    /// <summary>
    /// How often Pulumi's provider must dial to go on for as long as the machine is waited for. It pauses 0.1 s after the first failure,
    /// half as long again after each further one, and never longer than 5 s: ten tries in 11 s, then twelve a minute.
    /// </summary>
    public static int DialsIn(int minutes) => 8 + 12 * minutes;

    private static Script Script(HostSettings host, string address, string privateKey) => EmbeddedScript.Load(
        "components/Hosts/ssh-access.sh",
        ("STRATUS_HOST_ID", host.Id),
        ("STRATUS_SSH_ADDRESS", address),
        ("STRATUS_SSH_PORT", Text(host.Port)),
        ("STRATUS_SSH_USER", host.User),
        ("STRATUS_SSH_HOST_KEY", host.HostKey ?? ""),
        ("STRATUS_SSH_PRIVATE_KEY", privateKey),
        ("STRATUS_SSH_JUMP_ADDRESS", host.JumpHost?.Address ?? ""),
        ("STRATUS_SSH_JUMP_PORT", host.JumpHost is { } jump ? Text(jump.Port) : ""),
        ("STRATUS_SSH_JUMP_USER", host.JumpHost?.User ?? ""),
        ("STRATUS_SSH_JUMP_HOST_KEY", host.JumpHost?.HostKey ?? ""),
        ("STRATUS_SSH_WAIT_MINUTES", Text(host.SshWaitMinutes)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
