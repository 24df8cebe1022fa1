using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Stratus.Core.Settings.Rules;

namespace Stratus.Core.Settings.Reading;

/// <summary>One object of the stack file. Reads its settings by name under their rules; what is wrong goes to the report.</summary>
internal sealed class SettingsObject
{
    private readonly string _path;
    private readonly Dictionary<string, SettingRule> _rules;
    private readonly Dictionary<string, JsonElement> _values;
    private readonly SettingsReport _report;

    public SettingsObject(string path, string group, IEnumerable<KeyValuePair<string, JsonElement>> members, SettingsReport report)
    {
        (_path, _report) = (path, report);
        _rules = SettingRules.Of(group).ToDictionary(rule => rule.Key, StringComparer.Ordinal);
        _values = MemberReader.Read(path, _rules, members, report);
    }

    public bool Has(string key) => _values.ContainsKey(key);

    public JsonElement Raw(string key) => _values[key];

    public string PathOf(string key) => MemberReader.Join(_path, key);

    /// <summary>A text that has a default or must be there; empty where it is wrong or missing.</summary>
    public string Text(string key) => OptionalText(key) ?? "";

    /// <summary>A text, its default, or null where it was left out; empty where it is wrong.</summary>
    public string? OptionalText(string key) =>
        Find(key) is var (rule, value) ? TextValue.Read(value, PathOf(key), rule, _report) : _rules[key].Default;

    /// <summary>The place of a text among its rule's choices; -1 where it is wrong or missing.</summary>
    public int Choice(string key) => _rules[key].Choices.IndexOf(Text(key));

    /// <summary>A whole number that has a default.</summary>
    public int Number(string key) => OptionalNumber(key) ?? 0;

    /// <summary>A whole number, its default, or null where it was left out; the least allowed where it is wrong.</summary>
    public int? OptionalNumber(string key)
    {
        if (Find(key) is not var (rule, value)) return _rules[key].DefaultNumber;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            && number >= rule.Min && number <= rule.Max) return number;
        var digits = value.ValueKind == JsonValueKind.String && Shown.TryText(value, out var text) && text.All(char.IsAsciiDigit);
        _report.Add(PathOf(key), rule, Shown.Value(value), digits ? $"write a number, without quotes: {rule.Fix}" : null);
        return rule.Min;
    }

    public bool Truth(string key)
    {
        if (Find(key) is not var (rule, value)) return _rules[key].Default == "true";
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) _report.Add(PathOf(key), rule, Shown.Value(value));
        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>The object below; null where it was left out or is none.</summary>
    public SettingsObject? Child(string key)
    {
        if (Find(key) is not var (rule, value)) return null;
        if (value.ValueKind == JsonValueKind.Object) return new(PathOf(key), rule.Path, MemberReader.Members(value), _report);
        _report.Add(PathOf(key), rule, Shown.Value(value));
        return null;
    }

    /// <summary>The object below, or one of defaults.</summary>
    public SettingsObject ChildOrDefaults(string key) => Child(key) ?? new(PathOf(key), _rules[key].Path, [], _report);

    /// <summary>The same, where an object without members is as good as nothing: Pulumi puts the declared default in its place.</summary>
    public SettingsObject? ChildUnlessEmpty(string key) =>
        Has(key) && Raw(key) is { ValueKind: JsonValueKind.Object } child && !child.EnumerateObject().Any() ? null : Child(key);

    /// <summary>Whether the whole value is encrypted and nothing here can decrypt it.</summary>
    public bool IsEncrypted(string key) => Has(key) && _rules[key].IsSecret
        && Raw(key) is { ValueKind: JsonValueKind.String } value && Shown.TryText(value, out var text) && text == Shown.EncryptedSentinel;

    /// <summary>The texts of a list; empty ones are wrong.</summary>
    public ImmutableArray<string> Texts(string key) => Find(key) is not var (rule, list) ? []
        : [.. Items(PathOf(key), rule, list, _report).Select(item => TextValue.Read(item.Value, item.Path, rule, _report))];

    /// <summary>The texts of an object by their own names; empty ones are wrong. Two of a name are a mistake.</summary>
    public ImmutableSortedDictionary<string, string> TextMap(string key) => Find(key) is not var (rule, value)
        ? ImmutableSortedDictionary<string, string>.Empty : TextMapReader.Read(PathOf(key), rule, value, _report);

    /// <summary>The objects of a list, each with its path; null for an item that is no object.</summary>
    public ImmutableArray<Placed<SettingsObject?>> Children(string key) =>
        !Has(key) ? [] : GroupItems(PathOf(key), _rules[key], _values[key], _report);

    public static ImmutableArray<Placed<SettingsObject?>> GroupItems(
        string path, SettingRule rule, JsonElement list, SettingsReport report) =>
        [.. Items(path, rule, list, report).Select(item =>
        {
            if (item.Value.ValueKind == JsonValueKind.Object)
                return new(item.Path, new SettingsObject(item.Path, rule.Path + "[]", MemberReader.Members(item.Value), report));
            report.Add(item.Path, rule, Shown.Value(item.Value), $"write an object: {rule.Fix}");
            return new Placed<SettingsObject?>(item.Path, null);
        })];

    /// <summary>The places of a list's texts among its rule's choices; a text that is there twice is a mistake.</summary>
    public ImmutableArray<int> Choices(string key)
    {
        if (Find(key) is not var (rule, list)) return [];
        var chosen = new List<int>();
        foreach (var (path, value) in Items(PathOf(key), rule, list, _report))
        {
            var choice = rule.Choices.IndexOf(TextValue.Read(value, path, rule, _report));
            if (choice >= 0 && chosen.Contains(choice)) _report.Add(path, rule, $"{Shown.Value(value)} for the second time", "remove it");
            chosen.Add(choice);
        }

        return [.. chosen];
    }

    private static IEnumerable<Placed<JsonElement>> Items(string path, SettingRule rule, JsonElement list, SettingsReport report)
    {
        var length = list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : -1;
        if (length >= rule.Min && length <= rule.Max)
            return list.EnumerateArray().Select((item, index) =>
                new Placed<JsonElement>(string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), item));
        report.Add(path, rule, Shown.Value(list));
        return [];
    }

    private (SettingRule Rule, JsonElement Value)? Find(string key)
    {
        var rule = _rules[key];
        if (_values.TryGetValue(key, out var value)) return (rule, value);
        if (rule.Required) _report.Add(PathOf(key), rule, "nothing");
        return null;
    }
}
