using Pulumirpc;
using Stratus.Sdk.Tests.Outputs;

namespace Stratus.Sdk.Tests.Wire;

/// <summary>What is asked of the engine, field by field, where a program says little, and how bad answers end.</summary>
public class AnswerTests
{
    [Fact]
    public async Task An_invoke_without_options_leaves_their_fields_empty()
    {
        var run = await WireRun.OfAsync(() => _ = Deployment.Instance.Invoke<InvokeTests.Answer>("test:index:ask", new InvokeTests.AskArgs { Question = "q" }));

        run.Requests<ResourceInvokeRequest>().ShouldHaveSingleItem().ShouldBe(new()
        {
            Tok = "test:index:ask",
            Args = Wired.Map(("question", Wired.Of("q"))).StructValue,
            AcceptResources = true,
        });
    }

    [Fact]
    public async Task An_invokes_own_provider_comes_before_its_parents()
    {
        var run = await WireRun.OfAsync(() => _ = Deployment.Instance.Invoke<InvokeTests.Answer>(
            "test:index:ask",
            new InvokeTests.AskArgs { Question = "q" },
            new InvokeOptions { Provider = new Cloud("own"), Parent = new Box("box", new() { Provider = new Cloud("parents") }) }));

        run.Requests<ResourceInvokeRequest>().ShouldHaveSingleItem().Provider.ShouldEndWith("::own::own-id");
    }

    [Fact]
    public async Task An_answer_with_something_unknown_in_it_is_unknown()
    {
        Output<InvokeTests.Answer>? result = null;
        await WireRun.OfAsync(
            () => result = Deployment.Instance.Invoke<InvokeTests.Answer>("test:index:ask", new InvokeTests.AskArgs { Question = "q" }),
            new() { Invoke = _ => new() { Return = Wired.Map(("text", Wired.Unknown)).StructValue } });

        (await result!.SeeAsync()).Marks.ShouldBe((null!, false, false));
    }

    [Fact]
    public async Task A_resource_may_be_deleted_before_it_is_replaced()
    {
        var run = await WireRun.OfAsync(() => _ = new Thing("a", options: new() { DeleteBeforeReplace = true }));

        (run.Registration("a").DeleteBeforeReplace, run.Registration("a").DeleteBeforeReplaceDefined).ShouldBe((true, true));
    }

    [Fact]
    public async Task The_id_of_a_resource_that_failed_fails_too()
    {
        Thing? bad = null;
        await WireRun.OfAsync(
            () => { bad = new Thing("bad"); },
            new() { Register = request => request.Name == "bad" ? throw new InvalidDataException("no") : Task.FromResult(EngineAnswers.Created(request)) });

        await Should.ThrowAsync<Grpc.Core.RpcException>(bad!.Id.SeeAsync().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        await Should.ThrowAsync<Grpc.Core.RpcException>(bad.Urn.SeeAsync().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_logged_goes_to_the_engine_and_resources_to_the_monitor()
    {
        await using var second = await RecordingEngine.StartAsync(new());
        var run = await WireRun.OfAsync(
            () =>
            {
                Log.Info("heard");
                _ = new Thing("a");
            },
            variables: new() { ["PULUMI_ENGINE"] = second.Address });

        run.ExitCode.ShouldBe(0);
        run.Logs.ShouldBeEmpty();
        run.Registrations.Length.ShouldBe(2);
        second.Calls.ShouldHaveSingleItem().Request.ShouldBeOfType<LogRequest>().Message.ShouldBe("heard");
    }
}
