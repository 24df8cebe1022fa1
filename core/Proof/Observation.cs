namespace Stratus.Core.Proof;

/// <summary>One probe in one sandbox, together with its control.</summary>
public sealed record Observation
{
    /// <summary>The check's id, one of <see cref="Checks"/>.</summary>
    public required string Check { get; init; }

    /// <summary>Where the sandbox ran.</summary>
    public required Place Place { get; init; }

    /// <summary>The name of the target that was tried; empty for checks without targets.</summary>
    public string Target { get; init; } = "";

    /// <summary>What the probe saw.</summary>
    public required Seen Seen { get; init; }

    /// <summary>What exactly, where and when.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>The control; without one the observation proves nothing, unless it shows a leak.</summary>
    public Control? Control { get; init; }
}

/// <summary>The same probe where it must get through: it shows that the probe works, and that there was something to get through to.</summary>
public sealed record Control
{
    /// <summary>The name of the target that was tried; it must be the observation's.</summary>
    public string Target { get; init; } = "";

    /// <summary>What the probe saw here. Anything but <see cref="Seen.Open"/> takes away the observation's meaning.</summary>
    public required Seen Seen { get; init; }

    /// <summary>What exactly, where and when.</summary>
    public required Evidence Evidence { get; init; }
}
