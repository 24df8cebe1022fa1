using Pulumi.Aws.Ec2.Inputs;

namespace Pulumi.Aws.Ec2;

/// <summary>What an instance is to be.</summary>
public sealed class InstanceArgs : ResourceArgs
{
    /// <summary>The image that the instance boots.</summary>
    [Input("ami")]
    public Input<string>? Ami { get; set; }

    /// <summary>Whether the instance gets a public address. Default: what the subnet says.</summary>
    [Input("associatePublicIpAddress")]
    public Input<bool>? AssociatePublicIpAddress { get; set; }

    /// <summary>The availability zone. Default: that of the subnet.</summary>
    [Input("availabilityZone")]
    public Input<string>? AvailabilityZone { get; set; }

    /// <summary>The CPU.</summary>
    [Input("cpuOptions")]
    public Input<InstanceCpuOptionsArgs>? CpuOptions { get; set; }

    /// <summary>Whether the API may not stop the instance. Default: false.</summary>
    [Input("disableApiStop")]
    public Input<bool>? DisableApiStop { get; set; }

    /// <summary>Whether the API may not terminate the instance. Default: false.</summary>
    [Input("disableApiTermination")]
    public Input<bool>? DisableApiTermination { get; set; }

    [Input("ebsBlockDevices")]
    private InputList<InstanceEbsBlockDeviceArgs>? _ebsBlockDevices;

    /// <summary>Volumes beside the one that it boots from; read at creation only.</summary>
    public InputList<InstanceEbsBlockDeviceArgs> EbsBlockDevices
    {
        get => _ebsBlockDevices ??= [];
        set => _ebsBlockDevices = value;
    }

    /// <summary>Whether it has bandwidth of its own to EBS. Default: as the type has it.</summary>
    [Input("ebsOptimized")]
    public Input<bool>? EbsOptimized { get; set; }

    /// <summary>The name of the instance profile, whose role the instance has.</summary>
    [Input("iamInstanceProfile")]
    public Input<string>? IamInstanceProfile { get; set; }

    /// <summary>What a shutdown from within does: stop or terminate. Default: stop.</summary>
    [Input("instanceInitiatedShutdownBehavior")]
    public Input<string>? InstanceInitiatedShutdownBehavior { get; set; }

    /// <summary>The type, such as c5.metal.</summary>
    [Input("instanceType")]
    public InputUnion<string, InstanceType>? InstanceType { get; set; }

    /// <summary>The name of the key pair that may log in.</summary>
    [Input("keyName")]
    public Input<string>? KeyName { get; set; }

    /// <summary>The metadata service.</summary>
    [Input("metadataOptions")]
    public Input<InstanceMetadataOptionsArgs>? MetadataOptions { get; set; }

    /// <summary>Whether it is monitored every minute rather than every five. Default: false.</summary>
    [Input("monitoring")]
    public Input<bool>? Monitoring { get; set; }

    /// <summary>Its address in the subnet. Default: a free one.</summary>
    [Input("privateIp")]
    public Input<string>? PrivateIp { get; set; }

    /// <summary>The region of the resource. Default: the provider's.</summary>
    [Input("region")]
    public Input<string>? Region { get; set; }

    /// <summary>The volume that it boots from.</summary>
    [Input("rootBlockDevice")]
    public Input<InstanceRootBlockDeviceArgs>? RootBlockDevice { get; set; }

    /// <summary>Whether traffic that is not its own is dropped. Default: true.</summary>
    [Input("sourceDestCheck")]
    public Input<bool>? SourceDestCheck { get; set; }

    /// <summary>The subnet. Default: that of the default VPC.</summary>
    [Input("subnetId")]
    public Input<string>? SubnetId { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    /// <summary>Tags, over the provider's default tags.</summary>
    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    /// <summary>
    /// What cloud-init finds: a script or a configuration. Not a place for secrets: anything on the instance can read it.
    /// </summary>
    [Input("userData")]
    public Input<string>? UserData { get; set; }

    /// <summary>The same in base64, for what is not text.</summary>
    [Input("userDataBase64")]
    public Input<string>? UserDataBase64 { get; set; }

    /// <summary>Whether changed user data replaces the instance. Default: false, which restarts it.</summary>
    [Input("userDataReplaceOnChange")]
    public Input<bool>? UserDataReplaceOnChange { get; set; }

    [Input("volumeTags")]
    private InputMap<string>? _volumeTags;

    /// <summary>Tags of all its volumes.</summary>
    public InputMap<string> VolumeTags
    {
        get => _volumeTags ??= [];
        set => _volumeTags = value;
    }

    [Input("vpcSecurityGroupIds")]
    private InputList<string>? _vpcSecurityGroupIds;

    /// <summary>The ids of its security groups. Default: that of the VPC.</summary>
    public InputList<string> VpcSecurityGroupIds
    {
        get => _vpcSecurityGroupIds ??= [];
        set => _vpcSecurityGroupIds = value;
    }

    /// <summary>Args without values.</summary>
    public static new InstanceArgs Empty => new();
}
