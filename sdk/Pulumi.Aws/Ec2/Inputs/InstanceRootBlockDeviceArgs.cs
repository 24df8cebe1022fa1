namespace Pulumi.Aws.Ec2.Inputs;

/// <summary>The volume that an instance boots from.</summary>
public sealed class InstanceRootBlockDeviceArgs : ResourceArgs
{
    /// <summary>Whether the volume goes with the instance. Default: true.</summary>
    [Input("deleteOnTermination")]
    public Input<bool>? DeleteOnTermination { get; set; }

    /// <summary>Whether the volume is encrypted. Default: false.</summary>
    [Input("encrypted")]
    public Input<bool>? Encrypted { get; set; }

    /// <summary>How many I/O operations a second are provisioned; for io1, io2 and gp3.</summary>
    [Input("iops")]
    public Input<int>? Iops { get; set; }

    /// <summary>The ARN of the key that encrypts the volume. Default: the account's key for EBS.</summary>
    [Input("kmsKeyId")]
    public Input<string>? KmsKeyId { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    /// <summary>Tags of the volume.</summary>
    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    /// <summary>The throughput that is provisioned, in MiB a second; for gp3.</summary>
    [Input("throughput")]
    public Input<int>? Throughput { get; set; }

    /// <summary>The size in GiB. Default: that of the image.</summary>
    [Input("volumeSize")]
    public Input<int>? VolumeSize { get; set; }

    /// <summary>The type: standard, gp2, gp3, io1, io2, sc1 or st1. Default: that of the image.</summary>
    [Input("volumeType")]
    public Input<string>? VolumeType { get; set; }

    /// <summary>Args without values.</summary>
    public static new InstanceRootBlockDeviceArgs Empty => new();
}
