using Pulumirpc;
using Stratus.Sdk.Tests.Outputs;

namespace Stratus.Sdk.Tests.Wire;

/// <summary>What resource and args classes may look like.</summary>
public class ClassTests
{
    private sealed class LongOutput(string name) : CustomResource("test:index:T", name, ResourceArgs.Empty, new())
    {
        [Output("value")]
        public Output<long> Value { get; private set; } = null!;
    }

    private sealed class DeepOutput(string name) : CustomResource("test:index:T", name, ResourceArgs.Empty, new())
    {
        [Output("value")]
        public Output<ImmutableArray<ImmutableDictionary<string, DateTime>>> Value { get; private set; } = null!;
    }

    private sealed class NoSetter(string name) : CustomResource("test:index:T", name, ResourceArgs.Empty, new())
    {
        [Output("value")]
        public Output<string> Value { get; } = null!;
    }

    private sealed class Finishing : ComponentResource
    {
        public Finishing(string name, Action<Finishing> finish)
            : base("test:index:Finishing", name)
        {
            Text = Output.Create("t");
            finish(this);
        }

        [Output("text")]
        public Output<string> Text { get; private set; }

        public void Finish() => RegisterOutputs();

        public void Finish(Task<IDictionary<string, object?>> outputs) => RegisterOutputs(outputs);

        public void Finish(Output<IDictionary<string, object?>> outputs) => RegisterOutputs(outputs);
    }

    private sealed class Configured(string name, ThingArgs args) : ComponentResource("test:index:Configured", name, args);

    [Theory]
    [InlineData("long", "Int64")]
    [InlineData("deep", "DateTime")]
    [InlineData("no setter", "did not have a 'set' method")]
    public async Task An_output_that_nothing_could_fill_in_is_refused_at_construction(string kind, string text)
    {
        var run = await WireRun.OfAsync(() => _ = kind switch
        {
            "long" => new LongOutput("a"),
            "deep" => new DeepOutput("a"),
            _ => (Resource)new NoSetter("a"),
        });

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldHaveSingleItem().Message.ShouldContain(text);
        run.Registrations.ShouldNotContain(request => request.Name == "a");
    }

    [Fact]
    public async Task A_component_finishes_with_its_marked_properties_or_with_what_it_is_given_now_or_later()
    {
        IDictionary<string, object?> given = new Dictionary<string, object?> { ["given"] = 1 };
        var run = await WireRun.OfAsync(() =>
        {
            _ = new Finishing("marked", one => one.Finish());
            _ = new Finishing("task", one => one.Finish(Task.FromResult(given)));
            _ = new Finishing("output", one => one.Finish(Output.Create(given)));
            _ = new Finishing("not", _ => { });
        });

        run.ExitCode.ShouldBe(0);
        var outputs = run.Requests<RegisterResourceOutputsRequest>().ToDictionary(request => request.Urn.Split("::")[^1], request => request.Outputs);
        outputs.Keys.ShouldBe(["proj-dev", "marked", "task", "output"], ignoreOrder: true);
        outputs["marked"].ShouldBe(Wired.Map(("text", Wired.Of("t"))).StructValue);
        outputs["task"].ShouldBe(Wired.Map(("given", Wired.Of(1))).StructValue);
        outputs["output"].ShouldBe(outputs["task"]);
    }

    [Fact]
    public async Task The_arguments_of_a_component_are_sent_with_it()
    {
        var run = await WireRun.OfAsync(() => _ = new Configured("a", new() { Text = "t", Value = Output.CreateSecret((object)1) }));

        run.Argument("a", "text").ShouldBe(Wired.Of("t"));
        run.Argument("a").ShouldBe(Wired.Secret(Wired.Of(1)));
        run.Registration("a").Custom.ShouldBeFalse();
    }

    [Fact]
    public async Task Outputs_given_by_a_component_are_left_as_it_set_them()
    {
        Finishing? made = null;
        await WireRun.OfAsync(() => made = new Finishing("a", one => one.Finish()));

        (await made!.Text.SeeAsync()).Marks.ShouldBe(("t", true, false));
    }

    [Fact]
    public async Task The_urn_and_id_of_a_resource_depend_on_it()
    {
        Thing? thing = null;
        await WireRun.OfAsync(() => thing = new Thing("a"));

        (await thing!.Urn.SeeAsync()).Dependencies.ShouldBe([thing]);
        (await thing.Id.SeeAsync()).Dependencies.ShouldBe([thing]);
        (await thing.Id.SeeAsync()).Value.ShouldBe("a-id");
        (thing.GetResourceName(), thing.GetResourceType()).ShouldBe(("a", "test:index:Thing"));
    }

    [Fact]
    public async Task Combined_outputs_depend_on_all_that_they_came_from()
    {
        Thing? a = null, b = null;
        await WireRun.OfAsync(() => (a, b) = (new Thing("a"), new Thing("b")));
        var (one, two) = (a!.Id, b!.Id);

        foreach (var combined in new[]
        {
            Output.All(one, two).Apply(_ => ""),
            Output.Tuple(one, two).Apply(_ => ""),
            Output.Tuple(one, one, one, one, one, one, one, two).Apply(_ => ""),
            Output.Format($"{one}{two}"),
            one.Apply(_ => two),
            one.Apply(_ => (Input<string>)two),
            Output.JsonSerialize(Output.Create(new { one, two })),
            Output.CreateSecret(Output.Format($"{one}{two}")),
            Output.Unsecret(Output.Format($"{one}{two}")),
        })
        {
            (await combined.SeeAsync()).Dependencies.ShouldBe([a, b], ignoreOrder: true);
        }
    }
}
