using System.Text.Json;
using Stratus.Core.Settings.Rules;

namespace Stratus.Core.Settings.Reading;

/// <summary>Reads one text under its rule.</summary>
internal static class TextValue
{
    private const string NoSecret = "this setting is not a secret: set it in plain, without --secret";

    /// <summary>The text, or the empty text where it is wrong, which the report then says.</summary>
    public static string Read(JsonElement value, string path, SettingRule rule, SettingsReport report)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            var quoted = value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
                && !rule.IsSecret;
            report.Add(path, rule, rule.IsSecret ? Shown.KindOnly(value) : Shown.Value(value),
                quoted ? $"write a text, in quotes: {rule.Fix}" : null);
            return "";
        }

        if (!Shown.TryText(value, out var text)) report.Add(path, rule, Shown.Value(value));
        else if (text == Shown.EncryptedSentinel && !rule.IsSecret) report.Add(path, rule, Shown.Text(text), NoSecret);
        else if (text != Shown.EncryptedSentinel && Problem(text, rule) is { } found) report.Add(path, rule, found, Meant(text, rule));
        else return text;
        return "";
    }

    private static string? Problem(string text, SettingRule rule)
    {
        if (text.Length == 0) return "an empty text";
        if (text.Length > rule.LongestText) return $"a text of {text.Length} characters, more than {rule.LongestText}";
        if (text.Any(character => char.IsControl(character) && !IsLineBreakOfPem(character, rule)))
            return Quote(text, rule, "it holds a control character");
        if (!rule.Choices.IsEmpty) return rule.Choices.Contains(text, StringComparer.Ordinal) ? null : Quote(text, rule, "");
        return rule.Check(text) is { } complaint ? Quote(text, rule, complaint) : null;
    }

    private static string Quote(string text, SettingRule rule, string complaint)
    {
        var shown = rule.IsSecret ? "a text (not shown)" : Shown.Text(text);
        return complaint.Length == 0 ? shown : $"{shown}: {complaint}";
    }

    private static string? Meant(string text, SettingRule rule) =>
        Suggestion.Nearest(text, rule.Choices) is { } choice ? $"did you mean {choice}?" : null;

    private static bool IsLineBreakOfPem(char character, SettingRule rule) => rule.IsSecret && character is '\n' or '\r';
}
