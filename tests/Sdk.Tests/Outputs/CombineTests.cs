using System.Globalization;

namespace Stratus.Sdk.Tests.Outputs;

public class CombineTests
{
    [Property]
    public async Task All_is_known_if_every_one_is_and_secret_if_any_is(Any<int>[] many)
    {
        var seen = await Output.All(many.Select(any => any.ToOutput())).SeeAsync();

        seen.IsKnown.ShouldBe(many.All(any => any.IsKnown));
        seen.IsSecret.ShouldBe(many.Any(any => any.IsSecret));
        if (seen.IsKnown)
        {
            seen.Value.ShouldBe(many.Select(any => any.Value));
        }
    }

    [Property]
    public async Task All_four_forms_of_All_agree(Any<int>[] many)
    {
        var outputs = many.Select(any => any.ToOutput()).ToArray();
        var inputs = outputs.Select(output => (Input<int>)output).ToArray();
        var expected = await Output.All(outputs).SeeAsync();

        foreach (var same in new[] { Output.All(outputs.AsEnumerable()), Output.All(inputs), Output.All(inputs.AsEnumerable()) })
        {
            var seen = await same.SeeAsync();
            (seen.IsKnown, seen.IsSecret).ShouldBe((expected.IsKnown, expected.IsSecret));
            if (expected.IsKnown)
            {
                seen.Value.ShouldBe(expected.Value);
            }
        }
    }

    [Property]
    public async Task A_pair_is_known_if_both_are_and_secret_if_either_is(Any<int> one, Any<string> two)
    {
        var seen = await Output.Tuple(one.ToOutput(), two.ToOutput()).SeeAsync();
        var fromInputs = await Output.Tuple((Input<int>)one.ToOutput(), (Input<string>)two.ToOutput()).SeeAsync();

        (seen.IsKnown, seen.IsSecret).ShouldBe((one.IsKnown && two.IsKnown, one.IsSecret || two.IsSecret));
        fromInputs.Marks.ShouldBe(seen.Marks);
        if (seen.IsKnown)
        {
            seen.Value.ShouldBe((one.Value, two.Value));
        }
    }

    [Fact]
    public async Task Tuples_of_three_to_eight_keep_their_order()
    {
        Output<int>[] o = [.. Enumerable.Range(1, 8).Select(Output.Create)];
        Input<int>[] i = [.. o.Select(output => (Input<int>)output)];

        (await Output.Tuple(o[0], o[1], o[2]).SeeAsync()).Value.ShouldBe((1, 2, 3));
        (await Output.Tuple(i[0], i[1], i[2]).SeeAsync()).Value.ShouldBe((1, 2, 3));
        (await Output.Tuple(o[0], o[1], o[2], o[3]).SeeAsync()).Value.ShouldBe((1, 2, 3, 4));
        (await Output.Tuple(i[0], i[1], i[2], i[3]).SeeAsync()).Value.ShouldBe((1, 2, 3, 4));
        (await Output.Tuple(o[0], o[1], o[2], o[3], o[4]).SeeAsync()).Value.ShouldBe((1, 2, 3, 4, 5));
        (await Output.Tuple(i[0], i[1], i[2], i[3], i[4]).SeeAsync()).Value.ShouldBe((1, 2, 3, 4, 5));
        (await Output.Tuple(o[0], o[1], o[2], o[3], o[4], o[5]).SeeAsync()).Value.ShouldBe((1, 2, 3, 4, 5, 6));
        (await Output.Tuple(i[0], i[1], i[2], i[3], i[4], i[5]).SeeAsync()).Value.ShouldBe((1, 2, 3, 4, 5, 6));
        (await Output.Tuple(o[0], o[1], o[2], o[3], o[4], o[5], o[6]).SeeAsync()).Value.ShouldBe((1, 2, 3, 4, 5, 6, 7));
        (await Output.Tuple(i[0], i[1], i[2], i[3], i[4], i[5], i[6]).SeeAsync()).Value.ShouldBe((1, 2, 3, 4, 5, 6, 7));
        (await Output.Tuple(o[0], o[1], o[2], o[3], o[4], o[5], o[6], o[7]).SeeAsync()).Value.ShouldBe((1, 2, 3, 4, 5, 6, 7, 8));
        (await Output.Tuple(i[0], i[1], i[2], i[3], i[4], i[5], i[6], i[7]).SeeAsync()).Value.ShouldBe((1, 2, 3, 4, 5, 6, 7, 8));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task One_unknown_secret_item_makes_a_tuple_of_eight_unknown_and_secret(int odd)
    {
        Output<int>[] o = [.. Enumerable.Range(0, 8).Select(item => new Any<int>(item, item != odd, item == odd).ToOutput())];

        var seen = await Output.Tuple(o[0], o[1], o[2], o[3], o[4], o[5], o[6], o[7]).SeeAsync();

        (seen.IsKnown, seen.IsSecret).ShouldBe((false, true));
    }

    [Property]
    public async Task Format_fills_holes_with_plain_values_inputs_and_outputs_alike(int plain, Any<int> input, Any<int> output)
    {
        var seen = await Output.Format($"{plain}, {(Input<int>)input.ToOutput()} and {output.ToOutput()}").SeeAsync();

        (seen.IsKnown, seen.IsSecret).ShouldBe((input.IsKnown && output.IsKnown, input.IsSecret || output.IsSecret));
        if (seen.IsKnown)
        {
            seen.Value.ShouldBe(string.Create(CultureInfo.InvariantCulture, $"{plain}, {input.Value} and {output.Value}"));
        }
    }

    [Fact]
    public async Task Format_takes_the_invariant_culture_and_format_strings()
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        try
        {
            (await Output.Format($"{Output.Create(1.5)} {2.5} {Output.Create(255):x4} {{}} {(string?)null}").SeeAsync()).Value.ShouldBe("1.5 2.5 00ff {} ");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
