using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Stratus.Core.Scripting;

namespace Stratus.Scripts.Tests;

/// <summary>The prober is found beside the Pulumi program and told what to do; <c>dotnet</c> is a stand-in that writes down how it was called.</summary>
public sealed class SmokeScriptTests : IDisposable
{
    private readonly string project = Directory.CreateTempSubdirectory("stratus-smoke-").FullName;

    public SmokeScriptTests()
    {
        Write("bin/dotnet", """
            #!/bin/bash
            { printf '%s\n' "$@"; env; } >"${PROJECT}/called"
            cat >"${PROJECT}/stdin"
            [[ ! -e "${PROJECT}/broken" ]]
            """);
        File.SetUnixFileMode(Path.Combine(project, "bin/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Write("infra/bin/Debug/net10.0/Stratus.Core.dll", "core");
        Write("infra/bin/Debug/net10.0/Stratus.Prober.dll", "prober");
        Write("infra/bin/Release/net10.0/Stratus.Core.dll", "core");
        Write("infra/bin/Release/net10.0/Stratus.Prober.dll", "older");
    }

    public void Dispose() => Directory.Delete(project, recursive: true);

    [Theory]
    [InlineData("", "infra/bin/Debug/net10.0/Stratus.Prober.dll")]
    [InlineData("infra", "bin/Debug/net10.0/Stratus.Prober.dll")]
    public async Task It_runs_the_one_that_the_program_was_built_with(string folder, string program)
    {
        var run = await RunAsync(Digest("coreprober"), folder: folder);

        run.ExitCode.ShouldBe(0, run.Error);
        Read("called").ShouldStartWith($"{program}\nupload\n");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_kubeconfig_reaches_it_on_standard_input_and_nowhere_else()
    {
        await RunAsync(Digest("coreprober"));

        Read("stdin").ShouldBe("kubeconfig'canary");
        Read("called").ShouldNotContain("canary");
    }

    [Fact]
    public async Task It_waits_for_the_Job_by_its_name()
    {
        await RunAsync(Digest("coreprober"), verb: "await", job: "stratus-smoke-1");

        Read("called").ShouldStartWith("infra/bin/Debug/net10.0/Stratus.Prober.dll\nawait\n--job\nstratus-smoke-1\n--timeout\n60\n");
    }

    [Theory]
    [InlineData("other")]
    [InlineData("")]
    public async Task Another_than_that_is_not_run(string content)
    {
        var run = await RunAsync(content.Length == 0 ? "" : Digest(content));

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("no prober with the digest");
        run.Error.ShouldContain("mend it: dotnet build infra");
        File.Exists(Path.Combine(project, "called")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("upload", "did not get into the cluster")]
    [InlineData("await", "the proof does not hold")]
    public async Task When_it_fails_so_does_the_up(string verb, string said)
    {
        Write("broken", "");

        var run = await RunAsync(Digest("coreprober"), verb, "stratus-smoke-1");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain(said);
    }

    private async Task<RunResult> RunAsync(string digest, string verb = "upload", string job = "", string folder = "")
    {
        var script = new Script
        {
            Name = "components/Proof/smoke.sh",
            Body = SourceTree.Read("components/Proof/smoke.sh"),
            Parameters = ImmutableSortedDictionary<string, string>.Empty.Add("STRATUS_SMOKE_VERB", verb).Add("STRATUS_SMOKE_JOB", job)
                .Add("STRATUS_SMOKE_SECONDS", "60").Add("STRATUS_PROGRAM_DIGEST", digest).Add("STRATUS_KUBECONFIG", "kubeconfig'canary"),
        };
        var start = new ProcessStartInfo("bash", ["-s", "--", "apply"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.Combine(project, folder),
        };
        start.Environment["PROJECT"] = project;
        start.Environment["PATH"] = $"{project}/bin:{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(script.RenderForStdin());
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private string Read(string path) => File.ReadAllText(Path.Combine(project, path));

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(project, path))!);
        File.WriteAllText(Path.Combine(project, path), text);
    }
}
