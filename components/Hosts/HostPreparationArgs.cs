using System.Collections.Immutable;

namespace Stratus.Components.Hosts;

/// <summary>What a <see cref="HostPreparation"/> is made of.</summary>
public sealed record HostPreparationArgs
{
    /// <summary>The machine.</summary>
    public required Machine Host { get; init; }

    /// <summary>The RuntimeClasses that its sandboxes use; empty for a machine that runs none. They decide what is fatal.</summary>
    public required ImmutableArray<string> RuntimeClasses { get; init; }

    /// <summary>Whether traffic between nodes is encrypted. Default: true.</summary>
    public bool Encryption { get; init; } = true;

    /// <summary>The addresses that it fetches from, which must answer. Default: none is asked.</summary>
    public ImmutableArray<string> Downloads { get; init; } = [];
}
