using System.Collections.Immutable;
using System.Text.Json;
using Stratus.Core.Settings.Rules;

namespace Stratus.Core.Settings.Reading;

/// <summary>Reads an object whose names are the user's own, under one rule for all its texts.</summary>
internal static class TextMapReader
{
    public static ImmutableSortedDictionary<string, string> Read(string path, SettingRule rule, JsonElement map, SettingsReport report)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (map.ValueKind != JsonValueKind.Object || map.EnumerateObject().Count() > rule.Max)
        {
            report.Add(path, rule, rule.IsSecret ? Shown.KindOnly(map) : Shown.Value(map));
            return texts.ToImmutable();
        }

        foreach (var (name, value) in MemberReader.Members(map))
        {
            var place = MemberReader.Join(path, Shown.Clean(name));
            if (Problem(name, rule) is { } problem) report.Add(place, rule, $"the name {Shown.Text(name)}: {problem}");
            else if (texts.ContainsKey(name)) report.Add(place, rule, "the setting more than once", "keep one and remove the others");
            else texts.Add(name, TextValue.Read(value, place, rule, report));
        }

        return texts.ToImmutable();
    }

    private static string? Problem(string name, SettingRule rule) =>
        name.Length is 0 or > 128 ? "a name has 1 to 128 characters" : rule.CheckKey(name);
}
