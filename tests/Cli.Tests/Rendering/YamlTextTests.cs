using System.Globalization;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Stratus.Cli.Rendering;
using Stratus.Cli.Tests.Plans;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Stratus.Cli.Tests.Rendering;

public sealed class YamlTextTests
{
    [Property(Arbitrary = [typeof(JsonValues)], MaxTest = 500)]
    public void Whatever_is_written_reads_back_as_the_same(JsonObject value)
    {
        JsonValues.Canonical(Parse(YamlText.Write(value))).ShouldBe(JsonValues.Canonical(value));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("No")]
    [InlineData("1")]
    [InlineData("0x1")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("1e3")]
    [InlineData("12:30")]
    [InlineData("2001-01-01")]
    [InlineData("<<")]
    [InlineData("")]
    public void A_string_that_reads_as_something_else_is_quoted(string text)
    {
        YamlText.Write(new JsonObject { ["key"] = text }).ShouldBe($"key: \"{text}\"\n");
    }

    [Fact]
    public void A_manifest_starts_with_what_it_is_and_shows_texts_as_blocks()
    {
        var manifest = SamplePlans.Json("""{"data":{"run.sh":"set -e\necho hi\n"},"metadata":{"name":"x"},"kind":"ConfigMap","apiVersion":"v1","on":[]}""");

        YamlText.Write(manifest).ShouldBe(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: x
            data:
              run.sh: |
                set -e
                echo hi
            "on": []

            """);
    }

    [Fact]
    public void What_is_secret_or_unknown_is_a_marker()
    {
        YamlText.Write(SamplePlans.Json("""{"a":{"$secret":true},"b":[{"$unknown":true}],"$$c":{}}"""))
            .ShouldBe("\"$c\": {}\na: \"<secret>\"\nb:\n- \"<unknown until up>\"\n");
    }

    public static JsonNode? Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Convert(stream.Documents.Single().RootNode);
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(child => KeyValuePair.Create(Key(child.Key), Convert(child.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value!),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new NotSupportedException(),
    };

    private static string Key(YamlNode key) => ((YamlScalarNode)key).Value is var text && text!.StartsWith('$') ? $"${text}" : text;

    private static JsonNode? Plain(string text) => text switch
    {
        "null" => null,
        "true" => true,
        "false" => false,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => text,
    };
}
