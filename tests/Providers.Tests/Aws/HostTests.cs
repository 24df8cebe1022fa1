using Pulumi.Aws.Ebs;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ec2.Inputs;

namespace Providers.Tests.Aws;

public class HostTests
{
    [Fact]
    public async Task An_instance_sends_what_a_host_needs()
    {
        var recorder = await Recorder.Of(options => new Instance("host", new InstanceArgs
        {
            Ami = "ami-1",
            InstanceType = "c8i.4xlarge",
            CpuOptions = new InstanceCpuOptionsArgs { NestedVirtualization = "enabled", CoreCount = 8, ThreadsPerCore = 1 },
            MetadataOptions = new InstanceMetadataOptionsArgs { HttpTokens = "required", HttpPutResponseHopLimit = 1 },
            RootBlockDevice = new InstanceRootBlockDeviceArgs { VolumeSize = 100, VolumeType = "gp3", Encrypted = true },
            EbsBlockDevices = { new InstanceEbsBlockDeviceArgs { DeviceName = "/dev/sdf", VolumeSize = 200 } },
            VpcSecurityGroupIds = { "sg-1" },
            Tags = { ["Name"] = "host" },
        }, options));

        var inputs = recorder.Inputs("host");
        recorder["host"].Type.ShouldBe("aws:ec2/instance:Instance");
        recorder.OptionsOf("host").Version.ShouldBe("7.55.0");
        inputs["instanceType"].ShouldBe("c8i.4xlarge");
        inputs.At("cpuOptions", "nestedVirtualization").ShouldBe("enabled");
        inputs.At("metadataOptions", "httpTokens").ShouldBe("required");
        inputs.At("rootBlockDevice", "volumeSize").ShouldBe(100d);
        inputs.At("ebsBlockDevices", 0, "deviceName").ShouldBe("/dev/sdf");
        inputs.At("vpcSecurityGroupIds", 0).ShouldBe("sg-1");
        inputs.At("tags", "Name").ShouldBe("host");
    }

    [Fact]
    public async Task A_security_group_sends_its_rules()
    {
        var recorder = await Recorder.Of(options => new SecurityGroup("ssh", new SecurityGroupArgs
        {
            Ingress =
            {
                new SecurityGroupIngressArgs { Protocol = "tcp", FromPort = 22, ToPort = 22, CidrBlocks = { "192.0.2.0/24" } },
            },
            Egress = { new SecurityGroupEgressArgs { Protocol = "-1", FromPort = 0, ToPort = 0, CidrBlocks = { "0.0.0.0/0" } } },
        }, options));

        recorder["ssh"].Type.ShouldBe("aws:ec2/securityGroup:SecurityGroup");
        recorder.Inputs("ssh").At("ingress", 0, "cidrBlocks", 0).ShouldBe("192.0.2.0/24");
        recorder.Inputs("ssh").At("egress", 0, "protocol").ShouldBe("-1");
    }

    [Fact]
    public async Task A_key_pair_sends_its_public_key()
    {
        var recorder = await Recorder.Of(options => new KeyPair("key", new KeyPairArgs { PublicKey = "ssh-ed25519 AAAA" }, options));

        recorder["key"].Type.ShouldBe("aws:ec2/keyPair:KeyPair");
        recorder.Inputs("key")["publicKey"].ShouldBe("ssh-ed25519 AAAA");
    }

    [Fact]
    public async Task A_volume_sends_its_size_and_encryption()
    {
        var recorder = await Recorder.Of(options => new Volume("pool", new VolumeArgs
        {
            AvailabilityZone = "eu-central-1a",
            Encrypted = true,
            KmsKeyId = "arn:aws:kms:1",
            Size = 200,
            Type = "gp3",
            Iops = 3000,
            Throughput = 125,
            FinalSnapshot = false,
            Tags = { ["Name"] = "pool" },
        }, options));

        var inputs = recorder.Inputs("pool");
        recorder["pool"].Type.ShouldBe("aws:ebs/volume:Volume");
        recorder.OptionsOf("pool").Version.ShouldBe("7.55.0");
        inputs["availabilityZone"].ShouldBe("eu-central-1a");
        inputs["encrypted"].ShouldBe(true);
        inputs["kmsKeyId"].ShouldBe("arn:aws:kms:1");
        (inputs["size"], inputs["iops"], inputs["throughput"]).ShouldBe((200d, 3000d, 125d));
        inputs["type"].ShouldBe("gp3");
        inputs["finalSnapshot"].ShouldBe(false);
        inputs.At("tags", "Name").ShouldBe("pool");
    }

    [Fact]
    public async Task A_volume_attachment_sends_what_it_joins()
    {
        var recorder = await Recorder.Of(options => new VolumeAttachment("attached", new VolumeAttachmentArgs
        {
            DeviceName = "/dev/sdf",
            InstanceId = "i-1",
            VolumeId = "vol-1",
            ForceDetach = true,
            SkipDestroy = false,
            StopInstanceBeforeDetaching = true,
        }, options));

        var inputs = recorder.Inputs("attached");
        recorder["attached"].Type.ShouldBe("aws:ec2/volumeAttachment:VolumeAttachment");
        (inputs["deviceName"], inputs["instanceId"], inputs["volumeId"]).ShouldBe(("/dev/sdf", "i-1", "vol-1"));
        (inputs["forceDetach"], inputs["skipDestroy"], inputs["stopInstanceBeforeDetaching"]).ShouldBe((true, false, true));
    }

    [Fact]
    public async Task An_attachment_without_a_volume_is_refused()
    {
        var error = await Should.ThrowAsync<Exception>(() => Recorder.Of(options =>
            new VolumeAttachment("attached", new VolumeAttachmentArgs { DeviceName = "/dev/sdf", InstanceId = "i-1" }, options)));

        error.Message.ShouldContain("volumeId");
    }

    [Fact]
    public async Task An_image_is_looked_for_by_owner_and_filter()
    {
        var recorder = await Recorder.Of(_ => GetAmi.Invoke(new GetAmiInvokeArgs
        {
            MostRecent = true,
            Owners = { "099720109477" },
            Filters = { new GetAmiFilterInputArgs { Name = "architecture", Values = { "x86_64" } } },
        }));

        var call = recorder.Calls.ShouldHaveSingleItem();
        call.Token.ShouldBe("aws:ec2/getAmi:getAmi");
        call.Args["mostRecent"].ShouldBe(true);
        call.Args.At("filters", 0, "values", 0).ShouldBe("x86_64");
    }
}
