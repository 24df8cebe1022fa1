using System.Globalization;
using System.Text.Json;
using Stratus.Core.Settings;
using YamlDotNet.RepresentationModel;

namespace Stratus.Core.Tests.Settings;

public sealed class CommittedStackTests
{
    [Theory]
    [InlineData("dev", "loop-pool")]
    [InlineData("staging", "")]
    [InlineData("prod", "")]
    public void A_committed_stack_is_good_and_warns_only_of_what_its_comments_say(string stack, string warnings)
    {
        var result = SettingsParser.Parse(Values(Load($"Pulumi.{stack}.yaml")));
        result.ErrorText.ShouldBe("");
        result.Settings!.Environment.ToString().ShouldBe(stack, StringCompareShould.IgnoreCase);
        string.Join(' ', result.Warnings.Select(warning => warning.Name)).ShouldBe(warnings);
    }

    [Fact]
    public void Prod_has_three_servers_and_two_agents()
    {
        var settings = SettingsParser.Parse(Values(Load("Pulumi.prod.yaml"))).Settings!;
        (settings.Servers.Count(), settings.Agents.Count()).ShouldBe((3, 2));
    }

    // Pulumi demands every declared key that has no default, so what the project declares and what the parser demands must agree.
    [Fact]
    public void The_project_demands_what_the_parser_demands()
    {
        var project = Load("Pulumi.yaml");
        var demanded = project.Children.Where(key => !((YamlMappingNode)key.Value).Children.ContainsKey("default")).Select(key => $"{key.Key}");
        demanded.ShouldBe(["environment", "runtimes"], ignoreOrder: true);
        var declared = project.Children.Keys.Select(key => $"{key}").Append("inventory").Append("sshPrivateKey").Append("hostPrivateKeys").Append("proofPrivateKey");
        declared.ShouldBe(Stratus.Core.Settings.Rules.SettingRules.Of("").Select(rule => rule.Key), ignoreOrder: true);
    }

    [Fact]
    public void The_projects_defaults_are_as_good_as_nothing()
    {
        var file = StackFile.Dev().With("cluster", "{}").With("sandbox", "{}").With("egress", "[]").With("aws", "{}");
        file.Parse().Settings!.Sandbox.ShouldBe(StackFile.Dev().Parse().Settings!.Sandbox);
        file.Parse().Settings!.Cluster.ShouldBe(StackFile.Dev().Parse().Settings!.Cluster);
    }

    private static YamlMappingNode Load(string file)
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(Repository.PathOf(file));
        yaml.Load(reader);
        return (YamlMappingNode)((YamlMappingNode)yaml.Documents[0].RootNode).Children["config"];
    }

    private static Dictionary<string, JsonElement> Values(YamlMappingNode config) => config.Children.ToDictionary(
        member => $"{member.Key}".Replace("stratus:", "", StringComparison.Ordinal), member => JsonSerializer.SerializeToElement(Plain(member.Value)));

    private static object? Plain(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.ToDictionary(member => $"{member.Key}", member => Plain(member.Value)),
        YamlSequenceNode list => list.Select(Plain).ToArray(),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } scalar => Scalar(scalar.Value!),
        _ => $"{node}",
    };

    private static object Scalar(string text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : bool.TryParse(text, out var truth) ? truth : text;
}
