using System.Collections.Immutable;
using Stratus.Cli.Hosts;
using Stratus.Cli.Projects;
using Stratus.Core.Hosts;
using Stratus.Core.Locking;
using Stratus.Core.Runtimes;
using Stratus.Core.Settings;

namespace Stratus.Cli.Doctor;

/// <summary>Which machines are asked, and for what: what the command line says, put together with the stack file.</summary>
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

    /// <summary>The file of the private key.</summary>
    public FileInfo? Identity { get; init; }

    /// <summary>Whether a host key that nobody has confirmed is taken.</summary>
    public bool AcceptNewHostKey { get; init; }

    /// <summary>How long one machine may take.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>This machine.</summary>
    public Checkup Local() => Ask(Single(Environment.MachineName.ToLowerInvariant()), null);

    /// <summary>One machine over SSH.</summary>
    public Checkup Host(SshAddress address, string? hostKey, SshAddress? jump) => Ask(Single(address.Host), new()
    {
        Name = address.Host,
        Address = address,
        HostKey = hostKey,
        Jump = jump,
        Identity = Identity,
    });

    /// <summary>The machines of a stack.</summary>
    /// <param name="project">The project.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="only">The ids of the hosts to ask; empty: all.</param>
    public IReadOnlyList<Checkup> Stack(Project project, string stack, IReadOnlyList<string> only)
    {
        var config = StackConfig.Load(project, stack);
        var settings = SettingsCheck.Read(project, config);
        var ids = settings.Hosts.Select(host => host.Id).ToList();
        if (only.Except(ids).ToList() is { Count: > 0 } unknown)
            throw new ProjectError($"the stack {stack} has no host {string.Join(", ", unknown)}{Environment.NewLine}  Its hosts: {string.Join(", ", ids)}");
        return [.. settings.Hosts.Where(host => only.Count == 0 || only.Contains(host.Id)).Select(host => Member(settings, host))];
    }

    private Checkup Member(PlatformSettings settings, HostSettings host)
    {
        try
        {
            return Ask(Of(settings, host), HostTarget.Of(host, Identity));
        }
        catch (HostError obstacle)
        {
            return Ask(Of(settings, host), null) with { Obstacle = obstacle };
        }
    }

    private Checkup Ask(Preflight preflight, HostTarget? target) => new(preflight, target, AcceptNewHostKey, Timeout);

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
