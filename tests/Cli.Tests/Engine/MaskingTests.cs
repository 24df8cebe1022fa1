using Google.Protobuf.WellKnownTypes;
using Stratus.Cli.Engine;
using static Stratus.Cli.Tests.Engine.Requests;

namespace Stratus.Cli.Tests.Engine;

public sealed class MaskingTests
{
    private const string Hidden = """{"$secret":true}""";
    private const string HiddenUnknown = """{"$secret":true,"$unknown":true}""";
    private const string Unknown = """{"$unknown":true}""";

    [Fact]
    public void A_secret_is_a_marker() => Json(Secret(Text("hush"))).ShouldBe(Hidden);

    [Fact]
    public void A_secret_structure_is_one_marker() =>
        Json(Secret(Value.ForStruct(new() { Fields = { ["a"] = Text("hush") } }))).ShouldBe(Hidden);

    [Fact]
    public void A_secret_in_a_secret_is_one_marker() => Json(Secret(Secret(Text("hush")))).ShouldBe(Hidden);

    [Fact]
    public void An_unknown_value_is_a_marker() => Json(Text(Wire.Unknown)).ShouldBe(Unknown);

    [Fact]
    public void An_unknown_secret_is_both() => Json(Secret(Text(Wire.Unknown))).ShouldBe(HiddenUnknown);

    [Fact]
    public void Only_the_secret_member_of_a_list_is_masked() =>
        Json(Value.ForList(Text("seen"), Secret(Text("hush")), Text(Wire.Unknown))).ShouldBe($"""["seen",{Hidden},{Unknown}]""");

    [Fact]
    public void An_output_value_keeps_its_own_marks()
    {
        Json(Special(Wire.OutputValue, ("value", Text("seen")))).ShouldBe("\"seen\"");
        Json(Special(Wire.OutputValue)).ShouldBe(Unknown);
        Json(Special(Wire.OutputValue, ("value", Text("hush")), ("secret", Value.ForBool(true)))).ShouldBe(Hidden);
        Json(Special(Wire.OutputValue, ("secret", Value.ForBool(true)))).ShouldBe(HiddenUnknown);
    }

    [Fact]
    public void A_resource_is_its_urn() => Json(Special(Wire.Resource, ("urn", Text(StackUrn)), ("id", Text("")))).ShouldBe($$"""{"$resource":"{{StackUrn}}"}""");

    [Fact]
    public void Assets_and_archives_keep_their_contents_and_the_secrets_in_them_stay_hidden()
    {
        Json(Special(Wire.Asset, ("text", Text("seen")))).ShouldBe("""{"$asset":{"text":"seen"}}""");
        Json(Special(Wire.Asset, ("text", Secret(Text("hush"))))).ShouldBe($$$"""{"$asset":{"text":{{{Hidden}}}}}""");
        Json(Special(Wire.Archive, ("path", Text("folder")))).ShouldBe("""{"$archive":{"path":"folder"}}""");
    }

    [Fact]
    public void A_key_that_looks_like_a_marker_is_escaped() =>
        Json(Value.ForStruct(new() { Fields = { ["$secret"] = Value.ForBool(true), ["$$x"] = Text("") } })).ShouldBe("""{"$$$x":"","$$secret":true}""");

    [Fact]
    public void Keys_are_sorted_by_their_code_points() =>
        Json(Value.ForStruct(new() { Fields = { ["b"] = Text(""), ["B"] = Text(""), ["a"] = Text("") } })).ShouldBe("""{"B":"","a":"","b":""}""");

    [Theory]
    [InlineData(1, "1")]
    [InlineData(-7.0, "-7")]
    [InlineData(0.5, "0.5")]
    [InlineData(9007199254740992, "9007199254740992")]
    [InlineData(1e300, "1E+300")]
    [InlineData(double.NaN, "\"NaN\"")]
    public void Numbers_are_written_without_a_needless_fraction(double number, string json) => Json(Value.ForNumber(number)).ShouldBe(json);

    [Fact]
    public void A_kind_that_is_not_known_is_refused_since_it_may_be_secret() =>
        Should.Throw<EngineRefusal>(() => Json(Special("0000", ("value", Text("hush"))))).Message.ShouldNotContain("hush");

    [Fact]
    public void Every_text_in_a_secret_is_reported_for_striking_out()
    {
        var texts = new List<string>();
        new Masking(texts.Add)
            .Node(Secret(Value.ForStruct(new() { Fields = { ["a"] = Value.ForList(Text("one"), Secret(Text("two"))) } })));
        texts.ShouldBe(["one", "two"]);
    }

    private static string Json(Value value) => new Masking().Node(value)!.ToJsonString();
}
