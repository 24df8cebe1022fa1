using Stratus.Core.Proof;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Smoke;

/// <summary>Whole runs in which something of a sandbox outlives it.</summary>
public sealed class EphemeralFaultTests : IAsyncDisposable
{
    private readonly Kubelet kubelet = new() { Handlers = { ["gvisor"] = Runtime.GVisor } };
    private readonly List<DirectoryInfo> volumes = [];

    public EphemeralFaultTests() => Requirements.SkipWithoutGVisor();

    public async ValueTask DisposeAsync()
    {
        await kubelet.DisposeAsync();
        foreach (var volume in volumes) volume.Delete(recursive: true);
    }

    [Fact]
    public async Task A_volume_that_outlives_its_sandbox_is_found()
    {
        kubelet.Leaks["/work"] = Volume(Path.GetTempPath(), "");
        await BreaksAsync(Runs.GVisor, "ephemeral.disk", "ephemeral.writable");
    }

    [Theory]
    [InlineData("gvisor")]
    [InlineData("kata-qemu")]
    public async Task A_directory_deep_in_a_volume_that_cannot_be_written_itself_is_found(string runtime)
    {
        kubelet.Leaks["/opt/data"] = Volume(Path.GetTempPath(), "pods/1/cache");
        (await BreaksAsync(runtime == "gvisor" ? Runs.GVisor : Runs.MicroVm, "ephemeral.disk", "ephemeral.writable")).ShouldContain("/opt/data/pods/1/cache");
    }

    [Fact]
    public async Task Memory_that_is_kept_from_the_run_before_is_found()
    {
        kubelet.Leaks["/dev/shm"] = Volume("/dev/shm", "");
        (await BreaksAsync(Runs.MicroVm, "ephemeral.memory", "ephemeral.writable")).ShouldContain("/dev/shm");
    }

    [Fact]
    public async Task A_root_that_is_used_again_is_found()
    {
        kubelet.ReusesRoots = true;
        await BreaksAsync(Runs.GVisor, "ephemeral.disk", "ephemeral.writable");
    }

    private string Volume(string below, string writable)
    {
        var volume = Directory.CreateDirectory(Path.Combine(below, $"stratus-volume-{Guid.NewGuid():N}"));
        volumes.Add(volume);
        File.SetUnixFileMode(volume.FullName, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(Directory.CreateDirectory(Path.Combine(volume.FullName, writable)).FullName, (UnixFileMode)0b111_111_111);
        return volume.FullName;
    }

    // These and no others of the promise; the reason of the last.
    private async Task<string> BreaksAsync(RuntimeClass runtime, params string[] checks)
    {
        var result = await Runs.RunAsync(kubelet, Runs.Plan(runtime));
        var ephemeral = result.Verdict.Properties.Single(property => property.Property == Property.Ephemeral).Checks;
        ephemeral.Where(check => check.Outcome == Outcome.Broken).Select(check => check.Check).ShouldBe(checks);
        ephemeral.Where(check => check.Outcome == Outcome.Inconclusive).ShouldBeEmpty();
        return ephemeral.Last().Findings.ShouldHaveSingleItem().Reason;
    }
}
