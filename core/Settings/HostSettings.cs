using System.Text.Json.Serialization;

namespace Stratus.Core.Settings;

/// <summary>One machine, reached over SSH: one that exists, with an address, or one that is created, with <see cref="Ec2"/>.</summary>
public sealed record HostSettings
{
    /// <summary>
    /// The host's name in the stack and in the cluster: lower-case letters, digits and dashes, at most 40. Never changes: resources are
    /// named after it.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>What the host is in the cluster.</summary>
    public required HostRole Role { get; init; }

    /// <summary>Where SSH reaches it: an IP address or a DNS name. Absent for an instance in EC2, which gets its address when it is created.</summary>
    public required string? Address { get; init; }

    /// <summary>The address that the other nodes reach it at. Default: <see cref="Address"/>. Absent where that is.</summary>
    public required string? NodeAddress { get; init; }

    /// <summary>The user to log in as; one that is not root needs sudo without a password. Default <c>root</c>.</summary>
    public required string User { get; init; }

    /// <summary>SSH's port, 1 to 65535. Default 22.</summary>
    public required int Port { get; init; }

    /// <summary>The machine's public host key as known_hosts has it, <c>ssh-ed25519 AAAA…</c>. Absent only in dev.</summary>
    public string? HostKey { get; init; }

    /// <summary>How long SSH is waited for, in minutes, 1 to 120: metal takes minutes to boot. Default 10.</summary>
    public required int SshWaitMinutes { get; init; }

    /// <summary>
    /// How often everything on this host was to be applied again, 0 to 1000000. Another number makes the next <c>up</c> run every script there,
    /// for Pulumi runs one only when its text changes. Default 0.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Reapply { get; init; }

    /// <summary>The jump host to go through, if any.</summary>
    public JumpHostSettings? JumpHost { get; init; }

    /// <summary>Where the devmapper thin pool of this host lives; absent where no runtime needs one, and for an instance in EC2.</summary>
    public ThinPoolSettings? ThinPool { get; init; }

    /// <summary>The instance in EC2 that Stratus creates; absent for a machine that exists.</summary>
    public Ec2Settings? Ec2 { get; init; }
}

/// <summary>An SSH jump host.</summary>
public sealed record JumpHostSettings
{
    /// <summary>Where SSH reaches it.</summary>
    public required string Address { get; init; }

    /// <summary>The user to log in as. Default <c>root</c>.</summary>
    public required string User { get; init; }

    /// <summary>SSH's port. Default 22.</summary>
    public required int Port { get; init; }

    /// <summary>Its public host key. Absent only in dev.</summary>
    public string? HostKey { get; init; }
}

/// <summary>The storage behind containerd's devmapper snapshotter: exactly one of the two is set.</summary>
public sealed record ThinPoolSettings
{
    /// <summary>A whole disk by its stable name, <c>/dev/disk/by-id/…</c>, or a logical volume, <c>/dev/GROUP/VOLUME</c>. It is erased.</summary>
    public string? Device { get; init; }

    /// <summary>
    /// The size of a loop-backed pool in GiB, 10 to 1024. It may grow, never shrink. Slow, lost with the file system it lies on; dev only.
    /// </summary>
    public int? LoopSizeGib { get; init; }
}
