#if !OFFICIAL
namespace Stratus.Sdk.Tests.Wire;

/// <summary>Mistakes in a program's own classes and calls, and how each is named. Pulumi's own client uses other words.</summary>
public class RefusedClassTests
{
    private sealed class Made<T>(string name) : CustomResource("test:index:T", name, ResourceArgs.Empty, new())
    {
        [Output("value")]
        public Output<T> Value { get; private set; } = null!;
    }

    private sealed class NoOutput(string name) : CustomResource("test:index:T", name, ResourceArgs.Empty, new())
    {
        [Output("value")]
        public string Value { get; private set; } = "";
    }

    private enum Wide : long
    {
        None,
    }

    [OutputType]
    private sealed class Deep
    {
        [OutputConstructor]
        public Deep(long number) => Number = number;

        public long Number { get; }
    }

    [OutputType]
    private sealed class TwoConstructors
    {
        public TwoConstructors()
        {
        }

        public TwoConstructors(string text) => Text = text;

        public string Text { get; } = "";
    }

    [Theory]
    [InlineData("list", "has a type that is not supported: System.Collections.Generic.List")]
    [InlineData("keys", "has a type that is not supported: System.Collections.Immutable.ImmutableDictionary")]
    [InlineData("enum", "Value has a type that is not supported: Stratus.Sdk.Tests.Wire.RefusedClassTests+Wide")]
    [InlineData("deep", "Value: Deep(number) has a type that is not supported: System.Int64")]
    [InlineData("constructors", "TwoConstructors needs a constructor marked [OutputConstructor].")]
    [InlineData("no output", "NoOutput.Value had incorrect type: it must be an Output<T>.")]
    public async Task An_output_of_a_type_that_cannot_be_read_is_named(string kind, string message)
    {
        var run = await WireRun.OfAsync(() => _ = kind switch
        {
            "list" => new Made<List<string>>("a"),
            "keys" => new Made<ImmutableDictionary<int, string>>("a"),
            "enum" => new Made<Wide>("a"),
            "deep" => new Made<Deep>("a"),
            "constructors" => new Made<TwoConstructors>("a"),
            _ => (Resource)new NoOutput("a"),
        });

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldHaveSingleItem().Message.ShouldContain(message);
        run.Registrations.ShouldNotContain(request => request.Name == "a");
    }

    [Fact]
    public async Task A_value_without_a_form_is_named_with_its_place()
    {
        var run = await WireRun.OfAsync(() => _ = new Thing("odd", new() { Value = new Dictionary<string, object> { ["k"] = new object[] { "fine", 1L } } }));

        run.Logs.ShouldHaveSingleItem().Message.ShouldContain("System.Int64 is not a supported argument type.\n\ttest:index:Thing::odd.value.k[1]");
    }

    [Fact]
    public async Task An_engine_that_goes_away_is_named_as_the_end_of_the_run()
    {
        var run = await WireRun.OfAsync(() => _ = new Thing("a"), new()
        {
            Register = request => request.Name == "a"
                ? throw new Grpc.Core.RpcException(new Grpc.Core.Status(Grpc.Core.StatusCode.Cancelled, "gone"))
                : Task.FromResult(EngineAnswers.Created(request)),
        });

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldContain(log => log.Message == "The engine ended the run: gone");
    }

    [Fact]
    public async Task A_run_does_not_start_inside_another()
    {
        var run = await WireRun.OfAsync(async () => await Deployment.TestAsync(new Mocks.Recorder(), new(), () => { }));

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldHaveSingleItem().Message.ShouldContain("Deployment.Instance is set already: a run cannot start inside another.");
    }

    [Fact]
    public async Task The_folder_of_the_project_is_missed_only_when_it_is_asked_for()
    {
        var run = await WireRun.OfAsync(() => _ = Deployment.Instance.RootDirectory);

        run.Logs.ShouldHaveSingleItem().Message.ShouldContain("Missing required environment variable PULUMI_ROOT_DIRECTORY");
    }

    [Fact]
    public async Task Dependencies_are_sent_in_the_order_of_their_urns()
    {
        static string UrnOf(string name) => $"urn:pulumi:dev::proj::test:index:Thing::{name}";
        var run = await WireRun.OfAsync(() =>
        {
            var made = new[] { "c", "a", "d", "b" }.Select(name => new Thing(name, new() { Text = name })).ToArray();
            _ = new Thing("all", new() { List = { made[0].Text, made[1].Text, made[2].Text, made[3].Text } }, new() { ReplaceWith = { made[0], made[1], made[2] } });
            _ = new Thing("read", new() { List = { made[0].Text, made[1].Text, made[2].Text } }, new() { Id = "there" });
        });

        var request = run.Registration("all");
        request.Dependencies.ShouldBe([UrnOf("a"), UrnOf("b"), UrnOf("c"), UrnOf("d")]);
        request.PropertyDependencies["list"].Urns.ShouldBe(request.Dependencies);
        request.ReplaceWith.ShouldBe([UrnOf("a"), UrnOf("c"), UrnOf("d")]);
        run.Requests<Pulumirpc.ReadResourceRequest>().Single().Dependencies.ShouldBe([UrnOf("a"), UrnOf("c"), UrnOf("d")]);
    }
}
#endif
