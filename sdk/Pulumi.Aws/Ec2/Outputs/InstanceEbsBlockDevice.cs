using System.Collections.Immutable;

namespace Pulumi.Aws.Ec2.Outputs;

/// <summary>A volume beside the one that an instance boots from.</summary>
[OutputType]
public sealed class InstanceEbsBlockDevice
{
    /// <summary>Whether the volume goes with the instance.</summary>
    public readonly bool? DeleteOnTermination;

    /// <summary>The name under which the instance sees the volume, such as /dev/sdf.</summary>
    public readonly string DeviceName;

    /// <summary>Whether the volume is encrypted.</summary>
    public readonly bool? Encrypted;

    /// <summary>How many I/O operations a second are provisioned; for io1, io2 and gp3.</summary>
    public readonly int? Iops;

    /// <summary>The ARN of the key that encrypts the volume.</summary>
    public readonly string? KmsKeyId;

    /// <summary>The snapshot that the volume starts from.</summary>
    public readonly string? SnapshotId;

    /// <summary>Tags of the volume.</summary>
    public readonly ImmutableDictionary<string, string>? Tags;

    /// <summary>The throughput that is provisioned, in MiB a second; for gp3.</summary>
    public readonly int? Throughput;

    /// <summary>The volume's id.</summary>
    public readonly string? VolumeId;

    /// <summary>The size in GiB.</summary>
    public readonly int? VolumeSize;

    /// <summary>The type: standard, gp2, gp3, io1, io2, sc1 or st1.</summary>
    public readonly string? VolumeType;

    [OutputConstructor]
    internal InstanceEbsBlockDevice(
        bool? deleteOnTermination,
        string deviceName,
        bool? encrypted,
        int? iops,
        string? kmsKeyId,
        string? snapshotId,
        ImmutableDictionary<string, string>? tags,
        int? throughput,
        string? volumeId,
        int? volumeSize,
        string? volumeType)
    {
        DeleteOnTermination = deleteOnTermination;
        DeviceName = deviceName;
        Encrypted = encrypted;
        Iops = iops;
        KmsKeyId = kmsKeyId;
        SnapshotId = snapshotId;
        Tags = tags;
        Throughput = throughput;
        VolumeId = volumeId;
        VolumeSize = volumeSize;
        VolumeType = volumeType;
    }
}
