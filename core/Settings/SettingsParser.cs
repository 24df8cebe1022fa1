using System.Collections.Immutable;
using System.Text.Json;
using Stratus.Core.Settings.Reading;
using Stratus.Core.Settings.Rules;

namespace Stratus.Core.Settings;

/// <summary>Turns the values of a stack file into settings that can be acted on, or into every mistake at once.</summary>
public static class SettingsParser
{
    /// <summary>
    /// The text that stands for an encrypted value where nothing can be decrypted. Only <c>sshPrivateKey</c> may have it.
    /// </summary>
    public const string EncryptedSentinel = Shown.EncryptedSentinel;

    /// <summary>Reads and checks the settings. Never throws, whatever the values are.</summary>
    /// <param name="values">The values by key, without the <c>stratus:</c> prefix.</param>
    /// <param name="readInventory">
    /// Gives the text of the file that <c>inventory</c> names; what it throws becomes an error. Null: <c>inventory</c> is an error.
    /// </param>
    /// <returns>Settings or errors, never both; and the warnings.</returns>
    public static SettingsResult Parse(IReadOnlyDictionary<string, JsonElement> values, Func<string, string>? readInventory = null)
    {
        try
        {
            return Read(values ?? ImmutableDictionary<string, JsonElement>.Empty, readInventory);
        }
        catch (ObjectDisposedException)
        {
            var error = new SettingsError
            {
                Path = "(settings)",
                Found = "values of a JSON document that is already disposed",
                Allowed = "values that can be read",
                Example = "JsonElement.Clone()",
                Fix = "clone the values before the document is disposed",
            };
            return new() { Errors = [error] };
        }
    }

    private static SettingsResult Read(IReadOnlyDictionary<string, JsonElement> values, Func<string, string>? readInventory)
    {
        var report = new SettingsReport();
        var draft = DraftReader.Read(values, readInventory, report);
        foreach (var relation in SettingRelations.All)
        {
            foreach (var finding in relation.Check(draft)) report.Add(relation, finding);
        }

        return new()
        {
            Settings = report.Errors.IsEmpty ? draft.ToSettings() : null,
            Errors = report.Errors,
            Warnings = [.. SettingRisks.All.SelectMany(risk => risk.Warnings(draft))],
        };
    }
}
