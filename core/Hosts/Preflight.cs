using System.Collections.Immutable;
using Stratus.Core.Scripting;
using Stratus.Core.Settings;

namespace Stratus.Core.Hosts;

/// <summary>
/// What a machine is asked before anything is done to it. The same script is the first step of every <c>up</c> and what
/// <c>stratus doctor</c> runs; it changes nothing.
/// </summary>
public sealed record Preflight
{
    /// <summary>How the machine is called.</summary>
    public required string HostId { get; init; }

    /// <summary>The RuntimeClasses that its sandboxes use; empty for a machine that runs none. They decide what is fatal.</summary>
    public required ImmutableArray<string> RuntimeClasses { get; init; }

    /// <summary>What it is in the cluster: a server needs more ports. Default: a server.</summary>
    public HostRole Role { get; init; } = HostRole.Server;

    /// <summary>What the thin pool is built on: <c>none</c>, <c>loop</c> or <c>device</c>. Default: <c>none</c>.</summary>
    public string PoolKind { get; init; } = "none";

    /// <summary>The block device of a pool of the kind <c>device</c>. Default: empty.</summary>
    public string PoolDevice { get; init; } = "";

    /// <summary>Whether traffic between nodes is encrypted. Default: true, the setting's own.</summary>
    public bool Encryption { get; init; } = true;

    /// <summary>The addresses that the machine fetches from, as <see cref="HostDownloads"/> gives them. Default: none.</summary>
    public ImmutableArray<string> Downloads { get; init; } = [];

    /// <summary>A digest of what runs only after the checks have passed; a change of it makes Pulumi ask again. Default: empty.</summary>
    public string Guards { get; init; } = "";

    /// <summary>The script. Its verb <c>apply</c> fails where something is in the way; <c>report</c> tells everything and never fails.</summary>
    public Script Script() => ScriptFiles.Core.Load(
        "core/Hosts/preflight.sh",
        ("STRATUS_HOST_ID", HostId),
        ("STRATUS_RUNTIMES", string.Join(' ', RuntimeClasses)),
        ("STRATUS_ROLE", Role == HostRole.Server ? "server" : "agent"),
        ("STRATUS_POOL_KIND", PoolKind),
        ("STRATUS_POOL_DEVICE", PoolDevice),
        ("STRATUS_ENCRYPTION", Encryption ? "true" : "false"),
        ("STRATUS_DOWNLOADS", string.Join(' ', Downloads)),
        ("STRATUS_GUARDS", Guards));
}
