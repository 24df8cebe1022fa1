namespace Stratus.Core.Settings;

/// <summary>One mistake in a stack's settings. No text in it ever holds the value of a secret.</summary>
public sealed record SettingsError
{
    /// <summary>Where it is, <c>hosts[0].address</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What was found there: short, printable, never a secret.</summary>
    public required string Found { get; init; }

    /// <summary>What is allowed there.</summary>
    public required string Allowed { get; init; }

    /// <summary>A value that is allowed there.</summary>
    public required string Example { get; init; }

    /// <summary>What to do.</summary>
    public required string Fix { get; init; }

    /// <summary>A short block for a terminal.</summary>
    /// <returns>Five lines: the path, then what was found, what is allowed, an example and the fix.</returns>
    public override string ToString() => $"{Path}\n  found:   {Found}\n  allowed: {Allowed}\n  example: {Example}\n  fix:     {Fix}";
}
