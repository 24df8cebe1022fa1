using Google.Protobuf.WellKnownTypes;
using Stratus.Sdk.Tests.Outputs;

namespace Stratus.Sdk.Tests.Wire;

/// <summary>What the engine sends is read, and is the same when it is sent again.</summary>
public class ReadBackTests
{
    [ResourceType("test:index:ReferableBox", null)]
    public sealed class ReferableBox(string name, ResourceArgs? args = null, ComponentResourceOptions? options = null)
        : ComponentResource("test:index:ReferableBox", name, args, options);

    /// <summary>A run in which the engine gives resource <c>a</c> one output.</summary>
    internal static EngineAnswers Giving(string key, Value value) => new()
    {
        Register = request =>
        {
            var response = EngineAnswers.Created(request);
            response.Object = request.Name == "a" ? Wired.Map((key, value)).StructValue : request.Object;
            return Task.FromResult(response);
        },
        Invoke = request => new()
        {
            Return = Wired.Map(("urn", request.Args.Fields["urn"]), ("id", Wired.Of("")), ("state", Wired.Map())).StructValue,
        },
    };

    private static Value Reference(string type, string version) => Wired.Map(
        (Wired.Signature, Wired.Of("5cf8f73096256a8f31e491e813e4eb8e")), ("urn", Wired.Of($"urn:pulumi:dev::proj::{type}::it")),
        ("packageVersion", Wired.Of(version)));

    public static TheoryData<string> Kinds => ["text", "uri", "path", "file-archive", "remote-archive", "assets"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_asset_or_archive_that_was_read_is_sent_as_it_came(string kind)
    {
        var sent = kind switch
        {
            "file-archive" => Wired.Archive("path", Wired.Of("./d")),
            "remote-archive" => Wired.Archive("uri", Wired.Of("https://example.test/d.zip")),
            "assets" => Wired.Archive("assets", Wired.Map(("f", Wired.Asset("text", "x")), ("d", Wired.Archive("path", Wired.Of("./d"))))),
            _ => Wired.Asset(kind, "it"),
        };
        var run = await WireRun.OfAsync(
            () => _ = new Thing("b", new() { Value = new Rich("a").Asset.Apply(asset => (object)asset) }), Giving("asset", sent));

        run.ExitCode.ShouldBe(0);
        run.Argument("b").ShouldBe(sent);
    }

    [Theory]
    [InlineData("asset", "Value was marked as Asset, but did not conform to required shape.")]
    [InlineData("archive", "Value was marked as Archive, but did not conform to required shape.")]
    [InlineData("member", "AssetArchive contained an element that wasn't itself an Asset or Archive")]
#if OFFICIAL
    [InlineData("secret", "Secrets must have a field called 'value'")]
#else
    [InlineData("secret", "Secrets must have a field called 'value'.")]
#endif
    public async Task A_value_that_is_not_what_its_mark_says_fails_the_run(string kind, string message)
    {
        var broken = kind switch
        {
            "asset" => Wired.Asset("odd", "x"),
            "archive" => Wired.Archive("odd", Wired.Of("x")),
            "member" => Wired.Archive("assets", Wired.Map(("f", Wired.Of("x")))),
            _ => Wired.Map((Wired.Signature, Wired.Of("1b47061264138c4ac30d75fd1eb44270"))),
        };
        var run = await WireRun.OfAsync(() => _ = new Rich("a"), Giving("asset", broken));

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldContain(log => log.Message.Contains(message));
    }

    [Theory]
    [InlineData("test:index:Referable", "", true)]
    [InlineData("test:index:Referable", "1.2.0", true)]
    [InlineData("test:index:Referable", "1.2.3", true)]
    [InlineData("test:index:Referable", "1.9.0", false)]
    [InlineData("test:index:Referable", "2.0.0", false)]
    [InlineData("test:index:ReferableBox", "2.0.0", true)]
    public async Task A_reference_is_of_its_class_if_the_class_is_of_that_major_version_and_no_older_or_has_none(string type, string version, bool found)
    {
        Rich? rich = null;
        var run = await WireRun.OfAsync(() => rich = new Rich("a"), Giving("other", Reference(type, version)));

        run.ExitCode.ShouldBe(0);
        var other = (await rich!.Other.SeeAsync()).Value;
        (other is Referable or ReferableBox).ShouldBe(found);
        (await other.Urn.SeeAsync()).Value.ShouldBe($"urn:pulumi:dev::proj::{type}::it");
    }

    [Fact]
    public async Task A_value_that_may_be_absent_is_read_where_it_is_there_and_a_union_as_its_first_type_that_fits()
    {
        Rich? rich = null;
        await WireRun.OfAsync(() => rich = new Rich("a"), Giving("maybe", Wired.Of(5)));
        (await rich!.Maybe.SeeAsync()).Value.ShouldBe(5);

        await WireRun.OfAsync(() => rich = new Rich("a"), Giving("choice", Wired.Of("x")));
        (await rich!.Choice.SeeAsync()).Value.AsT0.ShouldBe("x");
    }

#if !OFFICIAL
    // Pulumi's own client calls the places otherwise.
    [Theory]
    [InlineData("leaves", "leaves[0]")]
    [InlineData("byName", "byName.k[0]")]
    [InlineData("leaf", "leaf.size")]
    [InlineData("colour", "colour")]
    [InlineData("choice", "choice")]
    public async Task A_misfit_deep_inside_is_warned_of_with_its_place(string key, string place)
    {
        var misfit = key switch
        {
            "leaves" => Wired.List(Wired.Of(1)),
            "byName" => Wired.Map(("k", Wired.List(Wired.Of("x")))),
            "leaf" => Wired.Map(("size", Wired.Of("x"))),
            "colour" => Wired.Of(1),
            _ => Wired.Of(true),
        };
        var run = await WireRun.OfAsync(() => _ = new Rich("a"), Giving(key, misfit));

        run.ExitCode.ShouldBe(0);
        run.Logs.ShouldHaveSingleItem().Message.ShouldEndWith($" deserializing test:index:Rich.{place}");
    }

    [Fact]
    public async Task A_misfit_in_the_place_of_a_list_or_map_is_read_as_an_empty_one()
    {
        Thing? a = null;
        await WireRun.OfAsync(() => a = new Thing("a"), Giving("list", Wired.Of(1)));
        (await a!.List.SeeAsync()).Value.ShouldBeEmpty();

        await WireRun.OfAsync(() => a = new Thing("a"), Giving("map", Wired.Of(1)));
        (await a!.Map.SeeAsync()).Value.ShouldBeEmpty();
    }
#endif
}
