using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using Stratus.Sdk.Tests.Outputs;

namespace Stratus.Sdk.Tests.Wire;

public class ResponseTests
{
    /// <summary>An engine that gives every custom resource the same outputs.</summary>
    private static EngineAnswers Giving(Result result, bool dryRun, params (string Key, Value Value)[] outputs) => new()
    {
        DryRun = dryRun,
        Register = request =>
        {
            var response = EngineAnswers.Created(request, dryRun);
            response.Result = result;
            response.Object = Wired.Map(outputs).StructValue;
            return Task.FromResult(response);
        },
    };

    private static async Task<(T Made, WireRun Run)> MakeAsync<T>(Func<T> make, EngineAnswers answers)
        where T : Resource
    {
        T? made = null;
        var run = await WireRun.OfAsync(() => { made = make(); }, answers);
        run.ExitCode.ShouldBe(0, string.Join('\n', run.Logs.Select(log => log.Message)));
        return (made!, run);
    }

    [Fact]
    public async Task Outputs_are_read_with_their_own_marks()
    {
        var (thing, _) = await MakeAsync(() => new Thing("a"), Giving(Result.Success, false,
            ("text", Wired.Secret(Wired.Of("hidden"))),
            ("count", Wired.Of(7)),
            ("value", Wired.Unknown),
            ("list", Wired.List(Wired.Of("x"), Wired.Secret(Wired.Of("y")))),
            ("map", Wired.Secret(Wired.Secret(Wired.Map(("k", Wired.Of("v")), ("__defaults", Wired.Of("engine"))))))));

        (await thing.Text.SeeAsync()).Marks.ShouldBe(("hidden", true, true));
        (await thing.Count.SeeAsync()).Marks.ShouldBe((7, true, false));
        (await thing.Value.SeeAsync()).Marks.ShouldBe((null, false, false));
        var list = await thing.List.SeeAsync();
        (list.IsKnown, list.IsSecret).ShouldBe((true, true));
        list.Value.ShouldBe(["x", "y"]);
        var map = await thing.Map.SeeAsync();
        map.IsSecret.ShouldBeTrue();
        map.Value.ShouldBe(new Dictionary<string, string> { ["k"] = "v" }, ignoreOrder: true);
        (await thing.Text.SeeAsync()).Dependencies.ShouldContain(thing);
    }

    [Fact]
    public async Task Something_unknown_inside_makes_the_whole_output_unknown()
    {
        var (thing, _) = await MakeAsync(() => new Thing("a"), Giving(Result.Success, false, ("list", Wired.List(Wired.Of("x"), Wired.Unknown))));

        (await thing.List.SeeAsync()).IsKnown.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true, Result.Success, false)]
    [InlineData(false, Result.Success, true)]
    [InlineData(false, Result.Fail, false)]
    [InlineData(false, Result.Skip, false)]
    internal async Task An_output_that_the_engine_leaves_out_is_known_only_after_an_update_that_worked(bool dryRun, Result result, bool known)
    {
        var (thing, _) = await MakeAsync(() => new Thing("a"), Giving(result, dryRun));

        (await thing.Text.SeeAsync()).Marks.ShouldBe((null!, known, false));
        (await thing.Id.SeeAsync()).IsKnown.ShouldBe(!dryRun);
        (await thing.Urn.SeeAsync()).IsKnown.ShouldBeTrue();
    }

    [Fact]
    public async Task What_the_engine_says_an_output_came_from_is_remembered()
    {
        const string elsewhere = "urn:pulumi:dev::proj::test:index:Thing::elsewhere";
        var answers = new EngineAnswers
        {
            Register = request =>
            {
                var response = EngineAnswers.Created(request);
                if (request.Name == "a")
                {
                    response.PropertyDependencies["text"] = new() { Urns = { elsewhere } };
                }
                return Task.FromResult(response);
            },
        };

        var run = await WireRun.OfAsync(() => _ = new Thing("b", new() { Text = new Thing("a", new() { Text = "t" }).Text }), answers);

        run.Registration("b").PropertyDependencies["text"].Urns.Order().ShouldBe(["urn:pulumi:dev::proj::test:index:Thing::a", elsewhere]);
    }

    [Fact]
    public async Task Every_type_of_output_is_read_from_its_form()
    {
        var leaf = Wired.Map(("wire-name", Wired.Of("n")), ("size", Wired.Of(3)), ("unknown-to-us", Wired.Of(1)));
        var (rich, run) = await MakeAsync(() => new Rich("a"), Giving(Result.Success, false,
            ("flag", Wired.Of(true)),
            ("ratio", Wired.Of(0.5)),
            ("size", Wired.Of(7)),
            ("colour", Wired.Of("red")),
            ("choice", Wired.Of(4)),
            ("leaf", leaf),
            ("leaves", Wired.List(leaf, leaf)),
            ("byName", Wired.Map(("k", Wired.List(Wired.Of(1), Wired.Of(2))))),
            ("json", Wired.Map(("a", Wired.List(Wired.Of(1), Value.ForNull())))),
            ("asset", Wired.Asset("path", "./f")),
            ("anything", Wired.List(Wired.Of(1), Wired.Of("x"))),
            ("Unnamed", Wired.Of("u"))));

        (await rich.Flag.SeeAsync()).Value.ShouldBeTrue();
        (await rich.Ratio.SeeAsync()).Value.ShouldBe(0.5);
        (await rich.Maybe.SeeAsync()).Marks.ShouldBe((null, true, false));
        (await rich.Size.SeeAsync()).Value.ShouldBe(EncodingTests.Size.Large);
        ((string)(await rich.Colour.SeeAsync()).Value).ShouldBe("red");
        (await rich.Choice.SeeAsync()).Value.AsT1.ShouldBe(4);
        var read = (await rich.Leaf.SeeAsync()).Value;
        (read.Name, read.Size).ShouldBe(("n", 3));
        (await rich.Leaves.SeeAsync()).Value.Select(one => one.Name).ShouldBe(["n", "n"]);
        (await rich.ByName.SeeAsync()).Value["k"].ShouldBe([1, 2]);
        (await rich.Json.SeeAsync()).Value.GetRawText().ShouldBe("""{"a":[1,null]}""");
        (await rich.Asset.SeeAsync()).Value.ShouldBeOfType<FileAsset>();
        ((ImmutableArray<object>)(await rich.Anything.SeeAsync()).Value).ShouldBe([1.0, "x"]);
        (await rich.Unnamed.SeeAsync()).Value.ShouldBe("u");
        run.Logs.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_is_warned_of_and_read_as_the_default()
    {
        var (rich, run) = await MakeAsync(() => new Rich("a"), Giving(Result.Success, false, ("flag", Wired.Of("no")), ("leaf", Wired.Of(1))));

        (await rich.Flag.SeeAsync()).Marks.ShouldBe((false, true, false));
        (await rich.Leaf.SeeAsync()).Marks.ShouldBe((null!, true, false));
        run.Logs.Length.ShouldBe(2);
        run.Logs.ShouldAllBe(log => log.Severity == LogSeverity.Warning);
        run.Logs.ShouldContain(log => log.Message.Contains("flag"));
        run.Logs.ShouldAllBe(log => log.Urn == "urn:pulumi:dev::proj::test:index:Rich::a");
    }

    [Fact]
    public async Task A_reference_is_read_back_as_an_object_of_its_class()
    {
        const string urn = "urn:pulumi:dev::proj::test:index:Referable::it";
        var answers = Giving(Result.Success, false, ("other", Wired.Resource(urn, "it-id")));
        var (rich, run) = await MakeAsync(() => new Rich("a"), new()
        {
            Register = answers.Register,
            Invoke = request => new()
            {
                Return = Wired.Map(
                    ("urn", request.Args.Fields["urn"]), ("id", Wired.Of("it-id")), ("state", Wired.Map(("text", Wired.Of("t"))))).StructValue,
            },
        });

        var it = (await rich.Other.SeeAsync()).Value.ShouldBeOfType<Referable>();
        (await it.Urn.SeeAsync()).Value.ShouldBe(urn);
        (await it.Id.SeeAsync()).Value.ShouldBe("it-id");
        (await it.Text.SeeAsync()).Value.ShouldBe("t");
        run.Requests<ResourceInvokeRequest>().ShouldHaveSingleItem().Tok.ShouldBe("pulumi:pulumi:getResource");
        run.Registrations.ShouldNotContain(request => request.Name == "it");
    }

    [Fact]
    public async Task A_reference_to_an_unheard_of_class_keeps_its_urn()
    {
        const string urn = "urn:pulumi:dev::proj::nobody:index:Knows::it";
        var (rich, _) = await MakeAsync(() => new Rich("a"), Giving(Result.Success, false, ("other", Wired.Resource(urn, "it-id"))));

        (await (await rich.Other.SeeAsync()).Value.Urn.SeeAsync()).Value.ShouldBe(urn);
    }

    [Fact]
    public async Task A_mark_that_nobody_knows_yet_leaves_a_plain_map()
    {
        var (thing, _) = await MakeAsync(
            () => new Thing("a"), Giving(Result.Success, false, ("value", Wired.Map((Wired.Signature, Wired.Of("new")), ("k", Wired.Of(1))))));

        ((ImmutableDictionary<string, object>)(await thing.Value.SeeAsync()).Value!)["k"].ShouldBe(1.0);
    }
}
