namespace Pulumi.Aws.Ebs;

/// <summary>What a volume is to be. It needs a size or a snapshot.</summary>
public sealed class VolumeArgs : ResourceArgs
{
    /// <summary>The availability zone; its change replaces the volume. Required.</summary>
    [Input("availabilityZone", required: true)]
    public Input<string> AvailabilityZone { get; set; } = null!;

    /// <summary>Whether it is encrypted; its change replaces the volume. Default: what the account says for the region.</summary>
    [Input("encrypted")]
    public Input<bool>? Encrypted { get; set; }

    /// <summary>Whether a snapshot is made before it is deleted. Default: false.</summary>
    [Input("finalSnapshot")]
    public Input<bool>? FinalSnapshot { get; set; }

    /// <summary>How many I/O operations a second are provisioned; for io1, io2 and gp3.</summary>
    [Input("iops")]
    public Input<int>? Iops { get; set; }

    /// <summary>The ARN of the key that encrypts it. Default: the account's key for EBS.</summary>
    [Input("kmsKeyId")]
    public Input<string>? KmsKeyId { get; set; }

    /// <summary>Whether several instances may attach it at once; for io1 and io2. Default: false.</summary>
    [Input("multiAttachEnabled")]
    public Input<bool>? MultiAttachEnabled { get; set; }

    /// <summary>The ARN of the Outpost that it is to be on.</summary>
    [Input("outpostArn")]
    public Input<string>? OutpostArn { get; set; }

    /// <summary>The region of the resource. Default: the provider's.</summary>
    [Input("region")]
    public Input<string>? Region { get; set; }

    /// <summary>The size in GiB; it can grow, not shrink.</summary>
    [Input("size")]
    public Input<int>? Size { get; set; }

    /// <summary>The snapshot to start from.</summary>
    [Input("snapshotId")]
    public Input<string>? SnapshotId { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    /// <summary>Tags, over the provider's default tags.</summary>
    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    /// <summary>The throughput that is provisioned, in MiB a second; for gp3.</summary>
    [Input("throughput")]
    public Input<int>? Throughput { get; set; }

    /// <summary>The type: standard, gp2, gp3, io1, io2, sc1 or st1. Default: gp2.</summary>
    [Input("type")]
    public Input<string>? Type { get; set; }

    /// <summary>How fast the blocks of its snapshot are fetched, in MiB a second.</summary>
    [Input("volumeInitializationRate")]
    public Input<int>? VolumeInitializationRate { get; set; }

    /// <summary>Args without values.</summary>
    public static new VolumeArgs Empty => new();
}
