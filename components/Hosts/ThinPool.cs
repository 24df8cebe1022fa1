using System.Globalization;
using Pulumi;

namespace Stratus.Components.Hosts;

/// <summary>The thin pool as scripts are told of it.</summary>
internal static class ThinPool
{
    /// <summary>The pool's device-mapper name. One name on every host: containerd's configuration does not vary.</summary>
    public const string Name = "stratus-pool";

    public static bool IsOn(Machine machine) => KindOf(machine) != "none";

    public static string KindOf(Machine machine) => machine switch
    {
        { PoolDevice: not null } => "device",
        { Settings.ThinPool: not null } => "loop",
        _ => "none",
    };

    public static Output<string> DeviceOf(Machine machine) => machine.PoolDevice ?? Output.Create("");

    public static string LoopSizeOf(Machine machine) => machine.Settings.ThinPool?.LoopSizeGib?.ToString(CultureInfo.InvariantCulture) ?? "";
}
