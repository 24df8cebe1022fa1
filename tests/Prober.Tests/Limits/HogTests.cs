using System.Diagnostics;
using System.Text.Json.Nodes;
using Stratus.Core.Proof;
using Stratus.Prober.Limits;
using Stratus.Prober.Probe;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Limits;

/// <summary>Hogs in real containers, with limits that the kernel enforces and without.</summary>
public sealed class HogTests
{
    private static readonly LimitProgram Processes = LimitProgram.Processes with { Steps = 96 };
    private static readonly LimitProgram Memory = LimitProgram.Memory with { Steps = 64 };
    private static readonly LimitProgram Disk = LimitProgram.Disk with { Steps = 24, Seconds = 1 };

    [Fact]
    public async Task A_fork_bomb_ends_at_the_limit_of_its_processes()
    {
        using var container = new Container { Limits = { ["pids"] = new JsonObject { ["limit"] = 40 } } };
        var (seen, what) = await RunAsync(container, Processes, LimitProgram.Processes);
        seen.ShouldBe(Seen.Shut, what);
        what.ShouldBe("it was stopped after 32 of 768 processes");
    }

    [Fact]
    public async Task A_memory_hog_ends_at_the_limit_of_its_memory()
    {
        using var container = new Container { Limits = { ["memory"] = new JsonObject { ["limit"] = 32 << 20 } } };
        (await RunAsync(container, Memory, LimitProgram.Memory)).Seen.ShouldBe(Seen.Shut);
    }

    [Fact]
    public async Task A_disk_filler_ends_where_the_disk_does()
    {
        using var container = new Container { TmpMebibytes = 8 };
        var (seen, what) = await RunAsync(container, Disk, LimitProgram.Disk);
        seen.ShouldBe(Seen.Shut);
        what.ShouldBe("it was stopped after 8 of 192 MiB");
    }

    [Theory]
    [InlineData("processes", "runc")]
    [InlineData("memory", "runc")]
    [InlineData("disk", "runc")]
    [InlineData("processes", "gVisor")]
    [InlineData("memory", "gVisor")]
    [InlineData("disk", "gVisor")]
    public async Task Without_a_limit_each_takes_what_it_was_told_and_stops_by_itself(string verb, string runtime)
    {
        // Debian's gVisor cannot make cgroups of the old kind beside those of the new: with limits it is not tried here.
        if (runtime == "gVisor") Requirements.SkipWithoutGVisor();
        var (program, hog) = verb switch { "processes" => (Processes, LimitProgram.Processes), "memory" => (Memory, LimitProgram.Memory), _ => (Disk, LimitProgram.Disk) };
        using var container = new Container();
        var (seen, what) = await RunAsync(container, program, hog, runtime == "gVisor" ? Runtime.GVisor : Runtime.Runc);
        seen.ShouldBe(Seen.Open, what);
    }

    // The hogs are smaller here than in a cluster; what is read is the same.
    private static async Task<(Seen Seen, string What)> RunAsync(Container container, LimitProgram program, LimitProgram hog, Runtime kind = Runtime.Runc)
    {
        Requirements.SkipWithoutContainers();
        var (runtime, arguments) = await container.PrepareAsync(kind, program.Command("run", "stratus-file"));
        using var process = Process.Start(new ProcessStartInfo(runtime, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var log = ProbeLog.Parse(await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), "run");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper!.WriteLine($"{process.ExitCode}: {await error}; {string.Join(", ", log.Records.Select(record => $"{record.Kind} {record.Name} {record.Value}").TakeLast(3))}");
        return HogReading.Of(hog, new("sandboxes/hog", log, "", "", process.ExitCode, false, DateTimeOffset.UnixEpoch));
    }
}
