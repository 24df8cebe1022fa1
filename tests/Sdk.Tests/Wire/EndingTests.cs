using Grpc.Core;
using Pulumirpc;

namespace Stratus.Sdk.Tests.Wire;

public class EndingTests
{
    [Fact]
    public async Task A_run_ends_well_only_after_all_that_it_started()
    {
        var late = false;
        var slow = new EngineAnswers
        {
            Register = async request =>
            {
                await Task.Yield();
                return EngineAnswers.Created(request);
            },
        };

        var run = await WireRun.OfAsync(
            () => _ = new Thing("a").Text.Apply(async text =>
            {
                await Task.Yield();
                _ = new Thing("b", new() { Text = text }).Text.Apply(_ => late = true);
                return text;
            }),
            slow);

        run.ExitCode.ShouldBe(0);
        late.ShouldBeTrue();
        run.Registrations.Select(request => request.Name).ShouldBe(["proj-dev", "a", "b"]);
    }

    [Fact]
    public async Task A_message_for_the_user_is_shown_without_a_stack_trace()
    {
        var run = await WireRun.OfAsync(() => throw new RunException("just this"));

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldHaveSingleItem().ShouldBe(new LogRequest { Severity = LogSeverity.Error, Message = "just this" });
        run.Calls.ShouldNotContain(call => call.Method == "SignalAndWaitForShutdown");
    }

    [Fact]
    public async Task An_unhandled_exception_is_shown_whole_with_the_program_that_threw_it()
    {
        var run = await WireRun.OfAsync(() => throw new InvalidDataException("broken"));

        run.ExitCode.ShouldBe(32);
        var log = run.Logs.ShouldHaveSingleItem();
        log.Message.ShouldStartWith($"Running program '{System.Reflection.Assembly.GetEntryAssembly()!.Location}' failed with an unhandled exception:\n");
        log.Message.ShouldContain("System.IO.InvalidDataException: broken");
    }

    [Fact]
    public async Task A_failure_of_a_resource_names_the_resource()
    {
        var run = await WireRun.OfAsync(async () =>
        {
            var thing = new Thing("a");
            await thing.Urn.SeeUrnAsync();
            throw new ResourceException("no good", thing, hideStack: true);
        });

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldHaveSingleItem().ShouldBe(
            new LogRequest { Severity = LogSeverity.Error, Message = "no good", Urn = "urn:pulumi:dev::proj::test:index:Thing::a" });
    }

    [Fact]
    public async Task An_exception_in_an_output_that_nobody_reads_fails_the_run()
    {
        var run = await WireRun.OfAsync(() => _ = new Thing("a").Text.Apply((Func<string, int>)(_ => throw new RunException("unread"))));

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldHaveSingleItem().Message.ShouldBe("unread");
    }

    [Fact]
    public async Task An_error_that_is_only_logged_lets_the_run_go_on_and_fail()
    {
        var run = await WireRun.OfAsync(() =>
        {
            Log.Error("seen");
            _ = new Thing("a");
        });

        run.ExitCode.ShouldBe(1);
        run.Registrations.ShouldContain(request => request.Name == "a");
        run.Calls.ShouldNotContain(call => call.Method == "SignalAndWaitForShutdown");
    }

    [Fact]
    public async Task A_failed_registration_fails_what_depends_on_it_and_ends_the_run_at_once()
    {
        var never = new TaskCompletionSource<RegisterResourceResponse>();
        var run = await WireRun.OfAsync(
            () =>
            {
                _ = new Thing("hangs");
                var bad = new Thing("bad");
                _ = new Thing("dependant", new() { Text = bad.Text });
                _ = new Thing("after", options: new() { DependsOn = { bad } });
            },
            new()
            {
                Register = request => request.Name switch
                {
                    "hangs" => never.Task,
                    "bad" => throw new RpcException(new Status(StatusCode.Unknown, "the provider said no")),
                    _ => Task.FromResult(EngineAnswers.Created(request)),
                },
            });
        never.SetResult(new());

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldContain(log => log.Message.Contains("the provider said no"));
        run.Registrations.ShouldNotContain(request => request.Name == "dependant" || request.Name == "after");
    }

    [Fact]
    public async Task Independent_resources_are_all_in_flight_at_once()
    {
        const int many = 250;
        var waiting = 0;
        var all = new TaskCompletionSource();
        var run = await WireRun.OfAsync(
            () =>
            {
                for (var index = 0; index < many; index++)
                {
                    _ = new Thing($"{index}");
                }
            },
            new()
            {
                Register = async request =>
                {
                    if (request.Custom && Interlocked.Increment(ref waiting) == many)
                    {
                        all.SetResult();
                    }
                    await (request.Custom ? all.Task : Task.CompletedTask);
                    return EngineAnswers.Created(request);
                },
            });

        run.ExitCode.ShouldBe(0);
        run.Registrations.Length.ShouldBe(many + 1);
    }

    [Fact]
    public async Task An_engine_that_does_not_know_the_end_signal_is_not_waited_for()
    {
        var run = await WireRun.OfAsync(
            () => _ = new Thing("a"), new() { ShutDown = () => throw new RpcException(new Status(StatusCode.Unimplemented, "old")) });

        run.ExitCode.ShouldBe(0);
        run.Logs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Any_other_failure_of_the_end_signal_fails_the_run()
    {
        var run = await WireRun.OfAsync(
            () => _ = new Thing("a"), new() { ShutDown = () => throw new RpcException(new Status(StatusCode.Internal, "hook failed")) });

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldHaveSingleItem().Message.ShouldContain("hook failed");
    }

    [Fact]
    public async Task The_run_waits_until_the_engine_lets_go()
    {
        var signalled = new TaskCompletionSource();
        var letGo = new TaskCompletionSource();
        var running = WireRun.OfAsync(() => _ = new Thing("a"), new()
        {
            ShutDown = () =>
            {
                signalled.SetResult();
                return letGo.Task;
            },
        });

        await signalled.Task;
        running.IsCompleted.ShouldBeFalse();
        letGo.SetResult();
        (await running).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task When_even_logging_fails_the_exit_code_says_that_nothing_was_reported()
    {
        var run = await WireRun.OfAsync(() => Log.Warn("x"), new() { Log = _ => throw new RpcException(new Status(StatusCode.Internal, "deaf")) });

        run.ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("PULUMI_MONITOR", null)]
    [InlineData("PULUMI_ENGINE", null)]
    [InlineData("PULUMI_PROJECT", "")]
    [InlineData("PULUMI_STACK", null)]
    [InlineData("PULUMI_DRY_RUN", "perhaps")]
    [InlineData("PULUMI_QUERY_MODE", "perhaps")]
    [InlineData("PULUMI_PARALLEL", "many")]
    public async Task Without_what_the_language_host_says_nothing_runs(string name, string? value)
    {
        var thrown = await Should.ThrowAsync<InvalidOperationException>(
            WireRun.StartAsync(async () => await Deployment.RunAsync(() => { }), variables: new() { [name] = value }));

        thrown.Message.ShouldBe("Program run without the Pulumi engine available; re-run using the `pulumi` CLI");
    }

    [Fact]
    public void Outside_of_a_run_there_is_no_deployment()
    {
        Should.Throw<InvalidOperationException>(() => Deployment.Instance).Message
            .ShouldStartWith("Trying to acquire Deployment.Instance before 'Run' was called.");
        Should.Throw<InvalidOperationException>(() => new Thing("a"));
    }
}

internal static class Urns
{
    public static Task<string> SeeUrnAsync(this Output<string> urn) => Pulumi.Utilities.OutputUtilities.GetValueAsync(urn);
}
