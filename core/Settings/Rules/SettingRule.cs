using System.Collections.Immutable;
using System.Globalization;

namespace Stratus.Core.Settings.Rules;

/// <summary>What a value is in JSON.</summary>
public enum SettingKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A text that is never shown.</summary>
    Secret,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Truth,

    /// <summary>An object with the settings below it.</summary>
    Group,

    /// <summary>A list of such objects.</summary>
    GroupList,

    /// <summary>A list of texts.</summary>
    TextList,

    /// <summary>An object of texts whose names are the user's own.</summary>
    TextMap,

    /// <summary>Such an object of texts that are never shown; encrypted as a whole or text by text.</summary>
    SecretMap,
}

/// <summary>The rule for one setting: the only place that says what it is, what it may be and what it is when left out.</summary>
public sealed record SettingRule
{
    /// <summary>Where the setting is, with <c>[]</c> for the items of a list: <c>hosts[].address</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What the value is in JSON.</summary>
    public required SettingKind Kind { get; init; }

    /// <summary>What the setting means.</summary>
    public required string Meaning { get; init; }

    /// <summary>What is allowed, in words.</summary>
    public required string Allowed { get; init; }

    /// <summary>A value that is allowed.</summary>
    public required string Example { get; init; }

    /// <summary>What to do about a value that is not; null: to write the example's like.</summary>
    public string? Advice { get; init; }

    /// <summary>The value of a setting left out; null where there is none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether the setting must be there.</summary>
    public bool Required { get; init; }

    /// <summary>The only texts allowed; empty: any that <see cref="Check"/> passes.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The least whole number, or the least number of items.</summary>
    public int Min { get; init; }

    /// <summary>The greatest whole number, the greatest number of items, or of characters of a text. Default 253, DNS's limit.</summary>
    public int Max { get; init; } = 253;

    /// <summary>The greatest number of characters of a text: in a list DNS's limit too, in an object EC2's of a tag and of all user data.</summary>
    internal int LongestText => Kind switch
    {
        SettingKind.TextList => 253,
        SettingKind.TextMap => 256,
        SettingKind.SecretMap => 8192,
        _ => Max,
    };

    /// <summary>Whether nothing of the value may be shown.</summary>
    internal bool IsSecret => Kind is SettingKind.Secret or SettingKind.SecretMap;

    /// <summary>The setting's own name, <c>address</c>.</summary>
    public string Key => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>The path of the object that the setting is in, <c>hosts[]</c>; empty at the top.</summary>
    public string Group => Path.Contains('.', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('.')] : "";

    /// <summary>What to do about a wrong value.</summary>
    public string Fix => Advice ?? $"write {Key}: {Example}";

    /// <summary>The value of a number left out.</summary>
    internal int? DefaultNumber => Default is null ? null : int.Parse(Default, CultureInfo.InvariantCulture);

    /// <summary>Says what is wrong with a text: null for nothing, an empty phrase where <see cref="Allowed"/> says enough.</summary>
    internal Func<string, string?> Check { get; init; } = _ => null;

    /// <summary>The same for the names of an object of texts.</summary>
    internal Func<string, string?> CheckKey { get; init; } = _ => null;
}
