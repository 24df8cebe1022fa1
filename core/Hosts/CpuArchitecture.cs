namespace Stratus.Core.Hosts;

/// <summary>The CPU of a machine, in the words of the lock: <c>amd64</c>, <c>arm64</c>.</summary>
public enum CpuArchitecture
{
    /// <summary>x86-64 of Intel and AMD.</summary>
    Amd64,

    /// <summary>64-bit ARM, EC2's Graviton; Firecracker and Cloud Hypervisor are not shipped for it.</summary>
    Arm64,
}
