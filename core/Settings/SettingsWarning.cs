namespace Stratus.Core.Settings;

/// <summary>Something in a stack's settings that is allowed and risky. It stands in every preview.</summary>
public sealed record SettingsWarning
{
    /// <summary>The risk's name, <c>loop-pool</c>; stable, so that a report can be searched for it.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is, <c>hosts[0].thinPool.loopSizeGib</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What may go wrong.</summary>
    public required string Risk { get; init; }

    /// <summary>What takes the risk away.</summary>
    public required string Fix { get; init; }

    /// <summary>The warning as one line.</summary>
    /// <returns><c>path: risk (name). fix</c>.</returns>
    public override string ToString() => $"{Path}: {Risk} ({Name}). {Fix}";
}
