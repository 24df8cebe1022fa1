namespace Stratus.E2e.Tests.Lab;

/// <summary>What a machine is made of.</summary>
internal sealed record MachineOptions
{
    /// <summary>Whether its CPU has AMD-V. Without it there is no /dev/kvm. Default: yes.</summary>
    public bool Svm { get; init; } = true;

    /// <summary>Its memory in MiB; a server of k3s asks for 2 GB. Default: 2304.</summary>
    public int MemoryMib { get; init; } = 2304;

    /// <summary>Its disks beside the root: the size in MiB by serial number; /dev/disk/by-id/virtio-SERIAL leads to each. Default: none.</summary>
    public IReadOnlyDictionary<string, int> Disks { get; init; } = new Dictionary<string, int>();
}
