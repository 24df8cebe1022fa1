using Stratus.Prober.Limits;
using Stratus.Prober.Probe;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Limits;

/// <summary>The neighbour, and who looks for its file, in real containers.</summary>
public sealed class NeighbourTests : IDisposable
{
    // A directory of the machine with another's file deep in it.
    private readonly DirectoryInfo volume = Directory.CreateTempSubdirectory("stratus-volume-");

    public NeighbourTests() => File.WriteAllText(Path.Combine(volume.CreateSubdirectory("pods/1/volumes").FullName, "stratus-file"), "");

    public void Dispose() => volume.Delete(recursive: true);

    [Theory]
    [InlineData("runc")]
    [InlineData("gVisor")]
    public async Task A_neighbour_keeps_a_file_and_tells_every_beat(string runtime)
    {
        using var container = new Container();
        var log = await RunAsync(container, LimitProgram.Neighbour with { Seconds = 1 }, runtime);
        log.Ended.ShouldBeTrue();
        log.Value("file", "own").ShouldBe("/tmp/stratus-file");
        var beats = log.Records.Where(record => record.Kind == "beat").ToArray();
        beats.ShouldNotBeEmpty();
        beats.ShouldAllBe(beat => int.Parse(beat.Value) >= 10_000, "it sleeps for ten milliseconds");
    }

    [Theory]
    [InlineData("runc")]
    [InlineData("gVisor")]
    public async Task A_file_is_found_on_a_mount_however_deep_and_not_where_there_is_none(string runtime)
    {
        using var clean = new Container();
        (await RunAsync(clean, Seeker, runtime)).Value("file", "others").ShouldBe("none");
        using var leaking = new Container { Volumes = { ["/host"] = volume.FullName } };
        (await RunAsync(leaking, Seeker, runtime)).Value("file", "others").ShouldBe("/host/pods/1/volumes/stratus-file");
    }

    [Fact]
    public async Task It_is_found_without_a_program_that_looks_through_directories_too()
    {
        using var leaking = new Container { Volumes = { ["/host"] = volume.FullName }, Variables = new Dictionary<string, string> { ["PATH"] = "/bin" } };
        (await RunAsync(leaking, Seeker, "runc")).Value("file", "others").ShouldBe("/host/pods/1/volumes/stratus-file");
    }

    // Who takes processes looks before it does.
    private static LimitProgram Seeker => LimitProgram.Processes with { Steps = 1, Seconds = 1 };

    private static async Task<ProbeLog> RunAsync(Container container, LimitProgram program, string runtime)
    {
        if (runtime == "gVisor") Requirements.SkipWithoutGVisor();
        Requirements.SkipWithoutContainers();
        return ProbeLog.Parse(await container.RunAsync(runtime == "gVisor" ? Runtime.GVisor : Runtime.Runc, program.Command("run", "stratus-file")), "run");
    }
}
