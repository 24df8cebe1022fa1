using System.Collections.Immutable;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Core.Proof.Egress;
using Stratus.Core.Proof.Lease;

namespace Stratus.Core.Proof.Plans;

/// <summary>
/// What a stack has its proof look at. Addresses that only the cluster knows are not in it: the conductor finds them, and they stand in the
/// report's <see cref="Scope"/>. Nodes are in it, so that one that is gone is missed.
/// </summary>
public sealed record SmokePlan
{
    /// <summary>The stack that is vouched for.</summary>
    public required string Stack { get; init; }

    /// <summary>The SHA-256 of <c>versions.lock.json</c>, lower-case hex.</summary>
    public required string LockDigest { get; init; }

    /// <summary>
    /// The SHA-256 of all that a run of it vouches for, lower-case hex: machines, policies, rules, program, this plan. The lease bears it, and admission refuses that of
    /// another stack. Default: none, and no sandbox starts by it where a lease is asked for.
    /// </summary>
    public string StackDigest { get; init; } = "";

    /// <summary>The namespace in which sandboxes run, with everything that the stack put there.</summary>
    public required string SandboxNamespace { get; init; }

    /// <summary>A namespace outside every policy, that admits privileged pods: that of the controls. Default: <c>stratus-smoke</c>.</summary>
    public string ControlNamespace { get; init; } = ProofNames.Namespace;

    /// <summary>The image of sandboxes, controls and targets, by digest: bash, coreutils, findutils and perl-base are all that it needs.</summary>
    public required string Image { get; init; }

    /// <summary>The nodes that may run sandboxes.</summary>
    public required ImmutableArray<string> Nodes { get; init; }

    /// <summary>The RuntimeClasses that sandboxes may name.</summary>
    public required ImmutableArray<RuntimeClass> RuntimeClasses { get; init; }

    /// <summary>The ways in which sandboxes come to be.</summary>
    public required ImmutableArray<LaunchPath> LaunchPaths { get; init; }

    /// <summary>What sandboxes may reach. Default: nothing.</summary>
    public ImmutableArray<AllowedTarget> Allowed { get; init; } = [];

    /// <summary>What stands for the internet.</summary>
    public required Internet Internet { get; init; }

    /// <summary>Kinds of targets that do not exist here, and why. They are tried all the same: reached, they are a leak. Default: none.</summary>
    public ImmutableArray<AbsentTarget> Absent { get; init; } = [];

    /// <summary>How long starts may take. Without one for a RuntimeClass its cold starts are inconclusive.</summary>
    public required ImmutableArray<Budget> Budgets { get; init; }

    /// <summary>How many cold starts of each RuntimeClass are timed on each node one after another, and as many again at once; 0: none. Default: 20, which p95 takes.</summary>
    public int Samples { get; init; } = 20;

    /// <summary>
    /// Images that no node has, each of which is pulled once on every node: as many samples with the image absent as there are images. Default:
    /// none, and budgets for an absent image stay inconclusive.
    /// </summary>
    public ImmutableArray<string> AbsentImages { get; init; } = [];

    /// <summary>Whether sandboxes try their limits, which takes seconds in each place. Default: yes; without it that they hold is not proven.</summary>
    public bool TriesLimits { get; init; } = true;

    /// <summary>How many sandboxes start at once on a node, for cold starts under load; 1: none. Default: 10.</summary>
    public int Concurrency { get; init; } = 10;

    /// <summary>How many sandboxes in each place connect as their very first act, at least. Default: 10, which the check takes.</summary>
    public int FirstPackets { get; init; } = 10;

    /// <summary>How many of the run's sandboxes a node may have at once, by the namespace's quota; a small node has fewer. Default: 32.</summary>
    public int SandboxesAtOnce { get; init; } = 32;

    /// <summary>How long a pod may take from its creation to its end. Default: two minutes.</summary>
    public TimeSpan PodTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often pods are looked at. Default: four times a second.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>For how long after its end a run lets new sandboxes start. Default: an hour.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromHours(1);
}

/// <summary>Something that the stack lets its sandboxes reach over TCP.</summary>
/// <param name="Name">Its name in reports; letters, digits, dots and dashes.</param>
/// <param name="Address">A DNS name or an IP address at which something answers.</param>
/// <param name="Port">Its port.</param>
public sealed record AllowedTarget(string Name, string Address, int Port);

/// <summary>Servers beyond the cluster that answer whoever asks. Null: not tried, and the plan says why in its absent targets.</summary>
public sealed record Internet
{
    /// <summary>An IPv4 address that answers on <see cref="Port"/>, and echo requests.</summary>
    public string? Ipv4 { get; init; }

    /// <summary>An IPv6 address that answers on <see cref="Port"/>.</summary>
    public string? Ipv6 { get; init; }

    /// <summary>The TCP port of both. Default: 443.</summary>
    public int Port { get; init; } = 443;

    /// <summary>The address of a time server: what is asked over UDP.</summary>
    public string? TimeServer { get; init; }

    /// <summary>The address of a resolver that is not the cluster's.</summary>
    public string? Resolver { get; init; }

    /// <summary>A name that exists, and that no sandbox may look up.</summary>
    public string? DnsName { get; init; }

    /// <summary>An address that takes SCTP on <see cref="Port"/>. Hardly any does.</summary>
    public string? Sctp { get; init; }
}
