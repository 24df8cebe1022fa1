namespace Stratus.Core.Hosts;

/// <summary>Volumes as an instance sees them.</summary>
public static class EbsVolume
{
    /// <summary>
    /// The stable name of an attached volume. On Nitro every volume is an NVMe device whose serial number is the volume's id without its
    /// dash; <c>/dev/nvme1n1</c> goes by the order of attachment, and the name that EC2 was given for the device is nowhere (EC2 user guide).
    /// </summary>
    /// <param name="volumeId">The volume's id, <c>vol-0123456789abcdef0</c>.</param>
    /// <returns>A path below <c>/dev/disk/by-id</c>.</returns>
    public static string DeviceOf(string volumeId) =>
        $"/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_{volumeId.Replace("-", "", StringComparison.Ordinal)}";
}
