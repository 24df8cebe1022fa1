using Pulumirpc;

namespace Stratus.Sdk.Tests.Wire;

public class LogTests
{
#if !OFFICIAL
    // Pulumi's own client starts a task for each message and leaves their order to chance.
    [Fact]
    public async Task Messages_arrive_in_the_order_in_which_they_were_logged()
    {
        var run = await WireRun.OfAsync(
            () =>
            {
                for (var index = 0; index < 50; index++)
                {
                    Log.Info($"{index}");
                }
            },
            new() { Log = request => request.Message.EndsWith('0') ? Task.Delay(5) : Task.CompletedTask });

        run.ExitCode.ShouldBe(0);
        run.Logs.Select(log => log.Message).ShouldBe(Enumerable.Range(0, 50).Select(index => $"{index}"));
    }
#endif

    [Fact]
    public async Task Each_method_has_its_severity_and_carries_what_it_is_told()
    {
        var run = await WireRun.OfAsync(() =>
        {
            Log.Info("i", streamId: 7, ephemeral: true);
            Log.Warn("w", new Thing("a"));
            Log.Error("e");
            Log.Exception(new InvalidDataException("x"));
        });

        run.ExitCode.ShouldBe(1);
        run.Logs.ShouldContain(new LogRequest { Severity = LogSeverity.Info, Message = "i", StreamId = 7, Ephemeral = true });
        run.Logs.ShouldContain(new LogRequest { Severity = LogSeverity.Warning, Message = "w", Urn = "urn:pulumi:dev::proj::test:index:Thing::a" });
        run.Logs.ShouldContain(new LogRequest { Severity = LogSeverity.Error, Message = "e" });
        run.Logs.ShouldContain(log => log.Severity == LogSeverity.Error && log.Message.Contains("System.IO.InvalidDataException: x"));
    }

    [Fact]
    public async Task A_message_about_a_resource_that_failed_still_gets_through()
    {
        var run = await WireRun.OfAsync(() => Log.Warn("about it", new Thing("a", new() { Value = 1L })));

        run.Logs.ShouldContain(new LogRequest { Severity = LogSeverity.Warning, Message = "about it" });
    }

    [Fact]
    public async Task The_text_of_an_output_explains_what_to_do_instead_and_warns()
    {
        var text = "";
        var run = await WireRun.OfAsync(() => text = Output.CreateSecret("hidden").ToString()!);

        text.ShouldContain("Output.Format");
        text.ShouldContain("Apply");
        text.ShouldNotContain("hidden");
        run.Logs.ShouldHaveSingleItem().Severity.ShouldBe(LogSeverity.Warning);
    }
}
