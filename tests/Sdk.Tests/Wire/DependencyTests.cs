using Pulumi.Utilities;

namespace Stratus.Sdk.Tests.Wire;

public class DependencyTests
{
    private static string UrnOf(string name) => $"urn:pulumi:dev::proj::test:index:Thing::{name}";

    private static string BoxedUrnOf(string name) => $"urn:pulumi:dev::proj::test:index:Box$test:index:Thing::{name}";

    [Fact]
    public async Task Each_property_names_what_its_value_came_from_and_the_resource_names_all()
    {
        var run = await WireRun.OfAsync(() =>
        {
            var (a, b, c) = (new Thing("a", new() { Text = "1" }), new Thing("b", new() { Text = "2" }), new Thing("c"));
            _ = new Thing("d", new()
            {
                Text = Output.Format($"{a.Text}{b.Text}"),
                List = { a.Text.Apply(text => text + "!"), "plain" },
                Count = 1,
            }, new() { DependsOn = { c } });
        });

        var request = run.Registration("d");
        request.PropertyDependencies["text"].Urns.Order().ShouldBe([UrnOf("a"), UrnOf("b")]);
        request.PropertyDependencies["list"].Urns.ShouldBe([UrnOf("a")]);
        request.PropertyDependencies["count"].Urns.ShouldBeEmpty();
        request.Dependencies.Order().ShouldBe([UrnOf("a"), UrnOf("b"), UrnOf("c")]);
    }

    [Fact]
    public async Task An_unknown_value_keeps_its_dependencies()
    {
        var run = await WireRun.OfAsync(
            () =>
            {
                var a = new Thing("a");
                _ = new Thing("b", new() { Text = a.Id.Apply(id => id + "!"), Value = Output.CreateSecret(a.Text) });
            },
            new() { DryRun = true });

        var request = run.Registration("b");
        request.Object.Fields["text"].ShouldBe(Wired.Unknown);
        request.Object.Fields["value"].ShouldBe(Wired.Unknown);
        request.PropertyDependencies["text"].Urns.ShouldBe([UrnOf("a")]);
        request.PropertyDependencies["value"].Urns.ShouldBe([UrnOf("a")]);
    }

    [Fact]
    public async Task Depending_on_a_component_is_depending_on_the_resources_in_it()
    {
        var run = await WireRun.OfAsync(() =>
        {
            var outer = new Box("outer");
            var inner = new Box("inner", new() { Parent = outer });
            var shallow = new Thing("shallow", options: new() { Parent = outer });
            _ = new Thing("deep", options: new() { Parent = inner });
            _ = new Thing("below-custom", options: new() { Parent = shallow });
            _ = new Thing("after", options: new() { DependsOn = { outer } });
        });

        run.Registration("after").Dependencies.Order().ShouldBe([
            BoxedUrnOf("shallow"),
            "urn:pulumi:dev::proj::test:index:Box$test:index:Box$test:index:Thing::deep",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task What_comes_from_a_component_depends_on_the_resources_in_it()
    {
        var run = await WireRun.OfAsync(() =>
        {
            var box = new Box("box");
            _ = new Thing("in", options: new() { Parent = box });
            _ = new Thing("after", new() { Text = OutputUtilities.WithDependency(Output.Create("x"), box), Value = box.Urn.Apply(urn => (object)urn) });
        });

        run.Registration("after").PropertyDependencies["text"].Urns.ShouldBe([BoxedUrnOf("in")]);
        run.Registration("after").PropertyDependencies["value"].Urns.ShouldBe([BoxedUrnOf("in")]);
        run.Registration("after").Dependencies.ShouldBe([BoxedUrnOf("in")]);
    }

    [Fact]
    public async Task A_resource_as_an_argument_is_a_reference_and_a_dependency()
    {
        var run = await WireRun.OfAsync(() =>
        {
            var (thing, box) = (new Thing("thing"), new Box("box"));
            _ = new Thing("a", new() { Value = thing });
            _ = new Thing("b", new() { Value = box });
        });

        run.Argument("a").ShouldBe(Wired.Resource(UrnOf("thing"), "thing-id"));
        run.Argument("b").ShouldBe(Wired.Resource("urn:pulumi:dev::proj::test:index:Box::box"));
        run.Registration("a").PropertyDependencies["value"].Urns.ShouldBe([UrnOf("thing")]);
    }

    [Fact]
    public async Task A_reference_to_a_resource_without_an_id_yet_has_an_empty_one()
    {
        var run = await WireRun.OfAsync(() => _ = new Thing("a", new() { Value = new Thing("thing") }), new() { DryRun = true });

        run.Argument("a").ShouldBe(Wired.Resource(UrnOf("thing"), ""));
    }

    [Fact]
    public async Task DependsOn_takes_outputs_and_what_they_came_from()
    {
        var run = await WireRun.OfAsync(() =>
        {
            var (a, b) = (new Thing("a"), new Thing("b"));
            _ = new Thing("c", options: new() { DependsOn = { Output.Create<Resource>(a), b } });
            _ = new Thing("d", options: new() { DependsOn = OutputUtilities.CreateUnknown(ImmutableArray.Create<Resource>(a)) });
        });

        run.Registration("c").Dependencies.Order().ShouldBe([UrnOf("a"), UrnOf("b")]);
        run.Registration("d").Dependencies.ShouldBeEmpty();
    }
}
