using System.Text;
using System.Text.Json;
using Stratus.Core.Files;
using Stratus.Core.Settings.Rules;

namespace Stratus.Core.Settings.Reading;

/// <summary>Reads the file that holds the list of hosts.</summary>
internal static class Inventory
{
    private static readonly SettingRule Rule = SettingRules.Of("").Single(rule => rule.Key == "inventory");

    /// <summary>The JSON of the file, or null where it cannot be read, which the report then says.</summary>
    public static JsonElement? Read(string path, Func<string, string>? read, SettingsReport report)
    {
        try
        {
            if (read is null) throw new NotSupportedException("no file can be read here");
            var text = read(path);
            if (text.Length > SettingsFile.LargestInventory) throw new NotSupportedException($"the file has more than {SettingsFile.LargestInventory} characters");
            return Parse(text);
        }
        catch (Exception exception)
        {
            // Whatever the reader throws is a mistake of the settings, and stands beside the others.
            report.Add("inventory", Rule, $"{Shown.Text(path)}: {Shown.Clean((exception as InputFileException)?.Problem ?? exception.Message)}");
            return null;
        }
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException problem)
        {
            throw new NotSupportedException($"not JSON: {JsonMistake.In(Encoding.UTF8.GetBytes(text))}", problem);
        }
    }
}
