using System.Collections.Immutable;
using Pulumi.Aws.Ec2.Outputs;

namespace Pulumi.Aws.Ec2;

/// <summary>A machine in EC2.</summary>
[AwsResourceType(Token)]
public partial class Instance : CustomResource
{
    private const string Token = "aws:ec2/instance:Instance";

    /// <summary>The image that the instance boots.</summary>
    [Output("ami")]
    public Output<string> Ami { get; private set; } = null!;

    /// <summary>The ARN.</summary>
    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    /// <summary>Whether the instance gets a public address.</summary>
    [Output("associatePublicIpAddress")]
    public Output<bool> AssociatePublicIpAddress { get; private set; } = null!;

    /// <summary>The availability zone.</summary>
    [Output("availabilityZone")]
    public Output<string> AvailabilityZone { get; private set; } = null!;

    /// <summary>The CPU.</summary>
    [Output("cpuOptions")]
    public Output<InstanceCpuOptions> CpuOptions { get; private set; } = null!;

    /// <summary>Whether the API may not stop the instance.</summary>
    [Output("disableApiStop")]
    public Output<bool> DisableApiStop { get; private set; } = null!;

    /// <summary>Whether the API may not terminate the instance.</summary>
    [Output("disableApiTermination")]
    public Output<bool> DisableApiTermination { get; private set; } = null!;

    /// <summary>Volumes beside the one that it boots from; read at creation only.</summary>
    [Output("ebsBlockDevices")]
    public Output<ImmutableArray<InstanceEbsBlockDevice>> EbsBlockDevices { get; private set; } = null!;

    /// <summary>Whether it has bandwidth of its own to EBS.</summary>
    [Output("ebsOptimized")]
    public Output<bool> EbsOptimized { get; private set; } = null!;

    /// <summary>The name of the instance profile, whose role the instance has.</summary>
    [Output("iamInstanceProfile")]
    public Output<string> IamInstanceProfile { get; private set; } = null!;

    /// <summary>What a shutdown from within does: stop or terminate.</summary>
    [Output("instanceInitiatedShutdownBehavior")]
    public Output<string> InstanceInitiatedShutdownBehavior { get; private set; } = null!;

    /// <summary>The type, such as c5.metal.</summary>
    [Output("instanceType")]
    public Output<string> InstanceType { get; private set; } = null!;

    /// <summary>The name of the key pair that may log in.</summary>
    [Output("keyName")]
    public Output<string> KeyName { get; private set; } = null!;

    /// <summary>The metadata service.</summary>
    [Output("metadataOptions")]
    public Output<InstanceMetadataOptions> MetadataOptions { get; private set; } = null!;

    /// <summary>Whether it is monitored every minute rather than every five.</summary>
    [Output("monitoring")]
    public Output<bool> Monitoring { get; private set; } = null!;

    /// <summary>The id of the first network interface.</summary>
    [Output("primaryNetworkInterfaceId")]
    public Output<string> PrimaryNetworkInterfaceId { get; private set; } = null!;

    /// <summary>The DNS name inside the VPC.</summary>
    [Output("privateDns")]
    public Output<string> PrivateDns { get; private set; } = null!;

    /// <summary>Its address in the subnet.</summary>
    [Output("privateIp")]
    public Output<string> PrivateIp { get; private set; } = null!;

    /// <summary>The public DNS name, empty without a public address.</summary>
    [Output("publicDns")]
    public Output<string> PublicDns { get; private set; } = null!;

    /// <summary>The public address, empty where it has none.</summary>
    [Output("publicIp")]
    public Output<string> PublicIp { get; private set; } = null!;

    /// <summary>The region of the resource.</summary>
    [Output("region")]
    public Output<string> Region { get; private set; } = null!;

    /// <summary>The volume that it boots from.</summary>
    [Output("rootBlockDevice")]
    public Output<InstanceRootBlockDevice> RootBlockDevice { get; private set; } = null!;

    /// <summary>Whether traffic that is not its own is dropped.</summary>
    [Output("sourceDestCheck")]
    public Output<bool?> SourceDestCheck { get; private set; } = null!;

    /// <summary>The subnet.</summary>
    [Output("subnetId")]
    public Output<string> SubnetId { get; private set; } = null!;

    /// <summary>The tags that were given.</summary>
    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    /// <summary>The tags, the provider's default tags among them.</summary>
    [Output("tagsAll")]
    public Output<ImmutableDictionary<string, string>> TagsAll { get; private set; } = null!;

    /// <summary>
    /// What cloud-init finds: a script or a configuration. Not a place for secrets: anything on the instance can read it.
    /// </summary>
    [Output("userData")]
    public Output<string?> UserData { get; private set; } = null!;

    /// <summary>The same in base64, for what is not text.</summary>
    [Output("userDataBase64")]
    public Output<string> UserDataBase64 { get; private set; } = null!;

    /// <summary>Whether changed user data replaces the instance.</summary>
    [Output("userDataReplaceOnChange")]
    public Output<bool?> UserDataReplaceOnChange { get; private set; } = null!;

    /// <summary>Tags of all its volumes.</summary>
    [Output("volumeTags")]
    public Output<ImmutableDictionary<string, string>?> VolumeTags { get; private set; } = null!;

    /// <summary>The ids of its security groups.</summary>
    [Output("vpcSecurityGroupIds")]
    public Output<ImmutableArray<string>> VpcSecurityGroupIds { get; private set; } = null!;

    /// <summary>Declares it.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="args">What it is to be.</param>
    /// <param name="options">How Pulumi is to treat it.</param>
    public Instance(string name, InstanceArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new InstanceArgs(), ResourceDefaults.Merge(options, ""))
    {
    }
}
