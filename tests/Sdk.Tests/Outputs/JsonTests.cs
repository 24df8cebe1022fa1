using Pulumi.Utilities;

namespace Stratus.Sdk.Tests.Outputs;

public class JsonTests
{
    public sealed record Leaf(string Name, int[] Sizes, Dictionary<string, bool> Flags);

    private sealed class Tree
    {
        public Output<string>? Text { get; set; }

        public Input<int>? Number { get; set; }

        public InputList<string>? List { get; set; }

        public InputMap<string>? Map { get; set; }

        public Output<Tree>? Child { get; set; }
    }

    [Property]
    public async Task A_value_survives_a_round_trip_and_keeps_its_secretness(string name, int[] sizes, bool flag, bool secret)
    {
        var leaf = new Leaf(name, sizes, new() { ["flag"] = flag });
        var json = Output.JsonSerialize(new Any<Leaf>(leaf, true, secret).ToOutput());
        var seen = await Output.JsonDeserialize<Leaf>(json).SeeAsync();

        (await json.SeeAsync()).Value.ShouldBe(JsonSerializer.Serialize(leaf));
        seen.IsSecret.ShouldBe(secret);
        seen.Value.Name.ShouldBe(name);
        seen.Value.Sizes.ShouldBe(sizes);
        seen.Value.Flags.ShouldBe(leaf.Flags);
    }

    [Property]
    public async Task Outputs_inside_give_their_values_and_their_marks(Any<string> text, Any<int> number)
    {
        var tree = new Tree { Text = text.ToOutput(), Number = number.ToOutput() };
        var seen = await Output.JsonSerialize(Output.Create(tree)).SeeAsync();

        seen.IsKnown.ShouldBe(text.IsKnown && number.IsKnown);
        if (seen.IsKnown)
        {
            seen.IsSecret.ShouldBe(text.IsSecret || number.IsSecret);
            var json = JsonDocument.Parse(seen.Value).RootElement;
            json.GetProperty("Text").GetString().ShouldBe(text.Value);
            json.GetProperty("Number").GetInt32().ShouldBe(number.Value);
            json.GetProperty("Child").ValueKind.ShouldBe(JsonValueKind.Null);
        }
    }

    [Fact]
    public async Task Outputs_inside_outputs_are_resolved_to_any_depth()
    {
        var leaf = new Tree { Text = Output.CreateSecret("deep") };
        var middle = new Tree { Child = Output.Create(leaf) };
        var seen = await Output.JsonSerialize(Output.Create(new Tree { Child = Output.Create(middle) })).SeeAsync();

        seen.IsSecret.ShouldBeTrue();
        JsonDocument.Parse(seen.Value).RootElement
            .GetProperty("Child").GetProperty("Child").GetProperty("Text").GetString().ShouldBe("deep");
    }

    [Fact]
    public async Task Lists_and_maps_of_inputs_are_written_as_arrays_and_objects()
    {
        var tree = new Tree { List = new() { "a", Output.Create("b") }, Map = new() { ["k"] = Output.CreateSecret("v") } };
        var seen = await Output.JsonSerialize(Output.Create(tree)).SeeAsync();

        var json = JsonDocument.Parse(seen.Value).RootElement;
        json.GetProperty("List").GetRawText().ShouldBe("""["a","b"]""");
        json.GetProperty("Map").GetRawText().ShouldBe("""{"k":"v"}""");
        seen.IsSecret.ShouldBeTrue();
    }

    [Fact]
    public async Task Options_of_the_serializer_are_used()
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
        var json = await Output.JsonSerialize(Output.Create(new { Key = 1 }), options).SeeAsync();
        var leaf = await Output.JsonDeserialize<Leaf>(Output.Create("""{"name":"n"}"""), options).SeeAsync();

        json.Value.ShouldBe("""{"key":1}""");
        leaf.Value.Name.ShouldBe("n");
    }

    [Fact]
    public async Task An_unknown_value_has_unknown_json_and_unknown_json_an_unknown_value()
    {
        (await Output.JsonSerialize(OutputUtilities.CreateUnknown(1)).SeeAsync()).IsKnown.ShouldBeFalse();
        (await Output.JsonDeserialize<int>(OutputUtilities.CreateUnknown("1")).SeeAsync()).Marks.ShouldBe((0, false, false));
    }

    [Fact]
    public async Task Text_that_is_no_json_fails_the_output() =>
        await Should.ThrowAsync<JsonException>(Output.JsonDeserialize<int>(Output.Create("{")).SeeAsync());
}
