using Pulumi;
using Pulumi.Aws.Ebs;
using Pulumi.Aws.Ec2;
using Pulumi.Command.Remote.Inputs;
using Stratus.Core.Hosts;
using Stratus.Core.Settings;

namespace Stratus.Components.Hosts;

/// <summary>An EC2 instance with KVM, and the volume of its thin pool. Nothing is done inside it but that it shows the host key it was given.</summary>
public sealed class Ec2Host : ComponentResource
{
    // A machine of bare metal tests its memory before it boots: EC2 calls it running long before it answers.
    private static readonly CustomTimeouts MetalTimeouts =
        new() { Create = TimeSpan.FromMinutes(40), Update = TimeSpan.FromMinutes(40), Delete = TimeSpan.FromMinutes(40) };

    private const int MetalWaitMinutes = 25;

    /// <summary>Creates the instance.</summary>
    /// <param name="name">The resource's name; it should be the host's id, for another machine under the same name is never cleaned.</param>
    /// <param name="args">The host and the perimeter that it stands in.</param>
    /// <param name="options">Pulumi's options.</param>
    public Ec2Host(string name, Ec2HostArgs args, ComponentResourceOptions? options = null)
        : base("stratus:hosts:Ec2Host", name, options)
    {
        var ec2 = args.Host.Ec2 ?? throw new ArgumentException($"{args.Host.Id} has no ec2", nameof(args));
        Settings = ec2.Type.IsMetal ? args.Host with { SshWaitMinutes = Math.Max(args.Host.SshWaitMinutes, MetalWaitMinutes) } : args.Host;
        var instance = new Instance($"{name}-instance", Ec2Instance.Args(name, args, Image(args)), InstanceOptions(args));

        Connection = Output.CreateSecret(SshConnection.To(Settings, instance.PrivateIp, args.PrivateKey));
        Address = instance.PrivateIp;
        HostKey = Output.Create(args.Host.HostKey ?? "none: whoever answers is trusted");
        Machine = new()
        {
            Settings = Settings,
            Connection = Connection,
            Address = Address,
            NodeAddress = Address,
            PoolDevice = ec2.PoolSizeGib is { } size ? Pool(name, args, instance, size).VolumeId.Apply(EbsVolume.DeviceOf) : null,
            Reached = SshAccess.Wait($"{name}-ssh", Settings, Address, args.PrivateKey, this),
        };
        RegisterOutputs();
    }

    /// <summary>What the stack says of the machine.</summary>
    public HostSettings Settings { get; }

    /// <summary>How commands reach the machine. Secret.</summary>
    public Output<ConnectionArgs> Connection { get; }

    /// <summary>The machine as later components see it.</summary>
    public Machine Machine { get; }

    /// <summary>The instance's address in its subnet; it has no other. Unknown in a preview unless the stack chose it.</summary>
    [Output("address")]
    public Output<string> Address { get; private set; }

    /// <summary>The host key that the machine must show, or a warning that none is asked for.</summary>
    [Output("hostKey")]
    public Output<string> HostKey { get; private set; }

    private Output<string> Image(Ec2HostArgs args) => GetAmi.Invoke(
        Ec2Instance.Image(args.Perimeter.Settings, args.Host.Ec2!.Type), new InvokeOptions { Parent = this, Provider = args.Perimeter.Provider })
        .Apply(image => image.Id);

    private CustomResourceOptions InstanceOptions(Ec2HostArgs args) => new()
    {
        Parent = this,
        Provider = args.Perimeter.Provider,
        Protect = args.Host.Ec2!.Protected,
        // Two machines cannot have one address and one node name.
        DeleteBeforeReplace = true,
        // A newer image or another login key is for the next machine, not a reason to throw this one away.
        IgnoreChanges = { "ami", "keyName" },
        AdditionalSecretOutputs = { "userData" },
        CustomTimeouts = args.Host.Ec2.Type.IsMetal ? MetalTimeouts : null,
    };

    private VolumeAttachment Pool(string name, Ec2HostArgs args, Instance instance, int size)
    {
        var volume = new Volume($"{name}-pool", new()
        {
            AvailabilityZone = instance.AvailabilityZone,
            Size = size,
            Type = "gp3",
            Encrypted = true,
            Tags = args.Perimeter.Tags($"{name}-pool"),
        }, new()
        {
            Parent = this,
            Provider = args.Perimeter.Provider,
            // containerd's record of the pool's contents goes with the instance; a new containerd cannot take an old pool over.
            ReplaceWith = { instance },
            DeleteBeforeReplace = true,
        });
        return new($"{name}-pool", new()
        {
            // EC2 wants a name; the instance never shows it.
            DeviceName = "/dev/sdf",
            InstanceId = instance.Id,
            VolumeId = volume.Id,
            // The preparation closes the pool before it is taken away; where it could not, the instance is about to be deleted.
            ForceDetach = true,
        }, new() { Parent = this, Provider = args.Perimeter.Provider, DeleteBeforeReplace = true });
    }
}
