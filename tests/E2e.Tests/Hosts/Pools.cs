using Stratus.Core.Settings;
using Stratus.E2e.Tests.Lab;

namespace Stratus.E2e.Tests.Hosts;

/// <summary>The pools that the tests make, and a volume in them.</summary>
internal static class Pools
{
    public const string Disk = "/dev/disk/by-id/virtio-pool";

    // The least that a pool takes, and 8 MiB that a volume group keeps for itself.
    public const int DiskMib = 1032;

    public static MachineOptions WithDisk { get; } = new() { Disks = new Dictionary<string, int> { ["pool"] = DiskMib } };

    public static ThinPoolSettings OnDisk { get; } = new() { Device = Disk };

    public static ThinPoolSettings OnLoop { get; } = new() { LoopSizeGib = 4 };

    public static ThinPoolSettings OnVolume { get; } = new() { Device = "/dev/group/pool" };

    /// <summary>The command that maps a volume of the pool as /dev/mapper/NAME.</summary>
    public static string Activate(string name, int id, int mib) =>
        $"""dmsetup create {name} --table "0 {mib * 2048} thin /dev/mapper/stratus-pool {id}" && udevadm settle""";
}
