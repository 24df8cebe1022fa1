using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ec2.Inputs;
using Stratus.Core.Hosts;
using Stratus.Core.Settings;

namespace Stratus.Components.Hosts;

/// <summary>What EC2 is asked for: the image to look for, and the instance.</summary>
internal static class Ec2Instance
{
    public static GetAmiInvokeArgs Image(AwsSettings aws, Ec2InstanceType type) => new()
    {
        Owners = { aws.AmiOwner },
        MostRecent = true,
        Filters =
        {
            Filter("name", aws.AmiName),
            Filter("architecture", type.Architecture == CpuArchitecture.Arm64 ? "arm64" : "x86_64"),
            Filter("virtualization-type", "hvm"),
            Filter("root-device-type", "ebs"),
            Filter("state", "available"),
        },
    };

    public static InstanceArgs Args(string name, Ec2HostArgs host, Output<string> image)
    {
        var (ec2, perimeter) = (host.Host.Ec2!, host.Perimeter);
        var instance = new InstanceArgs
        {
            Ami = image,
            InstanceType = ec2.Type.Name,
            SubnetId = ec2.SubnetId,
            AssociatePublicIpAddress = false,
            VpcSecurityGroupIds = Groups(host),
            // The pods' packets travel inside VXLAN, from node to node: no other machine's packet ever leaves this one.
            SourceDestCheck = true,
            KeyName = perimeter.KeyName,
            MetadataOptions = Metadata(),
            RootBlockDevice = Root(ec2, perimeter.Tags($"{name}-root")),
            // cloud-init installs host keys at the first boot only: with another key it has to be another machine.
            UserDataReplaceOnChange = true,
            DisableApiTermination = ec2.Protected,
            InstanceInitiatedShutdownBehavior = "stop",
            Tags = perimeter.Tags(name),
        };
        AddWhatNotAllHave(instance, host);
        return instance;
    }

    private static void AddWhatNotAllHave(InstanceArgs instance, Ec2HostArgs host)
    {
        if (host.Host.Ec2!.Type.NeedsNestedVirtualization)
        {
            instance.CpuOptions = new InstanceCpuOptionsArgs { NestedVirtualization = "enabled" };
        }
        if (host.Host.Ec2.PrivateIp is { } address)
        {
            instance.PrivateIp = address;
        }
        if (host is { HostPrivateKey: { } key, Host.HostKey: { } hostKey })
        {
            instance.UserData = Output.CreateSecret(key.Apply(privateKey => CloudInit.ForHostKey(hostKey, privateKey)));
        }
    }

    // The session token's reply dies at the first hop: a pod does not get one even where no policy stops it. With images that declare
    // IMDSv2 the default would be two hops.
    private static InstanceMetadataOptionsArgs Metadata() => new()
    {
        HttpEndpoint = "enabled",
        HttpTokens = "required",
        HttpPutResponseHopLimit = 1,
        HttpProtocolIpv6 = "disabled",
        InstanceMetadataTags = "disabled",
    };

    private static InstanceRootBlockDeviceArgs Root(Ec2Settings ec2, InputMap<string> tags) =>
        new() { VolumeType = "gp3", VolumeSize = ec2.RootSizeGib, Encrypted = true, DeleteOnTermination = true, Tags = tags };

    private static Output<string>[] Groups(Ec2HostArgs host) => host.Host.Role == HostRole.Server
        ? [host.Perimeter.NodeGroup, host.Perimeter.ServerGroup]
        : [host.Perimeter.NodeGroup];

    private static GetAmiFilterInputArgs Filter(string name, string value) => new() { Name = name, Values = { value } };
}
