using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Stratus.Core.Settings.Reading;

/// <summary>Values as an error shows them: short, printable, and never a secret.</summary>
internal static class Shown
{
    /// <summary>Stands for an encrypted value where none can be decrypted, as in a preview without a credential.</summary>
    public const string EncryptedSentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private const int Longest = 120;

    public static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => TryText(value, out var text) ? Text(text) : "a text that is not valid Unicode",
        JsonValueKind.Number => "the number " + Shorten(value.GetRawText()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list of " + value.GetArrayLength().ToString(CultureInfo.InvariantCulture),
        _ => "nothing (null)",
    };

    public static string Text(string text)
    {
        if (text == EncryptedSentinel) return "an encrypted value";
        // A private key that was pasted into the wrong place is a secret all the same.
        if (text.Contains("-----BEGIN", StringComparison.Ordinal)) return "a PEM text (not shown)";
        return $"'{Clean(text)}'";
    }

    /// <summary>What the value is, and nothing of what it holds.</summary>
    public static string KindOnly(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a text (not shown)",
        JsonValueKind.Number => "a number (not shown)",
        JsonValueKind.Null or JsonValueKind.Undefined => "nothing (null)",
        _ => "no text (not shown)",
    };

    /// <summary>Escapes what a terminal would act on (control and direction characters, halves of pairs) and shortens.</summary>
    public static string Clean(string text)
    {
        var result = new StringBuilder();
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, Longest)))
        {
            if (IsPrintable(character)) result.Append(character);
            else result.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        if (text.Length > Longest) result.Append(CultureInfo.InvariantCulture, $"… ({text.Length} characters)");
        return result.ToString();
    }

    /// <summary>The text of a JSON string; false where an escape in it is half a pair, which JsonElement only notices now.</summary>
    public static bool TryText(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString() ?? "";
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    private static string Shorten(string digits) => digits.Length <= 20 ? digits : digits[..20] + "…";

    private static bool IsPrintable(char character) => char.GetUnicodeCategory(character) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
