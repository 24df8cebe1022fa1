using Stratus.Core.Settings.Reading;

namespace Stratus.Core.Settings.Rules;

/// <summary>Something that is allowed and risky: it is warned of, never refused.</summary>
public sealed record SettingRisk
{
    /// <summary>The risk's name, <c>loop-pool</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is warned of, with <c>[]</c> for any item of a list.</summary>
    public required string Path { get; init; }

    /// <summary>What may go wrong.</summary>
    public required string Risk { get; init; }

    /// <summary>What takes the risk away.</summary>
    public required string Fix { get; init; }

    /// <summary>Finds the places.</summary>
    internal Func<Draft, IEnumerable<string>> Check { get; init; } = _ => [];

    internal IEnumerable<SettingsWarning> Warnings(Draft draft) =>
        Check(draft).Select(path => new SettingsWarning { Name = Name, Path = path, Risk = Risk, Fix = Fix });
}
