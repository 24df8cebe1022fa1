using System.Diagnostics;

namespace Stratus.Cli.Tests.Programs;

public sealed class PreviewProgramTests
{
    private const string Canary = "canary-7f3a91-in-clear-text";

    [Theory]
    [InlineData("throws", "exit code 134, signal 6", "the program's own words")]
    [InlineData("exit-silently", "never registered the stack", "Deployment.RunAsync")]
    [InlineData("exit-3", "failed with exit code 3", "")]
    [InlineData("bails", "exit code 32", "without logging an error")]
    [InlineData("stack-only-and-exit", "never said that it had registered everything", "pulumi:pulumi:Stack test-dev")]
    [InlineData("killed", "exit code 137, signal 9", "memory")]
    [InlineData("logs-error", "the quota is spent", "")]
    [InlineData("logs-error-and-finishes", "logged, not thrown", "")]
    [InlineData("duplicate", "duplicate resource urn:pulumi:dev::test::acme:index:Thing::twin", "another name")]
    [InlineData("duplicate-swallowed", "duplicate resource urn:pulumi:dev::test::acme:index:Thing::twin", "another name")]
    [InlineData("missing-parent", "names a parent that does not exist: urn:pulumi:dev::test::acme:index:Home::gone", "")]
    [InlineData("missing-dependency", "names a dependency that does not exist: urn:pulumi:dev::test::acme:index:Thing::never", "")]
    public async Task A_program_that_fails_gives_its_reason_and_no_plan(string mode, string reason, string detail)
    {
        var result = await ProgramRuns.PreviewAsync(mode);
        result.Code.ShouldBe(1);
        result.Output.ShouldBeEmpty();
        result.Errors.ShouldStartWith("stratus: ");
        result.Errors.ShouldContain(reason);
        result.Errors.ShouldContain(detail);
    }

    [Fact]
    public async Task A_refusal_is_reported_alone_without_the_programs_stack_trace() =>
        (await ProgramRuns.PreviewAsync("duplicate")).Errors.ShouldNotContain("RpcException");

    [Fact]
    public async Task A_program_that_hangs_is_killed_with_all_of_its_children()
    {
        using var folder = ProgramRuns.Folder("hangs");
        var start = new ProcessStartInfo("dotnet",
            [typeof(Cli.Commands.StratusCommand).Assembly.Location, "preview", "-s", "dev", "--timeout", "4"])
        {
            WorkingDirectory = folder.Info.FullName,
            RedirectStandardError = true,
            Environment = { ["TEST_PID_FILE"] = folder["pids"] },
        };
        using var stratus = Process.Start(start)!;
        var errors = await stratus.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await stratus.WaitForExitAsync(TestContext.Current.CancellationToken);
        stratus.ExitCode.ShouldBe(1);
        errors.ShouldContain("did not finish within 4 s");
        errors.ShouldContain("pulumi:pulumi:Stack test-dev, acme:index:Thing first-thing");
        await Gone(folder["pids"]);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    public async Task A_signal_ends_the_program_too(string signal)
    {
        using var folder = ProgramRuns.Folder("hangs");
        using var stratus = await HangingAsync(folder, "--default-signal");
        await ShouldEndAsync(stratus, folder, signal);
    }

    [Fact]
    public async Task Under_nohup_a_terminal_that_closes_ends_nothing()
    {
        using var folder = ProgramRuns.Folder("hangs");
        using var stratus = await HangingAsync(folder, "--ignore-signal=HUP");
        await SendAsync("HUP", stratus);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        stratus.HasExited.ShouldBeFalse();
        await ShouldEndAsync(stratus, folder, "TERM");
    }

    // Whatever this process was told to ignore, the command is told anew.
    private static async Task<Process> HangingAsync(TempFolder folder, string signals)
    {
        var start = new ProcessStartInfo("env", [signals, "dotnet", typeof(Cli.Commands.StratusCommand).Assembly.Location, "preview", "-s", "dev"])
        {
            WorkingDirectory = folder.Info.FullName,
            RedirectStandardError = true,
            Environment = { ["TEST_PID_FILE"] = folder["pids"] },
        };
        var stratus = Process.Start(start)!;
        while (!File.Exists(folder["pids"]) || File.ReadAllLines(folder["pids"]).Length < 2)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        return stratus;
    }

    private static async Task SendAsync(string signal, Process process)
    {
        using var kill = Process.Start("kill", ["-" + signal, $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task ShouldEndAsync(Process stratus, TempFolder folder, string signal)
    {
        await SendAsync(signal, stratus);
        await stratus.WaitForExitAsync(TestContext.Current.CancellationToken);
        stratus.ExitCode.ShouldBe(130);
        (await stratus.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldContain("cancelled");
        await Gone(folder["pids"]);
    }

    [Theory]
    [InlineData("secrets", 0)]
    [InlineData("prints-secret", 1)]
    public async Task A_secret_is_seen_nowhere(string mode, int code)
    {
        foreach (var options in (string[][])[[], ["--full"], ["--json", "-"]])
        {
            var result = await ProgramRuns.PreviewAsync(mode, "", options);
            result.Code.ShouldBe(code);
            result.Everything.ShouldNotContain(Canary);
            result.Everything.ShouldContain("secret");
        }
    }

    [Fact]
    public async Task A_program_on_the_pulumi_client_gives_a_plan()
    {
        var plan = (await ProgramRuns.PreviewAsync("sdk", "  key: {secure: AAABcipher}\n", "--json", "-")).Plan;
        var resources = plan["resources"]!.AsArray();
        resources.Select(resource => resource!["name"]!.GetValue<string>()).ShouldBe(["test-dev", "house", "house-door", "house-lamp"]);
        resources[2]!["urn"]!.GetValue<string>().ShouldBe("urn:pulumi:dev::test::acme:index:Home$acme:index:Thing::house-door");
        // Whether an encrypted setting is also marked secret is the client's choice; that it is not known is not.
        resources[2]!["inputs"]!["text"]!["$unknown"]!.GetValue<bool>().ShouldBeTrue();
        resources[3]!["inputs"]!.ToJsonString().ShouldBe("""{"text":{"$unknown":true}}""");
        resources[3]!["dependencies"]!.AsArray().Single()!.GetValue<string>().ShouldEndWith("::house-door");
        resources[1]!["outputs"]!.ToJsonString().ShouldBe("""{"address":{"$unknown":true}}""");
        plan["outputs"]!.ToJsonString().ShouldBe("""{"address":{"$unknown":true},"plain":"text"}""");
    }

    [Fact]
    public async Task Two_runs_give_the_same_bytes()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 2)
            .Select(_ => ProgramRuns.PreviewAsync("many", "  count: 1000\n", "--json", "-")));
        runs[0].Code.ShouldBe(0, runs[0].Errors);
        runs[0].Output.ShouldBe(runs[1].Output);
        runs[0].Plan["resources"]!.AsArray().Count.ShouldBe(1001);
    }

    [Fact]
    public async Task The_program_sees_its_configuration_and_runs_in_its_folder()
    {
        var result = await ProgramRuns.PreviewAsync("echo-config", "  aws:region: eu\n  list: [1, a]\n", "--json", "-");
        var outputs = result.Plan["outputs"]!;
        outputs["config"]!.GetValue<string>().ShouldBe("""{"test:mode":"echo-config","aws:region":"eu","test:list":"[1,\u0022a\u0022]"}""");
        outputs["secretKeys"]!.GetValue<string>().ShouldBe("[]");
        outputs["dryRun"]!.GetValue<bool>().ShouldBeTrue();
        outputs["folder"]!.GetValue<string>().ShouldContain("stratus-test-");
    }

    private static async Task Gone(string pidFile)
    {
        foreach (var pid in await File.ReadAllLinesAsync(pidFile))
        {
            // A process that is dead and not yet reaped by its new parent still has a folder; its command line is empty.
            var commandLine = $"/proc/{pid}/cmdline";
            (File.Exists(commandLine) ? await File.ReadAllTextAsync(commandLine) : "").ShouldNotContain("sleep");
            (File.Exists(commandLine) ? await File.ReadAllTextAsync(commandLine) : "").ShouldNotContain("TestProgram");
        }
    }
}
