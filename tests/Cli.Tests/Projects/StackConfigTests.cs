using System.Text.Json;
using Stratus.Cli.Projects;

namespace Stratus.Cli.Tests.Projects;

public sealed class StackConfigTests
{
    private const string Sentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    [Theory]
    [InlineData("demo:name: text", "demo:name", "text")]
    [InlineData("name: text", "demo:name", "text")]
    [InlineData("demo:config:name: text", "demo:name", "text")]
    [InlineData("aws:region: eu-west-1", "aws:region", "eu-west-1")]
    [InlineData("n: 42", "demo:n", "42")]
    [InlineData("n: 007", "demo:n", "007")]
    [InlineData("n: 1.50", "demo:n", "1.50")]
    [InlineData("n: true", "demo:n", "true")]
    [InlineData("n: '42'", "demo:n", "42")]
    [InlineData("n: [1, '2', true, ~, 1.5]", "demo:n", """[1,"2",true,null,1.5]""")]
    [InlineData("n: {b: 1, a: {c: no}}", "demo:n", """{"b":1,"a":{"c":"no"}}""")]
    [InlineData("n: ['<ä&>']", "demo:n", """["<ä&>"]""")]
    [InlineData("n: {}", "demo:n", "{}")]
    public void The_program_gets_what_pulumi_would_give_it(string yaml, string key, string text) =>
        Load(yaml).Values[key].Text.ShouldBe(text);

    [Fact]
    public void An_encrypted_value_stays_encrypted_and_is_not_known()
    {
        var config = Load("plain: a\n  key: {secure: AAABcipher}\n  nested: [{password: {secure: AAABother}, user: me}]");
        var environment = config.Environment().ToDictionary();
        environment["PULUMI_CONFIG"].ShouldNotContain("AAAB");
        config.Values["demo:key"].Text.ShouldBe(Sentinel);
        config.Values["demo:nested"].Text.ShouldBe($$"""[{"password":"{{Sentinel}}","user":"me"}]""");
        environment["PULUMI_CONFIG_SECRET_KEYS"].ShouldBe("""["demo:key","demo:nested"]""");
        config.Settings()["key"].GetString().ShouldBe(Sentinel);
    }

    [Fact]
    public void Settings_are_typed_and_only_the_projects_own()
    {
        var settings = Load("n: 42\n  aws:region: eu\n  list: [a]").Settings();
        settings.Keys.ShouldBe(["n", "list"]);
        settings["n"].ValueKind.ShouldBe(JsonValueKind.Number);
        settings["list"].ValueKind.ShouldBe(JsonValueKind.Array);
    }

    [Theory]
    [InlineData("a:b:c:d: 1", "Pulumi.dev.yaml:2:3: 'a:b:c:d' is not the key of a setting")]
    [InlineData("':x': 1", "Pulumi.dev.yaml:2:3: ':x' is not the key of a setting")]
    [InlineData("x: 1\n  demo:x: 2", "Pulumi.dev.yaml:3:3: 'demo:x' is the setting demo:x, which stands in this file already")]
    public void A_key_that_makes_no_sense_is_refused(string yaml, string message) =>
        Should.Throw<ProjectError>(() => Load(yaml)).Message.ShouldStartWith(message);

    [Fact]
    public void Every_key_that_makes_no_sense_is_told_at_once()
    {
        using var folder = Folder("", "config:\n  x: 1\n  demo:x: 2\n  ':y': 3\nConfig:\n  demo:z: 4\n");
        var message = Should.Throw<ProjectError>(() => StackConfig.Load(Project.Load(folder.Info), "dev")).Message;
        message.ShouldContain("Pulumi.dev.yaml:3:3: 'demo:x'");
        message.ShouldContain("Pulumi.dev.yaml:4:3: ':y'");
        message.ShouldContain("Pulumi.dev.yaml:5:1: 'Config' is not a key of a stack file");
    }

    [Fact]
    public void Nothing_is_not_an_encrypted_value() => Load("key: { secure: }").Values["demo:key"].Secret.ShouldBeFalse();

    [Fact]
    public void What_pulumi_keeps_in_the_file_for_itself_is_ignored()
    {
        using var folder = Folder("", "encryptionsalt: v1:abc=:v1:def\nsecretsprovider: passphrase\nencryptedkey: x\n");
        StackConfig.Load(Project.Load(folder.Info, TestContext.Current.CancellationToken), "dev", TestContext.Current.CancellationToken).Values.ShouldBeEmpty();
    }

    [Fact]
    public void The_place_of_a_setting_is_known_and_of_a_missing_one_the_nearest()
    {
        var config = Load("hosts:\n    - id: a\n      address: 10.0.0.1\n    - id: b");
        config.PositionOf("hosts[0].address").ToString().ShouldBe("Pulumi.dev.yaml:4:16");
        config.PositionOf("hosts[1].address").ToString().ShouldBe("Pulumi.dev.yaml:5:7");
        config.PositionOf("hosts[7]").ToString().ShouldBe("Pulumi.dev.yaml:3:5");
        config.PositionOf("environment").ToString().ShouldBe("Pulumi.dev.yaml:2:3");
    }

    [Fact]
    public void The_place_of_a_default_is_where_the_stack_would_set_it()
    {
        using var folder = Folder("config:\n  size: {default: 1}\n", "# the stack\nconfig:\n  other: 1\n");
        StackConfig.Load(Project.Load(folder.Info, TestContext.Current.CancellationToken), "dev", TestContext.Current.CancellationToken).PositionOf("size").ToString().ShouldBe("Pulumi.dev.yaml:3:3");
    }

    [Fact]
    public void A_configuration_that_fits_no_environment_variable_names_the_way_out()
    {
        Load($"text: {new string('x', 131_000)}").Environment().ToList().Count.ShouldBe(2);
        Should.Throw<ProjectError>(() =>
            Load($"text: {new string('x', 131_072)}").Environment().ToList()).Message.ShouldContain("stratus:inventory");
        Should.Throw<ProjectError>(() => Load($"text: {new string('ä', 65_536)}").Environment().ToList()).Message.ShouldContain("131,072");
    }

    [Fact]
    public void The_longest_configuration_that_is_allowed_is_one_that_linux_takes()
    {
        var value = new string('x', ConfigVariable.MaxBytes - "PULUMI_CONFIG=".Length - 1);
        var start = new System.Diagnostics.ProcessStartInfo("/bin/true") { Environment = { ["PULUMI_CONFIG"] = ConfigVariable.Create("PULUMI_CONFIG", value).Value } };
        using var process = System.Diagnostics.Process.Start(start)!;
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        Should.Throw<ProjectError>(() => ConfigVariable.Create("PULUMI_CONFIG", value + "x"));
    }

    private static StackConfig Load(string config)
    {
        using var folder = Folder("", $"config:\n  {config}\n");
        return StackConfig.Load(Project.Load(folder.Info), "dev");
    }

    private static TempFolder Folder(string schema, string stack) =>
        new TempFolder().Write("Pulumi.yaml", $"name: demo\nruntime: dotnet\n{schema}").Write("Pulumi.dev.yaml", stack);
}
