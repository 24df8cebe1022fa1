using System.Text.Json;
using Stratus.Core.Settings.Rules;

namespace Stratus.Core.Settings.Reading;

/// <summary>Takes an object apart: known settings by name; unknown and repeated ones are mistakes.</summary>
internal static class MemberReader
{
    public static Dictionary<string, JsonElement> Read(
        string path, Dictionary<string, SettingRule> rules, IEnumerable<KeyValuePair<string, JsonElement>> members, SettingsReport report)
    {
        var known = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        var repeated = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in members)
        {
            if (!rules.ContainsKey(key)) unknown.Add(key);
            else if (!known.TryAdd(key, value)) repeated.Add(key);
        }

        foreach (var key in repeated)
            report.Add(Join(path, key), rules[key], "the setting more than once", $"keep one {key} and remove the others");
        foreach (var key in unknown) report.Add(Unknown(path, key, rules));
        return known;
    }

    /// <summary>The members of a JSON object. A name that is not valid Unicode is shown as such, and so is unknown.</summary>
    public static IEnumerable<KeyValuePair<string, JsonElement>> Members(JsonElement element)
    {
        foreach (var member in element.EnumerateObject()) yield return new(NameOf(member), member.Value);
    }

    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static SettingsError Unknown(string path, string key, Dictionary<string, SettingRule> rules)
    {
        var meant = Suggestion.Nearest(key, rules.Keys);
        return new()
        {
            Path = Join(path, Shown.Clean(key)),
            Found = "an unknown setting",
            Allowed = string.Join(", ", rules.Keys),
            Example = rules.Values.Where(rule => rule.Key == meant)
                .DefaultIfEmpty(rules.Values.First()).Select(rule => $"{rule.Key}: {rule.Example}").First(),
            Fix = meant is null ? "remove it" : $"did you mean {meant}?",
        };
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "(a name that is not valid Unicode)";
        }
    }
}
