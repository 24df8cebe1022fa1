using System.Diagnostics;
using System.Reflection;
using Pulumirpc;

namespace Stratus.Sdk.Tests.Wire;

/// <summary>Programs as processes of their own: what their ends look like to the language host.</summary>
public class ProcessTests
{
    private static readonly string Program = typeof(ProcessTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Program").Value!;

    private static async Task<(int Code, string Error)> RunAsync(string ending, Dictionary<string, string?> variables)
    {
        var start = new ProcessStartInfo("dotnet", [Program, ending]) { RedirectStandardError = true, RedirectStandardOutput = true };
        // What another test's run in this process says just now is not for the child.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PULUMI_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }
        foreach (var (name, value) in variables.Where(variable => variable.Value is not null))
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (process.ExitCode, await error);
    }

    private static async Task<(int Code, string Error, RecordingEngine Engine)> OnEngineAsync(string ending)
    {
        await using var engine = await RecordingEngine.StartAsync(new());
        var (code, error) = await RunAsync(ending, WireRun.VariablesFor(engine.Address, dryRun: true));
        return (code, error, engine);
    }

    [Theory]
    [InlineData("good", 0, null)]
    [InlineData("throws", 32, "System.InvalidOperationException: thrown")]
    [InlineData("ignores-the-code", 32, "ignored")]
    [InlineData("logs-an-error", 1, "logged")]
    public async Task The_exit_code_says_whether_the_engine_knows_why(string ending, int expected, string? message)
    {
        var (code, error, engine) = await OnEngineAsync(ending);

        code.ShouldBe(expected, error);
        var logs = engine.Calls.Select(call => call.Request).OfType<LogRequest>().ToArray();
        if (message is null)
        {
            logs.ShouldBeEmpty();
            engine.Calls[^1].Method.ShouldBe("SignalAndWaitForShutdown");
        }
        else
        {
            logs.ShouldHaveSingleItem().Message.ShouldContain(message);
        }
    }

    [Fact]
    public async Task The_message_of_an_unhandled_exception_names_the_program()
    {
        var (_, _, engine) = await OnEngineAsync("throws");

        engine.Calls.Select(call => call.Request).OfType<LogRequest>().ShouldHaveSingleItem().Message
            .ShouldStartWith($"Running program '{Program}' failed with an unhandled exception:\n");
    }

    [Fact]
    public async Task Without_an_engine_the_process_dies_saying_what_to_run_instead()
    {
        var (code, error) = await RunAsync("good", []);

        code.ShouldBe(OperatingSystem.IsWindows() ? -532462766 : 134);
        error.ShouldContain("Program run without the Pulumi engine available; re-run using the `pulumi` CLI");
    }
}
