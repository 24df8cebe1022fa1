using Stratus.Core.Settings.Rules;

namespace Stratus.Core.Tests.Settings;

public sealed class ReferenceTests
{
    [Fact]
    public void The_reference_says_what_the_rules_do()
    {
        var path = Repository.PathOf("docs/settings.md");
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1") File.WriteAllText(path, SettingsReference.Markdown());
        File.ReadAllText(path).ShouldBe(SettingsReference.Markdown(), "ACCEPT=1 before the command writes docs/settings.md anew");
    }

    [Fact]
    public void Every_default_and_choice_obeys_its_own_rule()
    {
        foreach (var rule in SettingRules.All)
        {
            rule.Meaning.ShouldNotBeEmpty();
            rule.Choices.ShouldBeUnique();
            if (rule.Default is null) continue;
            var placed = rule.Path.Replace("[]", "[0]", StringComparison.Ordinal);
            var json = rule.Kind == SettingKind.Text ? $"\"{rule.Default}\"" : rule.Default;
            var file = rule.Path.Contains(".ec2", StringComparison.Ordinal) ? StackFile.Ec2() : StackFile.Prod();
            if (rule.Group == "proof.budgets[]") file = file.With("proof.budgets", """[{ "runtimeClass": "kata-qemu", "limitMs": 3000 }]""");
            file.With(placed, json).Parse().ErrorText.ShouldBe("", rule.Path);
        }
    }
}
