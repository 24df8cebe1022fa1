using System.Collections.Immutable;

namespace Stratus.Core.Proof;

/// <summary>One thing that is looked at, and what it takes to believe it.</summary>
public sealed record Check
{
    /// <summary>The check's name, such as <c>egress.denied</c>; it never changes.</summary>
    public required string Id { get; init; }

    /// <summary>The promise that it is part of.</summary>
    public required Property Property { get; init; }

    /// <summary>What is claimed, in one sentence.</summary>
    public required string Claim { get; init; }

    /// <summary>The control: the same probe where it must get through.</summary>
    public required string Control { get; init; }

    /// <summary>What usually is the matter when it is broken.</summary>
    public required string LikelyCause { get; init; }

    /// <summary>What to try when it is broken.</summary>
    public required string Try { get; init; }

    /// <summary>What a sandbox's probe must see. Default: <see cref="Seen.Shut"/>.</summary>
    public Seen Must { get; init; } = Seen.Shut;

    /// <summary>How many sandboxes it takes in each place. Default: 1.</summary>
    public int Least { get; init; } = 1;

    /// <summary>The launch paths that it is asked of. Default: all.</summary>
    public ImmutableArray<LaunchPath> LaunchPaths { get; init; } = [.. Enum.GetValues<LaunchPath>()];

    /// <summary>The kinds of runtime that it is asked of. Default: all that isolate.</summary>
    public ImmutableArray<RuntimeKind> Kinds { get; init; } = [RuntimeKind.GVisor, RuntimeKind.MicroVm];
}
