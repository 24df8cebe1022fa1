using Pulumi.Utilities;

namespace Stratus.Sdk.Tests.Outputs;

public class CreationTests
{
    [Property]
    public async Task A_created_output_is_known_and_not_secret(string value)
    {
        (await Output.Create(value).SeeAsync()).Marks.ShouldBe((value, true, false));
        (await Output.Create(Task.FromResult(value)).SeeAsync()).Marks.ShouldBe((value, true, false));
    }

    [Property]
    public async Task A_created_secret_is_known_and_secret(string value)
    {
        (await Output.CreateSecret(value).SeeAsync()).Marks.ShouldBe((value, true, true));
        (await Output.CreateSecret(Task.FromResult(value)).SeeAsync()).Marks.ShouldBe((value, true, true));
    }

    [Property]
    public async Task Marking_as_secret_and_back_changes_nothing_else(Any<int> any)
    {
        (await Output.CreateSecret(any.ToOutput()).SeeAsync()).Marks.ShouldBe((any.IsKnown ? any.Value : 0, any.IsKnown, true));
        (await Output.Unsecret(any.ToOutput()).SeeAsync()).Marks.ShouldBe((any.IsKnown ? any.Value : 0, any.IsKnown, false));
    }

    [Fact]
    public async Task An_unknown_output_may_be_made_of_a_value_that_is_computed_later()
    {
        var seen = await OutputUtilities.CreateUnknown(() => Task.FromResult(7)).SeeAsync();

        seen.Marks.ShouldBe((0, false, false));
    }

    [Fact]
    public async Task A_task_that_fails_fails_the_output()
    {
        var output = Output.Create(Task.FromException<int>(new InvalidDataException("late")));

        (await Should.ThrowAsync<InvalidDataException>(output.SeeAsync())).Message.ShouldBe("late");
    }

    [Fact]
    public async Task Elements_of_an_array_are_reached_by_shorthands()
    {
        var array = Output.CreateSecret(ImmutableArray.Create("a", "b"));

        (await array.First().SeeAsync()).Marks.ShouldBe(("a", true, true));
        (await array.GetAt(1).SeeAsync()).Marks.ShouldBe(("b", true, true));
        (await array.Length().SeeAsync()).Marks.ShouldBe((2, true, true));
    }

    [Fact]
    public async Task Sides_of_a_union_are_reached_by_shorthands()
    {
        var first = Output.Create(Union<int, string>.FromT0(1));
        var second = Output.Create(Union<int, string>.FromT1("b"));

        (await first.IsT0().SeeAsync()).Value.ShouldBeTrue();
        (await first.IsT1().SeeAsync()).Value.ShouldBeFalse();
        (await first.AsT0().SeeAsync()).Value.ShouldBe(1);
        (await second.AsT1().SeeAsync()).Value.ShouldBe("b");
        (await second.Value().SeeAsync()).Value.ShouldBe("b");
        await Should.ThrowAsync<InvalidOperationException>(second.AsT0().SeeAsync());
    }
}
