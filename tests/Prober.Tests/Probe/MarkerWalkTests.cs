using Stratus.Core.Proof;
using Stratus.Prober.Probe;
using Stratus.Prober.Smoke;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Probe;

/// <summary>Where a probe leaves markers: everywhere it may write, and where that is too much it says so.</summary>
public sealed class MarkerWalkTests
{
    private static readonly Place Place = new("node-1", "class", LaunchPath.Pod);

    public MarkerWalkTests() => Requirements.SkipWithoutContainers();

    [Theory]
    [InlineData("runc")]
    [InlineData("gVisor")]
    public async Task A_directory_of_the_root_that_nobody_thought_of_is_one_of_them(string runtime)
    {
        if (runtime == "gVisor") Requirements.SkipWithoutGVisor();
        using var container = new Container { User = 65532, FreshRoot = false, Directories = ["data", "data/.cache/of a program"] };
        var first = await LookAsync(container, "one", runtime);
        first.Value("marker", "walked").ShouldBe("complete");
        var second = await LookAsync(container, "two", runtime);
        foreach (var path in (string[])["/data", "/data/.cache/of%20a%20program"]) second.Records.Single(record => record.Name == $"before:{path}").Value.ShouldBe("one");
        Seen("ephemeral.writable", first, second).ShouldBe((Core.Proof.Seen.Open, Core.Proof.Seen.Open));
    }

    [Fact]
    public async Task Where_there_are_more_than_it_looks_at_that_nothing_was_left_is_not_proven()
    {
        using var container = new Container { User = 65532, Directories = [.. Enumerable.Range(1, 70).Select(number => $"data/{number}")] };
        await ProvesNothingAsync(container, "as far as the first 64 directories that can be written");
    }

    [Fact]
    public async Task Nor_is_it_without_a_program_that_looks_through_directories()
    {
        using var container = new Container { User = 65532, Variables = new Dictionary<string, string> { ["PATH"] = "/bin" } };
        await ProvesNothingAsync(container, "nowhere, there is no find that knows -writable");
    }

    [Fact]
    public async Task A_file_system_that_hangs_does_not_hang_the_probe_with_it()
    {
        var programs = Directory.CreateTempSubdirectory("stratus-find-");
        var find = Path.Combine(programs.FullName, "find");
        await File.WriteAllTextAsync(find, "#!/bin/bash\n[[ $2 != -maxdepth ]] || exit 0\nprintf '/tmp\\n'\nread -r _ <> <(:)\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(find, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(programs.FullName, (UnixFileMode)0b111_101_101);
        using var container = new Container { User = 65532, Variables = new Dictionary<string, string> { ["PATH"] = "/hung:/bin" }, Volumes = { ["/hung"] = programs.FullName } };
        var log = await LookAsync(container, "one");
        programs.Delete(recursive: true);
        (log.Ended, log.Value("marker", "walked")).ShouldBe((true, "as far as one comes in 10 s"));
    }

    private static async Task ProvesNothingAsync(Container container, string walked)
    {
        var (first, second) = (await LookAsync(container, "one"), await LookAsync(container, "two"));
        first.Value("marker", "walked").ShouldBe(walked);
        Seen("ephemeral.writable", first, second).ShouldBe((Core.Proof.Seen.Nothing, Core.Proof.Seen.Nothing));
        Seen("ephemeral.disk", first, second).ShouldBe((Core.Proof.Seen.Shut, Core.Proof.Seen.Open));
    }

    private static (Seen Seen, Seen Control) Seen(string check, ProbeLog first, ProbeLog second)
    {
        PodLog Pod(ProbeLog log) => new("sandboxes/probe", "node-1", log);
        var observation = MarkerObservations.Of(new(Place, "", Pod(first), Pod(first), Pod(second))).Single(one => one.Check == check);
        return (observation.Seen, observation.Control!.Seen);
    }

    private static Task<ProbeLog> LookAsync(Container container, string marker, string runtime = "runc")
    {
        var request = new ProbeRequest { Run = "run", Looks = [ProbeLook.Markers], Marker = marker };
        return runtime == "gVisor" ? container.UnderGVisorAsync(request) : container.UnderRuncAsync(request);
    }
}
