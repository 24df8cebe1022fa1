using Pulumi.Utilities;
using Pulumirpc;
using Stratus.Sdk.Tests.Outputs;

namespace Stratus.Sdk.Tests.Wire;

public class InvokeTests
{
    public sealed class AskArgs : InvokeArgs
    {
        [Input("question", required: true)]
        public Input<string>? Question { get; set; }

        [Input("plain")]
        public int? Plain { get; set; }
    }

    [OutputType]
    public sealed class Answer
    {
        public readonly string Text;

        public readonly ImmutableArray<int> Numbers;

        [OutputConstructor]
        internal Answer(string text, ImmutableArray<int> numbers) => (Text, Numbers) = (text, numbers);
    }

    private static readonly Func<ResourceInvokeRequest, ResourceInvokeResponse> Answering = _ => new()
    {
        Return = Wired.Map(("text", Wired.Of("t")), ("numbers", Wired.List(Wired.Of(1)))).StructValue,
    };

    private static async Task<(Output<T> Result, WireRun Run)> AskAsync<T>(Func<Output<T>> ask, bool dryRun = false)
    {
        Output<T>? result = null;
        var run = await WireRun.OfAsync(() => result = ask(), new() { Invoke = Answering, DryRun = dryRun });
        return (result!, run);
    }

    [Fact]
    public async Task An_invoke_names_its_function_arguments_and_options()
    {
        var (result, run) = await AskAsync(() => Deployment.Instance.Invoke<Answer>(
            "test:index:ask",
            new AskArgs { Question = "q", Plain = 2 },
            new InvokeOptions { Version = "1.2.3", PluginDownloadURL = "https://example.test", Provider = new Cloud("cloud-a") }));

        run.ExitCode.ShouldBe(0);
        run.Requests<ResourceInvokeRequest>().ShouldHaveSingleItem().ShouldBe(new()
        {
            Tok = "test:index:ask",
            Args = Wired.Map(("question", Wired.Of("q")), ("plain", Wired.Of(2))).StructValue,
            Provider = "urn:pulumi:dev::proj::pulumi:providers:test::cloud-a::cloud-a-id",
            Version = "1.2.3",
            PluginDownloadURL = "https://example.test",
            AcceptResources = true,
        });
        var answer = (await result.SeeAsync()).Value;
        answer.Text.ShouldBe("t");
        answer.Numbers.ShouldBe([1]);
    }

    [Fact]
    public async Task Without_a_provider_of_its_own_an_invoke_uses_its_parents()
    {
        var (_, run) = await AskAsync(() => Deployment.Instance.Invoke<Answer>(
            "test:index:ask",
            new AskArgs { Question = "q" },
            new InvokeOptions { Parent = new Box("box", new() { Provider = new Cloud("cloud-a") }) }));

        run.Requests<ResourceInvokeRequest>().ShouldHaveSingleItem().Provider.ShouldEndWith("::cloud-a::cloud-a-id");
    }

    [Fact]
    public async Task A_secret_argument_stays_marked_on_the_wire()
    {
        var (_, run) = await AskAsync(() => Deployment.Instance.Invoke<Answer>("test:index:ask", new AskArgs { Question = Output.CreateSecret("q") }));

        run.Requests<ResourceInvokeRequest>().ShouldHaveSingleItem().Args.Fields["question"].ShouldBe(Wired.Secret(Wired.Of("q")));
    }

    [Fact]
    public async Task An_unknown_argument_makes_the_result_unknown_and_nobody_is_asked()
    {
        var (result, run) = await AskAsync(() =>
            Deployment.Instance.Invoke<Answer>("test:index:ask", new AskArgs { Question = OutputUtilities.CreateUnknown("q") }));

        (await result.SeeAsync()).IsKnown.ShouldBeFalse();
        run.ExitCode.ShouldBe(0);
        run.Requests<ResourceInvokeRequest>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_is_asked_about_what_does_not_exist_yet()
    {
        var (byArgument, run) = await AskAsync(
            () => Deployment.Instance.Invoke<Answer>("test:index:ask", new AskArgs { Question = new Thing("a", new() { Text = "known" }).Text }), dryRun: true);
        (await byArgument.SeeAsync()).IsKnown.ShouldBeFalse();
        run.Requests<ResourceInvokeRequest>().ShouldBeEmpty();

        var (byOption, again) = await AskAsync(
            () =>
            {
                var box = new Box("box");
                _ = new Thing("in", options: new() { Parent = box });
                return Deployment.Instance.Invoke<Answer>("test:index:ask", new AskArgs { Question = "q" }, new InvokeOutputOptions { DependsOn = { box } });
            },
            dryRun: true);
        (await byOption.SeeAsync()).IsKnown.ShouldBeFalse();
        again.Requests<ResourceInvokeRequest>().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_result_depends_on_what_the_arguments_and_options_do()
    {
        Thing? a = null, b = null;
        var (result, run) = await AskAsync(() =>
        {
            (a, b) = (new Thing("a", new() { Text = "q" }), new Thing("b"));
            return Deployment.Instance.Invoke<Answer>("test:index:ask", new AskArgs { Question = a.Text }, new InvokeOutputOptions { DependsOn = { b } });
        });

        run.Requests<ResourceInvokeRequest>().ShouldHaveSingleItem().Args.Fields["question"].ShouldBe(Wired.Of("q"));
        (await result.SeeAsync()).Dependencies.ShouldBe([a!, b!], ignoreOrder: true);
    }

    [Fact]
    public async Task A_result_of_one_value_is_given_bare()
    {
        Output<string>? single = null;
        var run = await WireRun.OfAsync(
            () => single = Deployment.Instance.InvokeSingle<string>("test:index:ask", InvokeArgs.Empty),
            new() { Invoke = _ => new() { Return = Wired.Map(("any", Wired.Secret(Wired.Of("v")))).StructValue } });

        run.ExitCode.ShouldBe(0);
        (await single!.SeeAsync()).Marks.ShouldBe(("v", true, true));
    }

    [Fact]
    public async Task A_provider_that_refuses_fails_the_run_with_all_its_reasons()
    {
        var run = await WireRun.OfAsync(
            () => _ = Deployment.Instance.Invoke<Answer>("test:index:ask", InvokeArgs.Empty),
            new() { Invoke = _ => new() { Failures = { new CheckFailure { Reason = "too long", Property = "question" }, new CheckFailure { Reason = "odd", Property = "plain" } } } });

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldHaveSingleItem().Message.ShouldContain("Invoke of 'test:index:ask' failed: too long (question); odd (plain)");
    }

    [Fact]
    public async Task A_missing_argument_is_named()
    {
        var run = await WireRun.OfAsync(() => _ = Deployment.Instance.Invoke<Answer>("test:index:ask", new AskArgs()));

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldContain(log => log.Message.Contains("AskArgs.Question is required but was not given a value"));
    }

#if !OFFICIAL
    // Pulumi's own client 3.112.1 answers InvokeAsync<T>(token, args, options) with the type's default, whatever the provider said.
    [Fact]
    public async Task A_plain_invoke_waits_for_its_answer()
    {
        Answer? answer = null;
        var single = "";
        var run = await WireRun.OfAsync(
            async () =>
            {
                answer = await Deployment.Instance.InvokeAsync<Answer>("test:index:ask", new AskArgs { Question = "q" });
                await Deployment.Instance.InvokeAsync("test:index:tell", new AskArgs { Question = "q" });
                single = await Deployment.Instance.InvokeSingleAsync<string>("test:index:one", new AskArgs { Question = "q" });
            },
            new()
            {
                Invoke = request => request.Tok == "test:index:one" ? new() { Return = Wired.Map(("x", Wired.Of("y"))).StructValue } : Answering(request),
            });

        run.ExitCode.ShouldBe(0);
        answer!.Text.ShouldBe("t");
        single.ShouldBe("y");
        run.Requests<ResourceInvokeRequest>().Select(request => request.Tok).ShouldBe(["test:index:ask", "test:index:tell", "test:index:one"]);
    }
#endif
}
