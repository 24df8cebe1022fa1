#if !OFFICIAL
using Google.Protobuf.WellKnownTypes;
using Stratus.Sdk.Tests.Outputs;

namespace Stratus.Sdk.Tests.Wire;

/// <summary>Output values that the engine sends. Pulumi's own client reads one as an object, and then warns that it is not of the property's type.</summary>
public class OutputValueTests
{
    private const string OutputValue = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
    private const string Elsewhere = "urn:pulumi:dev::proj::test:index:Thing::elsewhere";
    private const string Further = "urn:pulumi:dev::proj::test:index:Thing::further";

    private static Value Marked(params (string Key, Value Value)[] members) => Wired.Map([(Wired.Signature, Wired.Of(OutputValue)), .. members]);

    [Fact]
    public async Task An_output_value_keeps_its_marks_and_what_it_came_from_at_any_depth()
    {
        Thing? a = null;
        var inner = Marked(("value", Wired.Of("v")), ("dependencies", Wired.List(Wired.Of(Further))));
        var given = Marked(("value", Wired.Map(("k", inner))), ("secret", Wired.Of(true)), ("dependencies", Wired.List(Wired.Of(Elsewhere))));
        var run = await WireRun.OfAsync(() => _ = new Thing("b", new() { Value = (a = new Thing("a")).Value! }), ReadBackTests.Giving("value", given));

        run.Argument("b").ShouldBe(Wired.Secret(Wired.Map(("k", Wired.Of("v")))));
        run.Registration("b").PropertyDependencies["value"].Urns.Order().ShouldBe(["urn:pulumi:dev::proj::test:index:Thing::a", Elsewhere, Further]);
        (await a!.Value.SeeAsync()).IsSecret.ShouldBeTrue();
    }

    [Fact]
    public async Task An_output_value_is_secret_if_what_is_in_it_is_and_unknown_without_a_value()
    {
        Thing? a = null;
        await WireRun.OfAsync(() => a = new Thing("a"), ReadBackTests.Giving("value", Marked(("value", Wired.Secret(Wired.Of("v"))))));
        (await a!.Value.SeeAsync()).Marks.ShouldBe(("v", true, true));

        await WireRun.OfAsync(() => a = new Thing("a"), ReadBackTests.Giving("value", Marked()));
        (await a!.Value.SeeAsync()).Marks.ShouldBe((null, false, false));
    }
}
#endif
