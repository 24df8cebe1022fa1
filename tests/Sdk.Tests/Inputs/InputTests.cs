using Pulumi.Utilities;
using Stratus.Sdk.Tests.Outputs;

namespace Stratus.Sdk.Tests.Inputs;

public class InputTests
{
    private static Task<Seen<T>> SeeAsync<T>(Input<T> input) => input.Apply(value => value).SeeAsync();

    private static async Task<string> TextAsync(InputList<string> list) => string.Join(',', (await SeeAsync(list)).Value);

    private static async Task<string> TextAsync(InputMap<string> map) =>
        string.Join(',', (await SeeAsync(map)).Value.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    [Property]
    public async Task An_input_is_the_value_or_output_that_it_was_made_of(Any<string> any)
    {
        (await SeeAsync((Input<string>)any.ToOutput())).Marks.ShouldBe((any.IsKnown ? any.Value : null!, any.IsKnown, any.IsSecret));
        (await SeeAsync((Input<string>)any.Value!)).Marks.ShouldBe((any.Value, true, false));
        (await ((Output<string>)(Input<string>)any.Value!).SeeAsync()).Value.ShouldBe(any.Value);
    }

    [Fact]
    public async Task A_list_is_made_of_anything_listlike()
    {
        string[] ab = ["a", "b"];
        Output<string>[] outputs = [.. ab.Select(Output.Create)];
        Input<string>[] inputs = [.. outputs.Select(output => (Input<string>)output)];
        InputList<string>[] twos =
        [
            ab, outputs, inputs, ab.ToList(), outputs.ToList(), inputs.ToList(), ab.ToImmutableArray(), outputs.ToImmutableArray(),
            inputs.ToImmutableArray(), Output.Create(ab), Output.Create(ab.ToList()), Output.Create(ab.AsEnumerable()), Output.Create(ab.ToImmutableArray()),
        ];
        InputList<string>[] ones = ["a", Output.Create("a"), (Input<string>)"a"];

        foreach (var list in twos)
        {
            (await TextAsync(list)).ShouldBe("a,b");
        }
        foreach (var list in ones)
        {
            (await TextAsync(list)).ShouldBe("a");
        }
    }

    [Property]
    public async Task Lists_concatenate_like_lists(string[] one, string[] two)
    {
        InputList<string> first = one, second = two;
        var both = first.Concat(second);
        var added = new InputList<string> { first, second };
        var ranged = new InputList<string>();
        ranged.AddRange(first);
        ranged.AddRange(second);

        foreach (var list in new[] { both, added, ranged })
        {
            (await SeeAsync(list)).Value.ShouldBe(one.Concat(two));
        }
        (await SeeAsync(first)).Value.ShouldBe(one);
    }

    [Property]
    public async Task A_list_is_known_if_all_elements_are_and_secret_if_any_is(Any<string>[] many)
    {
        var list = new InputList<string>();
        foreach (var any in many)
        {
            list.Add(any.ToOutput());
        }
        var seen = await SeeAsync(list);

        (seen.IsKnown, seen.IsSecret).ShouldBe((many.All(any => any.IsKnown), many.Any(any => any.IsSecret)));
    }

    [Fact]
    public async Task A_list_is_enumerated_asynchronously_and_never_otherwise()
    {
        var list = new InputList<string> { "a", Output.Create("b") };
        var seen = new List<string>();
        await foreach (var item in list)
        {
            seen.Add((await SeeAsync(item)).Value);
        }

        seen.ShouldBe(["a", "b"]);
        Should.Throw<NotSupportedException>(() => ((System.Collections.IEnumerable)list).GetEnumerator());
        Should.Throw<NotSupportedException>(() => ((System.Collections.IEnumerable)new InputMap<int>()).GetEnumerator());
    }

    [Fact]
    public async Task A_map_is_made_of_anything_maplike()
    {
        var plain = new Dictionary<string, string> { ["k"] = "v" };
        InputMap<string>[] maps =
        [
            plain, plain.ToImmutableDictionary(), Output.Create(plain), Output.Create((IDictionary<string, string>)plain),
            Output.Create(plain.ToImmutableDictionary()), new() { { "k", "v" } }, new() { ["k"] = Output.Create("v") }, new() { (InputMap<string>)plain },
        ];

        foreach (var map in maps)
        {
            (await TextAsync(map)).ShouldBe("k=v");
        }
    }

    [Fact]
    public async Task Merging_maps_lets_the_second_stand()
    {
        InputMap<string> first = new() { ["a"] = "1", ["b"] = "1" }, second = new() { ["b"] = "2", ["c"] = "2" };

        (await TextAsync(InputMap<string>.Merge(first, second))).ShouldBe("a=1,b=2,c=2");
        (await TextAsync(first)).ShouldBe("a=1,b=1");
    }

    [Fact]
    public async Task A_key_may_come_twice_with_the_same_value_only()
    {
        (await TextAsync(new InputMap<string> { { "k", "v" }, { "k", Output.Create("v") } })).ShouldBe("k=v");
        (await Should.ThrowAsync<ArgumentException>(TextAsync(new InputMap<string> { { "k", "v" }, { "k", "w" } })))
            .Message.ShouldBe("Key 'k' already exists in the map with a different value.");
        var indexed = new InputMap<string> { ["k"] = "v" };
        indexed["k"] = "w";
        (await Should.ThrowAsync<ArgumentException>(TextAsync(indexed)))
            .Message.ShouldBe("Key 'k' already exists in the map with a different value.");
    }

    [Fact]
    public async Task Ranges_of_maps_are_added()
    {
        var map = new InputMap<string> { ["a"] = "1" };
        map.AddRange(new() { ["b"] = "2" });
        map.AddRange(OutputUtilities.CreateUnknown(ImmutableDictionary<string, string>.Empty));

        (await SeeAsync(map)).IsKnown.ShouldBeFalse();
    }

    [Fact]
    public async Task A_map_is_enumerated_by_pairs()
    {
        var seen = new List<KeyValuePair<string, string>>();
        await foreach (var pair in new InputMap<string> { ["k"] = "v" })
        {
            seen.Add((await SeeAsync(pair)).Value);
        }

        seen.ShouldBe([KeyValuePair.Create("k", "v")]);
    }

    [Fact]
    public async Task What_is_unknown_has_nothing_to_enumerate()
    {
        var seen = 0;
        await foreach (var _ in (InputList<string>)OutputUtilities.CreateUnknown(ImmutableArray.Create("x")))
        {
            seen++;
        }
        await foreach (var _ in (InputMap<string>)OutputUtilities.CreateUnknown(ImmutableDictionary<string, string>.Empty.Add("k", "v")))
        {
            seen++;
        }

        seen.ShouldBe(0);
    }

    [Fact]
    public async Task A_union_takes_either_type_plain_or_not()
    {
        InputUnion<int, string>[] ones = [1, Output.Create(1), (Input<int>)1, Output.Create(Union<int, string>.FromT0(1))];
        InputUnion<int, string>[] texts = ["x", Output.Create("x"), (Input<string>)"x", Output.Create(Union<int, string>.FromT1("x"))];

        foreach (var union in ones)
        {
            (await SeeAsync(union)).Value.ShouldBe(Union<int, string>.FromT0(1));
        }
        foreach (var union in texts)
        {
            (await SeeAsync(union)).Value.AsT1.ShouldBe("x");
        }
    }

    [Fact]
    public void A_union_knows_which_of_its_types_it_holds()
    {
        Union<int, string> one = 1, text = "x";

        (one.IsT0, one.IsT1, one.Value, one.AsT0).ShouldBe((true, false, 1, 1));
        (text.IsT0, text.IsT1, text.Value, text.AsT1).ShouldBe((false, true, "x", "x"));
        Should.Throw<InvalidOperationException>(() => one.AsT1);
        one.Match(number => $"n{number}", other => other).ShouldBe("n1");
        text.Match(number => $"n{number}", other => other).ShouldBe("x");
        var switched = "";
        text.Switch(number => switched = "number", other => switched = other);
        switched.ShouldBe("x");
        one.Equals((Union<int, string>)1).ShouldBeTrue();
        one.Equals(text).ShouldBeFalse();
        one.Equals((object)1).ShouldBeFalse();
        one.GetHashCode().ShouldBe(((Union<int, string>)1).GetHashCode());
        one.ToString()!.ShouldContain("1");
    }

    [Fact]
    public async Task Json_is_taken_as_text_as_a_document_and_as_an_element()
    {
        using var document = JsonDocument.Parse("[1]");
        InputJson[] all =
        [
            "[1]", document, document.RootElement,
            Output.Create("[1]"), Output.Create(document), Output.Create(document.RootElement),
        ];

        foreach (var json in all)
        {
            (await SeeAsync(json)).Value.GetRawText().ShouldBe("[1]");
        }
        Should.Throw<JsonException>(() => (InputJson)"{");
        await Should.ThrowAsync<JsonException>(SeeAsync((InputJson)Output.Create("{")));
    }
}
