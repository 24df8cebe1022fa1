using System.Collections.Immutable;

namespace Stratus.Core.Proof.Kernels;

/// <summary>What a pod says of the kernel that it runs on.</summary>
public sealed record KernelSighting
{
    /// <summary>Where it ran.</summary>
    public required Place Place { get; init; }

    /// <summary>The pod, <c>namespace/name</c>.</summary>
    public required string Pod { get; init; }

    /// <summary>When it was read, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The kernel's boot id; null where there is none, as under gVisor.</summary>
    public string? BootId { get; init; }

    /// <summary>The kernel's release; null where it could not be read.</summary>
    public string? Release { get; init; }

    /// <summary>When that kernel booted by its own account, UTC; null where it could not be read.</summary>
    public DateTimeOffset? Booted { get; init; }

    /// <summary>Whether a hypervisor is visible; null where that could not be read.</summary>
    public bool? Hypervisor { get; init; }

    /// <summary>What the runtime was recognised as; null where it was not.</summary>
    public RuntimeKind? Recognised { get; init; }

    /// <summary>All of it, as a report shows it.</summary>
    internal ImmutableSortedDictionary<string, string> Facts() => new Dictionary<string, string?>
    {
        ["bootId"] = BootId,
        ["release"] = Release,
        ["booted"] = Booted?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["hypervisor"] = Hypervisor is { } visible ? (visible ? "visible" : "not visible") : null,
        ["recognised"] = Recognised?.ToString(),
    }.Where(fact => fact.Value is not null).ToImmutableSortedDictionary(fact => fact.Key, fact => fact.Value!, StringComparer.Ordinal);
}
