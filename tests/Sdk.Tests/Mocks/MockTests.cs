using Pulumi.Testing;
using Pulumi.Utilities;
using Stratus.Sdk.Tests.Outputs;
using Stratus.Sdk.Tests.Wire;

namespace Stratus.Sdk.Tests.Mocks;

public class MockTests
{
    private static async Task<Recorder> RunAsync(Action program, Recorder? mocks = null, bool preview = true)
    {
        mocks ??= new();
        await Deployment.TestAsync(mocks, new() { IsPreview = preview }, program);
        return mocks;
    }

    [Fact]
    public async Task Inputs_arrive_plain_without_nulls_and_without_what_is_unknown_anywhere_inside()
    {
        var mocks = await RunAsync(() => _ = new Thing("a", new()
        {
            Text = Output.CreateSecret("s"),
            Count = 3,
            List = { "x", OutputUtilities.CreateUnknown("y") },
            Map = { ["k"] = "v" },
            Nested = new NestedArgs { Inner = "i" },
            Value = new Dictionary<string, object?> { ["n"] = 1, ["deep"] = new object[] { true } },
        }));

        var inputs = mocks["a"].Inputs;
        inputs.Keys.ShouldBe(["text", "count", "map", "nested", "value"], ignoreOrder: true);
        inputs["text"].ShouldBe("s");
        inputs["count"].ShouldBe(3.0);
        inputs["map"].ShouldBeAssignableTo<ImmutableDictionary<string, object>>()!["k"].ShouldBe("v");
        inputs["nested"].ShouldBeAssignableTo<ImmutableDictionary<string, object>>()!["inner"].ShouldBe("i");
        var value = (ImmutableDictionary<string, object>)inputs["value"];
        value["n"].ShouldBe(1.0);
        ((ImmutableArray<object>)value["deep"]).ShouldBe([true]);
    }

    [Fact]
    public async Task A_mock_sees_type_name_and_provider()
    {
        var mocks = await RunAsync(() => _ = new Thing("a", options: new() { Provider = new Cloud("cloud"), ImportId = "imported" }));

        (mocks["a"].Type, mocks["a"].Id).ShouldBe(("test:index:Thing", "imported"));
        mocks["a"].Provider.ShouldBe("urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:test::cloud::cloud-id");
        mocks.Resources.ShouldNotContain(resource => resource.Type == "pulumi:pulumi:Stack");
    }

    [Theory]
    [InlineData("mine", null, "mine", true)]
    [InlineData(null, "imported", "imported", true)]
    [InlineData(null, null, null, false)]
    public async Task The_id_is_the_mocks_own_or_the_imported_one(string? id, string? imported, string? expected, bool known)
    {
        Thing? thing = null;
        await RunAsync(() => thing = new Thing("a", options: new() { ImportId = imported }), new() { Make = _ => (id, ImmutableDictionary<string, object>.Empty) });

        (await thing!.Id.SeeAsync()).Marks.ShouldBe((expected!, known, false));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_output_that_the_mock_leaves_out_is_unknown_in_a_preview_only(bool preview)
    {
        Thing? thing = null;
        await RunAsync(() => thing = new Thing("a"), preview: preview);

        (await thing!.Text.SeeAsync()).IsKnown.ShouldBe(!preview);
    }

    [Fact]
    public async Task The_state_may_be_an_object_of_an_output_type()
    {
        Rich? rich = null;
        await RunAsync(() => rich = new Rich("a"), new() { Make = _ => ("i", EncodingTests.Reading.Of("n", 1)) });

        (await rich!.Flag.SeeAsync()).IsKnown.ShouldBeFalse();
    }

    [Fact]
    public async Task A_urn_keeps_the_first_type_of_its_ancestry()
    {
        Thing? deep = null;
        await RunAsync(() => deep = new Thing("deep", options: new() { Parent = new Box("inner", new() { Parent = new Box("outer") }) }));

        (await deep!.Urn.SeeAsync()).Value.ShouldBe("urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Thing::deep");
    }

    [Fact]
    public async Task Calls_are_answered_by_the_mock()
    {
        Output<string>? answer = null;
        var mocks = await RunAsync(
            () => answer = Deployment.Instance.Invoke<ImmutableDictionary<string, string>>("test:index:ask", new InvokeTests.AskArgs { Question = "q" })
                .Apply(all => all["reply"]),
            new() { Answer = args => new Dictionary<string, object> { ["reply"] = args.Args["question"] + "!" } });

        mocks.Calls.ShouldHaveSingleItem().Token.ShouldBe("test:index:ask");
        (await answer!.SeeAsync()).Value.ShouldBe("q!");
    }

    [Fact]
    public async Task A_resource_is_found_again_by_its_urn()
    {
        Thing? again = null;
        await Deployment.TestAsync(new Recorder(), new(), async () =>
        {
            var urn = await OutputUtilities.GetValueAsync(new Thing("a", new() { Text = "t" }).Urn);
            again = new Thing("a", options: new() { Urn = urn });
        });

        (await again!.Text.SeeAsync()).Value.ShouldBe("t");
    }

    [Fact]
    public async Task A_resource_that_is_read_passes_its_id()
    {
        var mocks = await RunAsync(() => _ = new Thing("a", new() { Text = "t" }, new() { Id = "there" }));

        (mocks["a"].Id, mocks["a"].Inputs["text"]).ShouldBe(("there", "t"));
    }

    [Fact]
    public async Task The_outputs_of_components_reach_the_mock_with_their_marks()
    {
        var mocks = await RunAsync(() => new Box("box").Finish(new Dictionary<string, object?> { ["x"] = Output.CreateSecret("s") }));

        var request = mocks.Outputs.Single(one => one.Urn.EndsWith("::box", StringComparison.Ordinal));
        (await request.Outputs["x"].SeeAsync()).Marks.ShouldBe(("s", true, true));
    }

    [Fact]
    public async Task Empty_mocks_make_what_they_are_asked_for()
    {
        Thing? thing = null;
        await Deployment.TestAsync(new EmptyMocks(), new(), () => { thing = new Thing("a", new() { Text = "t" }); });

        (await thing!.Text.SeeAsync()).Marks.ShouldBe(("t", true, false));
        (await thing.Id.SeeAsync()).IsKnown.ShouldBeFalse();
    }
}
