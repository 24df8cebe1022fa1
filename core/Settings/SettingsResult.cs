using System.Collections.Immutable;

namespace Stratus.Core.Settings;

/// <summary>What came of reading a stack's settings: settings or errors, never both, never neither.</summary>
public sealed record SettingsResult
{
    /// <summary>The settings; null where there is an error.</summary>
    public PlatformSettings? Settings { get; init; }

    /// <summary>
    /// Every mistake, in the order of <see cref="Rules.SettingRules.All"/>, then those between settings; empty where there is none.
    /// </summary>
    public ImmutableArray<SettingsError> Errors { get; init; } = [];

    /// <summary>What is allowed and risky; there may be some with settings and with errors.</summary>
    public ImmutableArray<SettingsWarning> Warnings { get; init; } = [];

    /// <summary>All errors as one text for a terminal; empty where there is none.</summary>
    public string ErrorText => Errors.IsEmpty ? "" : $"{Heading}\n{string.Join('\n', Errors)}";

    private string Heading =>
        Errors.Length == 1 ? "1 mistake in this stack's settings:" : $"{Errors.Length} mistakes in this stack's settings:";
}
