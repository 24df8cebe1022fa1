using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Stratus.Core.Proof.Reports;

namespace Stratus.Core.Tests.Proof.Reports;

public sealed class Rfc8785Tests
{
    // From RFC 8785, section 3.2.3, its numbers left out.
    [Fact]
    public void Members_are_ordered_as_the_RFC_orders_them() =>
        Text(new JsonObject
        {
            ["\u20ac"] = "Euro Sign",
            ["\r"] = "Carriage Return",
            ["\ufb33"] = "Hebrew Letter Dalet With Dagesh",
            ["1"] = "One",
            ["\ud83d\ude00"] = "Emoji: Grinning Face",
            ["\u0080"] = "Control",
            ["\u00f6"] = "Latin Small Letter O With Diaeresis",
        }).ShouldBe("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
            + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");

    // From RFC 8785, section 3.2.2.
    [Fact]
    public void Strings_and_literals_are_written_as_the_RFC_writes_them() =>
        Text(JsonNode.Parse("""{"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}"""))
            .ShouldBe("""{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}""");

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("9007199254740991")]
    [InlineData("-9007199254740991")]
    public void A_whole_number_keeps_its_digits(string number) => Text(JsonNode.Parse(number)).ShouldBe(number);

    [Theory]
    [InlineData("9007199254740992")]
    [InlineData("-9007199254740992")]
    [InlineData("99999999999999999999")]
    [InlineData("0.5")]
    [InlineData("1e3")]
    [InlineData("1.0")]
    public void Any_other_number_is_refused(string number) => Should.Throw<FormatException>(() => Bytes(JsonNode.Parse(number)));

    [Fact]
    public void Minus_zero_is_zero() => Text(JsonNode.Parse("-0")).ShouldBe("0");

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        foreach (var text in (string[])[@"\ud83d", @"\ude00", @"\ude00\ud83d", @"a\ud83d!"])
        {
            Should.Throw<FormatException>(() => Rfc8785.Bytes(JsonElement.Parse($"\"{text}\"")));
            Should.Throw<FormatException>(() => Rfc8785.Bytes(JsonElement.Parse($"{{\"{text}\":1}}")));
            Should.Throw<FormatException>(() => Rfc8785.Sha256(JsonElement.Parse($"\"{text}\"")));
        }
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Rfc8785Tests)])]
    public bool The_order_of_members_does_not_matter(JsonObject value, int seed) => Bytes(Shuffled(value, new Random(seed))).SequenceEqual(Bytes(value));

    [Property(MaxTest = 500, Arbitrary = [typeof(Rfc8785Tests)])]
    public bool What_is_written_is_read_as_the_same_value_and_written_as_the_same_bytes(JsonObject value)
    {
        var read = JsonNode.Parse(Bytes(value));
        return JsonNode.DeepEquals(read, value) && Bytes(read).SequenceEqual(Bytes(value));
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Rfc8785Tests)])]
    public bool The_sum_is_that_of_the_bytes(JsonObject value, NonNegativeInt length)
    {
        // Texts longer than what is summed at a time.
        value["long"] = new string('é', length.Get * 1000);
        return Rfc8785.Sha256(JsonSerializer.SerializeToElement(value)).SequenceEqual(SHA256.HashData(Bytes(value)));
    }

    [Property(MaxTest = 500)]
    public bool Every_text_that_is_Unicode_comes_back(string? text)
    {
        var unicode = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? "\u0000\u001f\u007f\u2028\u2029\ufeff\ud83d\ude00"));
        return JsonNode.Parse(Bytes(JsonValue.Create(unicode)))!.GetValue<string>() == unicode;
    }

    public static Arbitrary<JsonObject> Values() => Gen.Sized(size => Map(Math.Min(size, 3))).ToArbitrary();

    private static Gen<string> Strings => Gen.OneOf(
        Gen.Elements("", "a", "B", "1", "10", "\r", "\u0080", "€", "😀", "\ufb33", "\u2028", "\\", "\"", "\0", "\u001f", "\u007f", "é", "e\u0301"),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get))));

    private static Gen<JsonObject> Map(int depth) => Gen.Choose(0, 5).SelectMany(count => Strings.Zip(Value(depth - 1)).ListOf(count)).Select(pairs =>
    {
        var map = new JsonObject();
        foreach (var (key, value) in pairs) map[key] = value?.DeepClone();
        return map;
    });

    private static Gen<JsonNode?> Value(int depth)
    {
        var scalar = Gen.OneOf(
            Strings.Select(text => (JsonNode?)JsonValue.Create(text)),
            ArbMap.Default.GeneratorFor<int>().Select(number => (JsonNode?)JsonValue.Create((long)number)),
            Gen.Elements(true, false).Select(flag => (JsonNode?)JsonValue.Create(flag)),
            Gen.Constant((JsonNode?)null));
        if (depth <= 0) return scalar;
        var list = Gen.Choose(0, 3).SelectMany(count => Value(depth - 1).ListOf(count)).Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]));
        return Gen.OneOf(scalar, list, Map(depth).Select(map => (JsonNode?)map));
    }

    private static JsonNode? Shuffled(JsonNode? node, Random random) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(_ => random.Next()).Select(member => KeyValuePair.Create(member.Key, Shuffled(member.Value, random)))),
        JsonArray list => new JsonArray([.. list.Select(item => Shuffled(item, random))]),
        _ => node?.DeepClone(),
    };

    private static byte[] Bytes(JsonNode? value) => Rfc8785.Bytes(JsonSerializer.SerializeToElement(value));

    private static string Text(JsonNode? value) => Encoding.UTF8.GetString(Bytes(value));
}
