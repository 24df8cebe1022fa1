namespace Pulumi.Aws.Ec2;

/// <summary>What a volume attachment is to be.</summary>
public sealed class VolumeAttachmentArgs : ResourceArgs
{
    /// <summary>The name that EC2 has for the device, such as /dev/sdf. Required.</summary>
    [Input("deviceName", required: true)]
    public Input<string> DeviceName { get; set; } = null!;

    /// <summary>Whether it is torn out while in use; what was not written is lost. Default: false.</summary>
    [Input("forceDetach")]
    public Input<bool>? ForceDetach { get; set; }

    /// <summary>The id of the instance. Required.</summary>
    [Input("instanceId", required: true)]
    public Input<string> InstanceId { get; set; } = null!;

    /// <summary>The region of the resource. Default: the provider's.</summary>
    [Input("region")]
    public Input<string>? Region { get; set; }

    /// <summary>Whether it is only forgotten, not detached. Default: false.</summary>
    [Input("skipDestroy")]
    public Input<bool>? SkipDestroy { get; set; }

    /// <summary>Whether the instance is stopped before it is detached. Default: false.</summary>
    [Input("stopInstanceBeforeDetaching")]
    public Input<bool>? StopInstanceBeforeDetaching { get; set; }

    /// <summary>The id of the volume. Required.</summary>
    [Input("volumeId", required: true)]
    public Input<string> VolumeId { get; set; } = null!;

    /// <summary>Args without values.</summary>
    public static new VolumeAttachmentArgs Empty => new();
}
