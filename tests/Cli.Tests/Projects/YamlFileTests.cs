using Stratus.Cli.Projects;

namespace Stratus.Cli.Tests.Projects;

public sealed class YamlFileTests
{
    [Theory]
    [InlineData("42", "42")]
    [InlineData("-7", "-7")]
    [InlineData("+7", "7")]
    [InlineData("007", "7")]
    [InlineData("0x1F", "31")]
    [InlineData("0o17", "15")]
    [InlineData("1.50", "1.5")]
    [InlineData(".5", "0.5")]
    [InlineData("1e3", "1000")]
    [InlineData("true", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("null", "null")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("no", "\"no\"")]
    [InlineData("on", "\"on\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("2026-01-01", "\"2026-01-01\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData("1e999", "\"1e999\"")]
    [InlineData("\"42\"", "\"42\"")]
    [InlineData("'true'", "\"true\"")]
    [InlineData("0xFFFFFFFFFFFFFFFFFF", "\"0xFFFFFFFFFFFFFFFFFF\"")]
    public void A_scalar_means_what_yaml_1_2_says(string yaml, string json) =>
        (((YamlScalar)YamlFile.Parse("f.yaml", $"key: {yaml}")["key"]!).Value?.ToJsonString() ?? "null").ShouldBe(json);

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3", "f.yaml:3:1: key 'a' stands here a second time; the first is at line 1")]
    [InlineData("a:\n  b: 1\n  b: 2", "f.yaml:3:3: key 'b' stands here a second time")]
    [InlineData("a: &x 1\nb: *x", "f.yaml:1:4: anchor '&x' is not supported")]
    [InlineData("b: *x", "f.yaml:1:4: alias '*x' is not supported")]
    [InlineData("<<: {a: 1}", "f.yaml:1:1: merge key '<<' is not supported")]
    [InlineData("a: !!binary aGk=", "f.yaml:1:4: tag")]
    [InlineData("a: 1\n---\nb: 2", "f.yaml:2:1: a second document")]
    [InlineData("a:\n\tb: 1", "f.yaml:2:1: not valid YAML")]
    [InlineData("- a\n- b", "f.yaml:1:1: the file's root is not a mapping")]
    [InlineData("just text", "f.yaml:1:1: the file's root is not a mapping")]
    [InlineData("? [a, b]\n: 1", "f.yaml:1:3: a key is not a string")]
    [InlineData("a: [1, 2", "f.yaml:")]
    [InlineData("a: \"open", "f.yaml:")]
    public void What_settings_have_no_use_for_is_refused_at_its_place(string yaml, string message) =>
        Should.Throw<ProjectError>(() => YamlFile.Parse("f.yaml", yaml)).Message.ShouldStartWith(message);

    [Fact]
    public void A_file_that_never_ends_is_too_large() =>
        Should.Throw<ProjectError>(() => YamlFile.Read(new("/dev/zero"))).Message.ShouldContain("is larger than 4 MiB");

    [Fact]
    public void Every_mistake_of_a_file_is_told_at_once()
    {
        var message = Should.Throw<ProjectError>(() =>
            YamlFile.Parse("f.yaml", "a: 1\na: 2\nb: &x 1\nc: *x\nd: !t 1\n<<: {}\n? [e]\n: 1\na: 3\ng: \"open")).Message;
        foreach (var mistake in (string[])["f.yaml:2:1: key 'a'", "f.yaml:3:4: anchor", "f.yaml:4:4: alias", "f.yaml:5:4: tag",
            "f.yaml:6:1: merge", "f.yaml:7:3: a key is not", "f.yaml:9:1: key 'a'", "f.yaml:10:", "not valid YAML"])
            message.ShouldContain(mistake);
    }

    [Fact]
    public void A_billion_laughs_are_refused_at_the_first()
    {
        var yaml = "a0: &a0 [lol]\n" + string.Concat(Enumerable.Range(1, 9)
            .Select(n => $"a{n}: &a{n} [{string.Join(",", Enumerable.Repeat($"*a{n - 1}", 10))}]\n"));
        Should.Throw<ProjectError>(() => YamlFile.Parse("f.yaml", yaml)).Message.ShouldContain("anchor");
    }

    [Fact]
    public void Ten_thousand_levels_are_refused_and_not_a_stack_overflow() =>
        Should.Throw<ProjectError>(() =>
            YamlFile.Parse("f.yaml", "a: " + new string('[', 10_000))).Message.ShouldContain("nested more than 64 deep");

    [Theory]
    [InlineData("")]
    [InlineData("\n# only a comment\n")]
    [InlineData("---\n")]
    public void An_empty_file_is_an_empty_mapping(string yaml) => YamlFile.Parse("f.yaml", yaml).Entries.ShouldBeEmpty();

    [Fact]
    public void Every_value_knows_its_place()
    {
        var config = (YamlMap)YamlFile.Parse("f.yaml", "config:\n  hosts:\n    - id: a\n      address: b\n")["config"]!;
        var host = (YamlMap)((YamlList)config["hosts"]!).Items[0];
        host["address"]!.Position.ShouldBe(new("f.yaml", 4, 16));
    }
}
