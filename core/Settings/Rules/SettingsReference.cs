using System.Text;

namespace Stratus.Core.Settings.Rules;

/// <summary>Writes <c>docs/settings.md</c> from the rules, so that it says what the parser does.</summary>
public static class SettingsReference
{
    private const string Introduction = """
        # Settings

        Written from the rules in `core/Settings/Rules`; `ACCEPT=1 dotnet test --project tests/Core.Tests/Core.Tests.csproj` writes it anew.

        A stack is a file, `Pulumi.<stack>.yaml`, with these keys under `config:`, each with `stratus:` before it. All of them are checked
        together before anything starts: every mistake is reported at once with its place, what was found, what is allowed, an example and
        the fix. A setting that does not exist is a mistake. `Pulumi.dev.yaml`, `Pulumi.staging.yaml` and `Pulumi.prod.yaml` are examples.


        """;

    /// <summary>The whole reference.</summary>
    /// <returns>Markdown, ending in a line break.</returns>
    public static string Markdown()
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        foreach (var group in SettingRules.All.GroupBy(rule => rule.Group)) AppendGroup(page, group.Key, group);
        page.Append("## Between settings\n\n| Where | Allowed | Example |\n| --- | --- | --- |\n");
        foreach (var relation in SettingRelations.All) AppendRow(page, $"`{relation.Path}`", relation.Allowed, $"`{relation.Example}`");
        page.Append("\n## Warnings\n\nAllowed, and named in every preview.\n\n| Name | Where | Risk | What takes it away |\n| --- | --- | --- | --- |\n");
        foreach (var risk in SettingRisks.All) AppendRow(page, $"`{risk.Name}`", $"`{risk.Path}`", risk.Risk, risk.Fix);
        return page.ToString();
    }

    private static void AppendGroup(StringBuilder page, string group, IEnumerable<SettingRule> rules)
    {
        page.Append(group.Length == 0 ? "## Top level\n\n" : $"## `{group}`\n\n");
        page.Append("| Setting | Kind | Left out | Allowed | Example | Meaning |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var rule in rules)
            AppendRow(page, $"`{rule.Key}`", Kind(rule.Kind), LeftOut(rule), rule.Allowed, $"`{rule.Example}`", rule.Meaning);
        page.Append('\n');
    }

    private static void AppendRow(StringBuilder page, params string[] cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string LeftOut(SettingRule rule) => rule.Required ? "a mistake" : rule.Default is null ? "" : $"`{rule.Default}`";

    private static string Kind(SettingKind kind) => kind switch
    {
        SettingKind.Text => "text",
        SettingKind.Secret => "encrypted text",
        SettingKind.WholeNumber => "whole number",
        SettingKind.Truth => "true or false",
        SettingKind.Group => "object",
        SettingKind.GroupList => "list of objects",
        SettingKind.TextMap => "object of texts",
        SettingKind.SecretMap => "object of encrypted texts",
        _ => "list of texts",
    };
}
