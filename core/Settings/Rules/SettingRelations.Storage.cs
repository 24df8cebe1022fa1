using Stratus.Core.Settings.Formats;
using Stratus.Core.Settings.Reading;

namespace Stratus.Core.Settings.Rules;

public static partial class SettingRelations
{
    private const string DeviceExample = "thinPool: { device: /dev/disk/by-id/nvme-EXAMPLE_0001 }";

    private static IEnumerable<SettingRelation> Storage() =>
    [
        new()
        {
            Path = "hosts[].thinPool",
            Allowed = "a thinPool on every host where kata-fc is among the runtimes: Firecracker boots from block devices",
            Example = DeviceExample, Fix = "give the host a thinPool, or take kata-fc out of runtimes", Check = MissingPools,
        },
        new()
        {
            Path = "hosts[].thinPool", Allowed = "exactly one of device and loopSizeGib", Example = DeviceExample,
            Fix = "keep device or loopSizeGib", Check = NotOneKind,
        },
        new()
        {
            Path = "hosts[].thinPool.loopSizeGib",
            Allowed = "outside dev a device: a loop-backed pool is slow and lost with the file system it lies on",
            Example = DeviceExample, Fix = DeviceName.Advice + ", and set device in place of loopSizeGib", Check = LoopPools,
        },
        new()
        {
            Path = "hosts[].thinPool.device",
            Allowed = "outside dev a name that stays with the disk: /dev/disk/by-id/NAME, /dev/mapper/NAME or /dev/GROUP/VOLUME",
            Example = "/dev/disk/by-id/nvme-EXAMPLE_0001", Fix = DeviceName.Advice, Check = UnstableDevices,
        },
    ];

    private static IEnumerable<Finding> MissingPools(Draft draft) =>
        from host in draft.Hosts
        where draft.Runtimes.Contains(SandboxRuntime.KataFirecracker) && host.Value is { ThinPool: null, Ec2: null }
        select new Finding($"{host.Path}.thinPool", "nothing");

    private static IEnumerable<Finding> NotOneKind(Draft draft) =>
        from host in draft.Hosts
        let pool = host.Value.ThinPool
        where pool is not null && pool.Device is null == pool.LoopSizeGib is null
        select new Finding($"{host.Path}.thinPool", pool.Device is null ? "neither device nor loopSizeGib" : "both device and loopSizeGib");

    private static IEnumerable<Finding> LoopPools(Draft draft) =>
        from host in draft.Hosts
        where draft.IsStrict && host.Value.ThinPool?.LoopSizeGib is not null
        select new Finding($"{host.Path}.thinPool.loopSizeGib", $"a loop-backed pool of {host.Value.ThinPool!.LoopSizeGib} GiB");

    private static IEnumerable<Finding> UnstableDevices(Draft draft) =>
        from host in draft.Hosts
        where draft.IsStrict && host.Value.ThinPool?.Device is { Length: > 0 } device && !DeviceName.IsStable(device)
        select new Finding($"{host.Path}.thinPool.device", $"'{host.Value.ThinPool!.Device}': {DeviceName.Unstable}");
}
