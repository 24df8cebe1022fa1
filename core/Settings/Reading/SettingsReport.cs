using System.Collections.Immutable;
using Stratus.Core.Settings.Rules;

namespace Stratus.Core.Settings.Reading;

/// <summary>Gathers every mistake, in the order of finding.</summary>
internal sealed class SettingsReport
{
    private readonly List<SettingsError> _errors = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    public ImmutableArray<SettingsError> Errors => [.. _errors];

    public void Add(string path, SettingRule rule, string found, string? fix = null) =>
        Add(new() { Path = path, Found = found, Allowed = rule.Allowed, Example = rule.Example, Fix = fix ?? rule.Fix });

    public void Add(SettingsError error)
    {
        _errors.Add(error);
        _paths.Add(error.Path);
    }

    /// <summary>Adds what is wrong between settings, unless the value at that place is wrong in itself.</summary>
    public void Add(SettingRelation relation, Finding finding)
    {
        if (_paths.Contains(finding.Path)) return;
        _errors.Add(new()
        {
            Path = finding.Path,
            Found = finding.Found,
            Allowed = relation.Allowed,
            Example = relation.Example,
            Fix = relation.Fix,
        });
    }
}
