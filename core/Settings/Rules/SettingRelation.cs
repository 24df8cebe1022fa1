using Stratus.Core.Settings.Reading;

namespace Stratus.Core.Settings.Rules;

/// <summary>A rule between settings: what holds for each of them alone is a <see cref="SettingRule"/>.</summary>
public sealed record SettingRelation
{
    /// <summary>Where a mistake is reported, with <c>[]</c> for any item of a list.</summary>
    public required string Path { get; init; }

    /// <summary>What is allowed, in words.</summary>
    public required string Allowed { get; init; }

    /// <summary>A value that is allowed.</summary>
    public required string Example { get; init; }

    /// <summary>What to do.</summary>
    public required string Fix { get; init; }

    /// <summary>Finds the mistakes.</summary>
    internal Func<Draft, IEnumerable<Finding>> Check { get; init; } = _ => [];
}

/// <summary>Something wrong between settings: where, and what was seen.</summary>
internal readonly record struct Finding(string Path, string Found);
