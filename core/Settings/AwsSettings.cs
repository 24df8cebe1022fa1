using System.Collections.Immutable;
using Stratus.Core.Hosts;

namespace Stratus.Core.Settings;

/// <summary>What all hosts in EC2 share.</summary>
public sealed record AwsSettings
{
    /// <summary>The region, <c>eu-central-1</c>.</summary>
    public required string Region { get; init; }

    /// <summary>The VPC of the hosts' subnets.</summary>
    public required string VpcId { get; init; }

    /// <summary>Whose images are looked at: an account of twelve digits, <c>self</c>, <c>amazon</c> or <c>aws-marketplace</c>.</summary>
    public required string AmiOwner { get; init; }

    /// <summary>The image's name; <c>*</c> and <c>?</c> are wildcards, and of several images the newest is taken.</summary>
    public required string AmiName { get; init; }

    /// <summary>From where operators reach SSH and the Kubernetes API; at least one.</summary>
    public required ImmutableArray<string> AdminCidrs { get; init; }

    /// <summary>The public key that may log in; the private one is <c>sshPrivateKey</c>, or the SSH agent's.</summary>
    public required string SshPublicKey { get; init; }

    /// <summary>Tags of everything that is created, beside Stratus's own. Default: none.</summary>
    public required ImmutableSortedDictionary<string, string> Tags { get; init; }
}

/// <summary>An EC2 instance that Stratus creates as a host.</summary>
public sealed record Ec2Settings
{
    /// <summary>The name of a type that has KVM.</summary>
    public required string InstanceType { get; init; }

    /// <summary>The subnet; it decides the availability zone.</summary>
    public required string SubnetId { get; init; }

    /// <summary>The address in the subnet. Default: a free one, which a replaced instance does not keep.</summary>
    public string? PrivateIp { get; init; }

    /// <summary>The size of the root volume in GiB, 20 to 16,384. Default 50.</summary>
    public required int RootSizeGib { get; init; }

    /// <summary>The size of the thin pool's volume in GiB, 10 to 16,384; absent where no runtime needs a pool.</summary>
    public int? PoolSizeGib { get; init; }

    /// <summary>Whether neither Pulumi nor EC2's API may delete or replace the instance. Default true.</summary>
    public required bool Protected { get; init; }

    /// <summary>The instance type.</summary>
    public Ec2InstanceType Type => Ec2InstanceType.Parse(InstanceType);
}
