using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Utilities;

namespace Stratus.Sdk.Tests.Wire;

public class EncodingTests
{
    /// <summary>An input as the program gives it, and what it must be on the wire; a wire value of null means that it is left out.</summary>
    private sealed record Example(object? Given, Value? Wire);

    public enum Size
    {
        Small = 1,
        Large = 7,
    }

    [EnumType]
    public readonly struct Colour(string value)
    {
        private readonly string _value = value;

        public static explicit operator string(Colour colour) => colour._value;
    }

    [EnumType]
    public readonly struct Weight(double value)
    {
        private readonly double _value = value;

        public static explicit operator double(Weight weight) => weight._value;
    }

    [OutputType]
    public sealed class Reading
    {
        public readonly string Name;

        public readonly ImmutableArray<int> Values;

        [OutputConstructor]
        private Reading(string name, ImmutableArray<int> values) => (Name, Values) = (name, values);

        public static Reading Of(string name, params int[] values) => new(name, [.. values]);
    }

    [Fact]
    public async Task Any_tree_of_plain_secret_and_unknown_values_keeps_each_mark_where_it_was()
    {
        var examples = Trees(4).Sample(200, 30).ToArray();

        var run = await WireRun.OfAsync(() =>
        {
            foreach (var (index, example) in examples.Index())
            {
                _ = new Thing($"{index}", new() { Value = Output.Create(example.Given!) });
            }
        });

        run.ExitCode.ShouldBe(0);
        foreach (var (index, example) in examples.Index())
        {
            var fields = run.Registration($"{index}").Object.Fields;
            fields.TryGetValue("value", out var wire);
            wire.ShouldBe(example.Wire);
            run.Registration($"{index}").PropertyDependencies.Keys.ShouldBe(fields.Keys);
        }
    }

    [Fact]
    public async Task Every_kind_of_value_has_its_own_form()
    {
        using var json = JsonDocument.Parse("""{"a":[1,true,null,"x",{"b":2.5}]}""");
        var assets = new Dictionary<string, AssetOrArchive> { ["f"] = new FileAsset("./f"), ["d"] = new FileArchive("./d") };
        var expected = new (object Given, Value Wire)[]
        {
            (Size.Large, Wired.Of(7)),
            (new Colour("red"), Wired.Of("red")),
            (new Weight(1.5), Wired.Of(1.5)),
            (Reading.Of("n", 1, 2), Wired.Map(("name", Wired.Of("n")), ("values", Wired.List(Wired.Of(1), Wired.Of(2))))),
            (Union<string, int>.FromT1(4), Wired.Of(4)),
            (Union<string, int>.FromT0("u"), Wired.Of("u")),
            (json.RootElement, Wired.Map(("a", Wired.List(
                Wired.Of(1), Wired.Of(true), Value.ForNull(), Wired.Of("x"), Wired.Map(("b", Wired.Of(2.5))))))),
            (new StringAsset("text"), Wired.Asset("text", "text")),
            (new FileAsset("./f"), Wired.Asset("path", "./f")),
            (new RemoteAsset("https://example.test/f"), Wired.Asset("uri", "https://example.test/f")),
            (new FileArchive("./d"), Wired.Archive("path", Wired.Of("./d"))),
            (new RemoteArchive("https://example.test/d.zip"), Wired.Archive("uri", Wired.Of("https://example.test/d.zip"))),
            (new AssetArchive(assets), Wired.Archive("assets", Wired.Map(
                ("f", Wired.Asset("path", "./f")), ("d", Wired.Archive("path", Wired.Of("./d")))))),
            (new NestedArgs { Inner = "i" }, Wired.Map(("inner", Wired.Of("i")))),
            (new Dictionary<string, int> { ["k"] = 1 }, Wired.Map(("k", Wired.Of(1)))),
            (ImmutableDictionary<string, object?>.Empty.Add("gone", null), Wired.Map()),
            (new List<object?> { null, "x" }, Wired.List(Value.ForNull(), Wired.Of("x"))),
            (ImmutableArray.Create(1, 2), Wired.List(Wired.Of(1), Wired.Of(2))),
            (Output.CreateSecret("inner"), Wired.Secret(Wired.Of("inner"))),
        };

        var run = await WireRun.OfAsync(() =>
        {
            foreach (var (index, (given, _)) in expected.Index())
            {
                _ = new Thing($"{index}", new() { Value = given });
            }
        });

        foreach (var (index, (given, wire)) in expected.Index())
        {
            run.Argument($"{index}").ShouldBe(wire, given.GetType().Name);
        }
    }

    [Fact]
    public async Task Lists_and_maps_of_inputs_mark_only_the_elements_that_are_secret_or_unknown()
    {
        var run = await WireRun.OfAsync(() => _ = new Thing("a", new()
        {
            List = { "plain", Output.CreateSecret("hidden"), OutputUtilities.CreateUnknown("later") },
            Map = { ["plain"] = "p", ["secret"] = Output.CreateSecret("s"), ["unknown"] = Output.CreateSecret(OutputUtilities.CreateUnknown("u")) },
        }));

        run.Argument("a", "list").ShouldBe(Wired.List(Wired.Of("plain"), Wired.Secret(Wired.Of("hidden")), Wired.Unknown));
        run.Argument("a", "map").ShouldBe(Wired.Map(
            ("plain", Wired.Of("p")), ("secret", Wired.Secret(Wired.Of("s"))), ("unknown", Wired.Unknown)));
    }

    [Fact]
    public async Task Secrets_nest_inside_secrets()
    {
        var nested = Output.CreateSecret(new NestedArgs { Inner = Output.CreateSecret("i"), Other = "o" });
        var run = await WireRun.OfAsync(() => _ = new Thing("a", new() { Nested = nested }));

        run.Argument("a", "nested").ShouldBe(
            Wired.Secret(Wired.Map(("inner", Wired.Secret(Wired.Of("i"))), ("other", Wired.Of("o")))));
    }

    [Fact]
    public async Task Nulls_and_the_names_of_the_resource_itself_are_left_out()
    {
        var run = await WireRun.OfAsync(() => _ = new Thing("a", new()
        {
            Id = "i",
            Urn = "u",
            Text = (string)null!,
            Value = Output.Create((object)null!),
            Count = 0,
        }));

        run.Registration("a").Object.Fields.Keys.ShouldBe(["count"]);
        run.Registration("a").PropertyDependencies.Keys.ShouldBe(["count"]);
    }

    [Fact]
    public async Task A_list_that_was_touched_is_sent_even_when_empty()
    {
        var run = await WireRun.OfAsync(() =>
        {
            var args = new ThingArgs();
            _ = args.List;
            _ = new Thing("a", args);
            _ = new Thing("b");
        });

        run.Argument("a", "list").ShouldBe(Wired.List());
        run.Registration("b").Object.Fields.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("long", "System.Int64 is not a supported argument type")]
    [InlineData("decimal", "System.Decimal is not a supported argument type")]
    [InlineData("date", "System.DateTimeOffset is not a supported argument type")]
    [InlineData("task", "Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output")]
    [InlineData("keys", "Dictionaries are only supported with string keys")]
    public async Task What_has_no_form_is_refused_by_name(string kind, string text)
    {
        object given = kind switch
        {
            "long" => 1L,
            "decimal" => 1m,
            "date" => DateTimeOffset.UnixEpoch,
            "task" => Task.FromResult(1),
            _ => new Dictionary<int, string> { [1] = "x" },
        };

        var run = await WireRun.OfAsync(() => _ = new Thing("odd", new() { Value = given }));

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldHaveSingleItem().Message.ShouldContain(text);
        run.Registrations.ShouldNotContain(request => request.Name == "odd");
    }

    [Fact]
    public async Task A_required_argument_that_is_missing_is_named()
    {
        var run = await WireRun.OfAsync(() => _ = new Thing("a", new() { Nested = new NestedArgs() }));

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldHaveSingleItem().Message.ShouldContain(
            "[Input] Stratus.Sdk.Tests.Wire.NestedArgs.Inner is required but was not given a value");
    }

    private static Gen<Example> Trees(int depth) => depth == 0 ? Leaves : Gen.Frequency(
        (3, Leaves),
        (1, from inner in Trees(depth - 1) select Marked(inner, known: true, secret: true)),
        (1, from inner in Trees(depth - 1) select Marked(inner, known: true, secret: false)),
        (1, from secret in ArbMap.Default.GeneratorFor<bool>() select Marked(new(1, Wired.Of(1)), known: false, secret)),
        (2, from items in Trees(depth - 1).ArrayOf() select ListOf(items)),
        (2, from items in Trees(depth - 1).ArrayOf() select MapOf(items)));

    private static Gen<Example> Leaves => Gen.OneOf(
        Gen.Constant(new Example(null, null)),
        ArbMap.Default.GeneratorFor<bool>().Select(value => new Example(value, Wired.Of(value))),
        ArbMap.Default.GeneratorFor<int>().Select(value => new Example(value, Wired.Of(value))),
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(value => new Example(value.Get, Wired.Of(value.Get))),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(value => new Example(value.Get, Wired.Of(value.Get))));

    private static Example Marked(Example inner, bool known, bool secret)
    {
        var output = known ? Output.Create(inner.Given) : OutputUtilities.CreateUnknown(inner.Given);
        var given = secret ? Output.CreateSecret(output) : output;
        return new(given, (known, secret) switch
        {
            (false, _) => Wired.Unknown,
            (_, true) => Wired.Secret(inner.Wire ?? Value.ForNull()),
            _ => inner.Wire,
        });
    }

    private static Example ListOf(Example[] items) => new(
        items.Select(item => item.Given).ToImmutableArray(),
        Wired.List([.. items.Select(item => item.Wire ?? Value.ForNull())]));

    private static Example MapOf(Example[] items) => new(
        items.Index().ToDictionary(item => $"k{item.Index}", item => item.Item.Given),
        Wired.Map([.. items.Index().Where(item => item.Item.Wire is not null).Select(item => ($"k{item.Index}", item.Item.Wire!))]));
}
