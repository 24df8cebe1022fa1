using System.Collections.Immutable;

namespace Pulumi.Aws.Ebs;

/// <summary>A block device in EBS, for the instances of one availability zone.</summary>
[AwsResourceType(Token)]
public partial class Volume : CustomResource
{
    private const string Token = "aws:ebs/volume:Volume";

    /// <summary>The ARN.</summary>
    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    /// <summary>The availability zone.</summary>
    [Output("availabilityZone")]
    public Output<string> AvailabilityZone { get; private set; } = null!;

    /// <summary>When it was made, in ISO 8601.</summary>
    [Output("createTime")]
    public Output<string> CreateTime { get; private set; } = null!;

    /// <summary>Whether it is encrypted.</summary>
    [Output("encrypted")]
    public Output<bool> Encrypted { get; private set; } = null!;

    /// <summary>Whether a snapshot is made before it is deleted.</summary>
    [Output("finalSnapshot")]
    public Output<bool?> FinalSnapshot { get; private set; } = null!;

    /// <summary>How many I/O operations a second it does.</summary>
    [Output("iops")]
    public Output<int> Iops { get; private set; } = null!;

    /// <summary>The ARN of the key that encrypts it.</summary>
    [Output("kmsKeyId")]
    public Output<string> KmsKeyId { get; private set; } = null!;

    /// <summary>Whether several instances may attach it at once.</summary>
    [Output("multiAttachEnabled")]
    public Output<bool?> MultiAttachEnabled { get; private set; } = null!;

    /// <summary>The ARN of the Outpost that it is on.</summary>
    [Output("outpostArn")]
    public Output<string?> OutpostArn { get; private set; } = null!;

    /// <summary>The region of the resource.</summary>
    [Output("region")]
    public Output<string> Region { get; private set; } = null!;

    /// <summary>The size in GiB.</summary>
    [Output("size")]
    public Output<int> Size { get; private set; } = null!;

    /// <summary>The snapshot that it started from.</summary>
    [Output("snapshotId")]
    public Output<string> SnapshotId { get; private set; } = null!;

    /// <summary>The tags that were given.</summary>
    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    /// <summary>The tags, the provider's default tags among them.</summary>
    [Output("tagsAll")]
    public Output<ImmutableDictionary<string, string>> TagsAll { get; private set; } = null!;

    /// <summary>The throughput in MiB a second; of gp3 only.</summary>
    [Output("throughput")]
    public Output<int> Throughput { get; private set; } = null!;

    /// <summary>The type: standard, gp2, gp3, io1, io2, sc1 or st1.</summary>
    [Output("type")]
    public Output<string> Type { get; private set; } = null!;

    /// <summary>How fast the blocks of its snapshot are fetched, in MiB a second.</summary>
    [Output("volumeInitializationRate")]
    public Output<int?> VolumeInitializationRate { get; private set; } = null!;

    /// <summary>Declares it.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="args">What it is to be.</param>
    /// <param name="options">How Pulumi is to treat it.</param>
    public Volume(string name, VolumeArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new VolumeArgs(), ResourceDefaults.Merge(options, ""))
    {
    }
}
