using System.Diagnostics;
using System.Runtime.Versioning;
using Stratus.Cli.Commands;
using Stratus.Cli.Tests.Reports;
using Stratus.Tests.Shared;

namespace Stratus.Cli.Tests.Commands;

/// <summary>Named pipes that nobody writes to, in place of every file that is read.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class StuckReadTests : IDisposable
{
    private const string Stack = "config:\n  stratus:environment: dev\n  stratus:runtimes: [kata-qemu]\n  stratus:inventory: hosts.json\n";

    // Longer than a machine under load needs, and shorter than the grace that a command has whose ending takes time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SignedFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("INT", "diff pipe /dev/null")]
    [InlineData("TERM", "diff pipe /dev/null")]
    [InlineData("INT", "verify pipe --key public.pem")]
    [InlineData("TERM", "verify report.json --key pipe")]
    [InlineData("INT", "verify report.json --key public.pem --history pipe")]
    [InlineData("INT", "smoke --key pipe --kubeconfig none")]
    [InlineData("TERM", "smoke --key private.pem --kubeconfig pipe")]
    [InlineData("INT", "preview --stack stuck")]
    [InlineData("TERM", "render --stack stuck --out out")]
    [InlineData("INT", "doctor --stack stuck")]
    [InlineData("INT", "preview --stack dev")]
    [InlineData("TERM", "drift --stack dev")]
    [InlineData("INT", "lock check --project locked")]
    [InlineData("TERM", "lock refresh --project locked")]
    public async Task A_signal_ends_the_wait_for_a_file_that_nobody_writes(string signal, string arguments) =>
        await Cancelled($"kill -{signal} $0", arguments);

    [Theory]
    [InlineData("INT", "INT", "preview --stack stuck")]
    [InlineData("TERM", "TERM", "diff pipe /dev/null")]
    [InlineData("INT", "TERM", "preview --stack dev")]
    public async Task A_second_signal_changes_nothing(string first, string second, string arguments) =>
        await Cancelled($"kill -{first} $0; kill -{second} $0 || true", arguments);

    private async Task Cancelled(string signals, string arguments)
    {
        await PrepareAsync();
        var start = new ProcessStartInfo("dotnet", [typeof(StratusCommand).Assembly.Location, .. arguments.Split(' ')])
        {
            WorkingDirectory = Path.GetDirectoryName(_files.Key),
            RedirectStandardError = true,
            // What listens for debuggers waits for a named pipe too.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        };
        using var stratus = Process.Start(start)!;
        try
        {
            await UntilStuck(stratus);
            using var kill = Process.Start("bash", ["-c", signals, $"{stratus.Id}"]);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(Patience);
            await stratus.WaitForExitAsync(patience.Token);
        }
        finally
        {
            stratus.Kill();
        }
        (await stratus.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe("stratus: cancelled; the program was ended and nothing was written\n");
        stratus.ExitCode.ShouldBe(130);
    }

    private async Task PrepareAsync()
    {
        File.WriteAllText(_files["private.pem"], ProofKeys.Signer.ExportPkcs8PrivateKeyPem());
        _files.Write("report.json", ProofRuns.Healthy(nodes: 1, runtimes: 1, starts: 1));
        File.WriteAllText(_files["Pulumi.yaml"], "name: stratus\nruntime: {name: dotnet, options: {binary: /no/such/program.dll}}\n");
        File.WriteAllText(_files["Pulumi.dev.yaml"], Stack);
        Directory.CreateDirectory(_files["locked"]);
        using var mkfifo = Process.Start("mkfifo", ((string[])["pipe", "Pulumi.stuck.yaml", "hosts.json", "locked/versions.lock.json"]).Select(name => _files[name]));
        await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        mkfifo.ExitCode.ShouldBe(0);
    }

    // Where the kernel does not say what a thread waits for, the signal comes at some other moment, and must end the command all the same.
    private static async Task UntilStuck(Process process)
    {
        var started = Stopwatch.StartNew();
        while (started.Elapsed < Patience && !process.HasExited && !Directory.EnumerateDirectories($"/proc/{process.Id}/task").Any(IsStuck))
            await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    private static bool IsStuck(string thread)
    {
        try
        {
            return File.ReadAllText(Path.Combine(thread, "wchan")) == "wait_for_partner";
        }
        catch (IOException)
        {
            // It is gone.
            return false;
        }
    }
}
