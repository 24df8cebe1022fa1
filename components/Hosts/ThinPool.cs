using System.Globalization;
using Stratus.Core.Settings;

namespace Stratus.Components.Hosts;

/// <summary>The thin pool as scripts are told of it.</summary>
internal static class ThinPool
{
    /// <summary>The pool's device-mapper name. One name on every host: containerd's configuration does not vary.</summary>
    public const string Name = "stratus-pool";

    public static string KindOf(ThinPoolSettings? pool) => pool switch { null => "none", { Device: not null } => "device", _ => "loop" };

    public static string DeviceOf(ThinPoolSettings? pool) => pool?.Device ?? "";

    public static string LoopSizeOf(ThinPoolSettings? pool) => pool?.LoopSizeGib?.ToString(CultureInfo.InvariantCulture) ?? "";
}
