using System.Collections.Immutable;

namespace Pulumi.Aws.Ec2;

/// <summary>The image that was found.</summary>
[OutputType]
public sealed class GetAmiResult
{
    /// <summary>The architecture, such as x86_64.</summary>
    public readonly string Architecture;

    /// <summary>The ARN.</summary>
    public readonly string Arn;

    /// <summary>How it boots: legacy-bios, uefi or uefi-preferred.</summary>
    public readonly string BootMode;

    /// <summary>When it was made, in ISO 8601.</summary>
    public readonly string CreationDate;

    /// <summary>When it is deprecated, in ISO 8601.</summary>
    public readonly string DeprecationTime;

    /// <summary>What its owner says of it.</summary>
    public readonly string Description;

    /// <summary>Whether enhanced networking is on.</summary>
    public readonly bool EnaSupport;

    /// <summary>The id.</summary>
    public readonly string Id;

    /// <summary>The id again.</summary>
    public readonly string ImageId;

    /// <summary>The alias of the owner, such as amazon.</summary>
    public readonly string ImageOwnerAlias;

    /// <summary>v2.0 where instances of it need session tokens for metadata.</summary>
    public readonly string ImdsSupport;

    /// <summary>The name.</summary>
    public readonly string Name;

    /// <summary>The account of the owner.</summary>
    public readonly string OwnerId;

    /// <summary>The platform, as it is billed.</summary>
    public readonly string PlatformDetails;

    /// <summary>The region.</summary>
    public readonly string Region;

    /// <summary>The name of the device that it boots from.</summary>
    public readonly string RootDeviceName;

    /// <summary>The type of that device: ebs or instance-store.</summary>
    public readonly string RootDeviceType;

    /// <summary>available, once it can be launched.</summary>
    public readonly string State;

    /// <summary>The tags.</summary>
    public readonly ImmutableDictionary<string, string> Tags;

    /// <summary>How it is virtualized: hvm or paravirtual.</summary>
    public readonly string VirtualizationType;

    [OutputConstructor]
    internal GetAmiResult(
        string architecture,
        string arn,
        string bootMode,
        string creationDate,
        string deprecationTime,
        string description,
        bool enaSupport,
        string id,
        string imageId,
        string imageOwnerAlias,
        string imdsSupport,
        string name,
        string ownerId,
        string platformDetails,
        string region,
        string rootDeviceName,
        string rootDeviceType,
        string state,
        ImmutableDictionary<string, string> tags,
        string virtualizationType)
    {
        Architecture = architecture;
        Arn = arn;
        BootMode = bootMode;
        CreationDate = creationDate;
        DeprecationTime = deprecationTime;
        Description = description;
        EnaSupport = enaSupport;
        Id = id;
        ImageId = imageId;
        ImageOwnerAlias = imageOwnerAlias;
        ImdsSupport = imdsSupport;
        Name = name;
        OwnerId = ownerId;
        PlatformDetails = platformDetails;
        Region = region;
        RootDeviceName = rootDeviceName;
        RootDeviceType = rootDeviceType;
        State = state;
        Tags = tags;
        VirtualizationType = virtualizationType;
    }
}
