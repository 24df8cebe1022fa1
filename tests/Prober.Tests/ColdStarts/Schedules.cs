using Stratus.Core.Proof;

namespace Stratus.Prober.Tests.ColdStarts;

/// <summary>What schedules are made of.</summary>
internal static class Schedules
{
    public static readonly RuntimeClass[] Runtimes =
    [
        new("kata-fc", "kata-fc", RuntimeKind.MicroVm), new("kata-clh", "kata-clh-runtime-rs", RuntimeKind.MicroVm),
        new("kata-qemu", "kata-qemu-runtime-rs", RuntimeKind.MicroVm), new("gvisor", "runsc", RuntimeKind.GVisor),
    ];
}
