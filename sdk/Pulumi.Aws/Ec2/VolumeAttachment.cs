namespace Pulumi.Aws.Ec2;

/// <summary>A volume in an instance. Not beside volumes that the instance itself declares: it would take this one for drift.</summary>
[AwsResourceType(Token)]
public partial class VolumeAttachment : CustomResource
{
    private const string Token = "aws:ec2/volumeAttachment:VolumeAttachment";

    /// <summary>The name that EC2 has for the device; a Nitro instance shows it under another.</summary>
    [Output("deviceName")]
    public Output<string> DeviceName { get; private set; } = null!;

    /// <summary>Whether it is torn out while in use.</summary>
    [Output("forceDetach")]
    public Output<bool?> ForceDetach { get; private set; } = null!;

    /// <summary>The id of the instance.</summary>
    [Output("instanceId")]
    public Output<string> InstanceId { get; private set; } = null!;

    /// <summary>The region of the resource.</summary>
    [Output("region")]
    public Output<string> Region { get; private set; } = null!;

    /// <summary>Whether it is only forgotten, not detached.</summary>
    [Output("skipDestroy")]
    public Output<bool?> SkipDestroy { get; private set; } = null!;

    /// <summary>Whether the instance is stopped before it is detached.</summary>
    [Output("stopInstanceBeforeDetaching")]
    public Output<bool?> StopInstanceBeforeDetaching { get; private set; } = null!;

    /// <summary>The id of the volume.</summary>
    [Output("volumeId")]
    public Output<string> VolumeId { get; private set; } = null!;

    /// <summary>Declares it.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="args">What it is to be.</param>
    /// <param name="options">How Pulumi is to treat it.</param>
    public VolumeAttachment(string name, VolumeAttachmentArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new VolumeAttachmentArgs(), ResourceDefaults.Merge(options, ""))
    {
    }
}
