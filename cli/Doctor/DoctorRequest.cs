using System.Collections.Immutable;
using Stratus.Cli.Hosts;
using Stratus.Core.Hosts;
using Stratus.Core.Locking;
using Stratus.Core.Runtimes;
using Stratus.Core.Settings;

namespace Stratus.Cli.Doctor;

/// <summary>What machines are asked for: what the command line says, put together with the stack file.</summary>
internal sealed record DoctorRequest
{
    /// <summary>The RuntimeClasses that are known: a machine for gVisor needs no KVM.</summary>
    public static readonly ImmutableArray<string> KnownRuntimes =
        [.. Enum.GetValues<SandboxRuntime>().Select(runtime => KataShim.Of(runtime).RuntimeClass), "gvisor"];

    /// <summary>The RuntimeClasses asked for; empty: those of the stack, or all of Kata's.</summary>
    public ImmutableArray<string> Runtimes { get; init; } = [];

    /// <summary>The block device of the thin pool, for machines of no stack.</summary>
    public string? PoolDevice { get; init; }

    /// <summary>What the machines of no stack are in the cluster.</summary>
    public HostRole Role { get; init; }

    /// <summary>What a machine is asked.</summary>
    public Preflight Of(HostPlace place) =>
        place is { Platform: { } platform, Settings: { } host } ? Of(platform, host) : Single(place.Name);

    private Preflight Single(string name) => new()
    {
        HostId = name,
        RuntimeClasses = Runtimes.IsEmpty ? [.. KnownRuntimes.Where(runtime => runtime.StartsWith("kata-", StringComparison.Ordinal))] : Runtimes,
        Role = Role,
        PoolKind = PoolDevice is null ? "none" : "device",
        PoolDevice = PoolDevice ?? "",
        Downloads = HostDownloads.Of(VersionLock.Embedded),
    };

    // As stacks/SandboxPlatform.cs asks: a machine that runs no sandboxes needs none of what they need.
    private Preflight Of(PlatformSettings settings, HostSettings host) => new()
    {
        HostId = host.Id,
        RuntimeClasses = !settings.SandboxHosts.Contains(host) ? []
            : Runtimes.IsEmpty ? [.. settings.Runtimes.Select(runtime => KataShim.Of(runtime).RuntimeClass)] : Runtimes,
        Role = host.Role,
        PoolKind = host.ThinPool switch { null => "none", { Device: not null } => "device", _ => "loop" },
        PoolDevice = host.ThinPool?.Device ?? "",
        Encryption = settings.Cluster.Encryption,
        Downloads = HostDownloads.Of(VersionLock.Embedded),
    };
}
