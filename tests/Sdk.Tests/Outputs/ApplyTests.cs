namespace Stratus.Sdk.Tests.Outputs;

public class ApplyTests
{
    public enum Overload
    {
        Value,
        Task,
        Input,
        Output,
    }

    [Property]
    public async Task A_known_output_is_mapped_and_keeps_its_secretness(Overload overload, int value, bool secret)
    {
        var seen = await Apply(overload, new Any<int>(value, true, secret).ToOutput(), some => $"<{some}>").SeeAsync();

        seen.Marks.ShouldBe(($"<{value}>", true, secret));
    }

    [Property]
    public async Task The_function_of_an_unknown_output_is_never_called(Overload overload, int value, bool secret)
    {
        var called = false;
        var seen = await Apply(overload, new Any<int>(value, false, secret).ToOutput(), some => $"{called = true}").SeeAsync();

        called.ShouldBeFalse();
        seen.Marks.ShouldBe((null!, false, secret));
    }

    [Property]
    public async Task What_the_inner_output_is_adds_to_what_the_outer_is(Any<int> outer, Any<string> inner)
    {
        var seen = await outer.ToOutput().Apply(_ => inner.ToOutput()).SeeAsync();

        seen.IsKnown.ShouldBe(outer.IsKnown && inner.IsKnown);
        seen.IsSecret.ShouldBe(outer.IsSecret || (outer.IsKnown && inner.IsSecret));
    }

    [Property]
    public async Task Applying_twice_is_applying_the_composition(Any<int> any)
    {
        var twice = await any.ToOutput().Apply(value => unchecked(value + 1)).Apply(value => $"{value}").SeeAsync();
        var once = await any.ToOutput().Apply(value => $"{unchecked(value + 1)}").SeeAsync();

        twice.Marks.ShouldBe(once.Marks);
    }

    [Theory]
    [InlineData(Overload.Input)]
    [InlineData(Overload.Output)]
    public async Task A_function_that_gives_no_output_gives_a_known_default(Overload overload)
    {
        var one = Output.Create(1);
        var nothing = overload == Overload.Input
            ? one.Apply(_ => (Input<string>?)null)
            : one.Apply(_ => (Output<string>?)null);

        (await nothing.SeeAsync()).Marks.ShouldBe((null!, true, false));
    }

    [Theory]
    [InlineData(Overload.Value)]
    [InlineData(Overload.Task)]
    [InlineData(Overload.Input)]
    [InlineData(Overload.Output)]
    public async Task What_the_function_throws_reaches_whoever_reads_the_output(Overload overload)
    {
        var output = Apply<int, string>(overload, Output.Create(1), _ => throw new InvalidDataException("no"));

        (await Should.ThrowAsync<InvalidDataException>(output.SeeAsync())).Message.ShouldBe("no");
        (await Should.ThrowAsync<InvalidDataException>(output.Apply(_ => 1).SeeAsync())).Message.ShouldBe("no");
    }

    [Fact]
    public async Task Applying_an_input_is_applying_its_output()
    {
        Input<int> input = 20;
        Input<int>? none = null;

        (await input.Apply(value => value + 1).SeeAsync()).Value.ShouldBe(21);
        (await input.Apply(value => Task.FromResult(value + 2)).SeeAsync()).Value.ShouldBe(22);
        (await input.Apply(value => (Input<int>)(value + 3)).SeeAsync()).Value.ShouldBe(23);
        (await input.Apply(value => Output.CreateSecret(value + 4)).SeeAsync()).Marks.ShouldBe((24, true, true));
        (await none.Apply(value => value + 1).SeeAsync()).Marks.ShouldBe((1, true, false));
    }

    private static Output<TOther> Apply<T, TOther>(Overload overload, Output<T> output, Func<T, TOther> func) => overload switch
    {
        Overload.Value => output.Apply(func),
        Overload.Task => output.Apply(async value =>
        {
            await Task.Yield();
            return func(value);
        }),
        Overload.Input => output.Apply(value => (Input<TOther>?)(Input<TOther>)func(value)),
        _ => output.Apply(value => (Output<TOther>?)Output.Create(func(value))),
    };
}
