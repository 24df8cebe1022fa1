using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using Stratus.Cli.Commands;

namespace Stratus.Cli.Tests.Commands;

[UnsupportedOSPlatform("windows")]
public sealed class AtomicFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_longer_before_is_gone_in_shared_memory_too()
    {
        var path = $"/dev/shm/stratus-{Guid.NewGuid():N}";
        try
        {
            File.WriteAllText(path, new('x', 1000));
            Write(path, "short");
            File.ReadAllText(path).ShouldBe("short");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_files_mode_stays_what_it_was()
    {
        File.WriteAllText(_folder["plan.json"], "before");
        File.SetUnixFileMode(_folder["plan.json"], UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Write(_folder["plan.json"], "after");

        File.GetUnixFileMode(_folder["plan.json"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_named_pipe_is_written_to_and_stays_one()
    {
        Process.Start("mkfifo", [_folder["pipe"]])!.WaitForExit();
        using var reader = Process.Start(new ProcessStartInfo("cat", [_folder["pipe"]]) { RedirectStandardOutput = true })!;

        Write(_folder["pipe"], "said");

        (await reader.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe("said");
        using var isPipe = Process.Start("test", ["-p", _folder["pipe"]])!;
        await isPipe.WaitForExitAsync(TestContext.Current.CancellationToken);
        isPipe.ExitCode.ShouldBe(0);
    }

    private static void Write(string path, string text) => AtomicFile.Write(new(path), Encoding.UTF8.GetBytes(text));
}
