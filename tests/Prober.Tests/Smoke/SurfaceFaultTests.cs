using Stratus.Core.Proof;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Smoke;

/// <summary>Whole runs in which sandboxes are given what is their host's: that, and nothing else of their surface, is broken.</summary>
public sealed class SurfaceFaultTests : IAsyncDisposable
{
    private readonly Kubelet kubelet = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stratus-surface-");

    public SurfaceFaultTests() => Requirements.SkipWithoutGVisor();

    public async ValueTask DisposeAsync()
    {
        await kubelet.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("c 1 11", "runc")]
    [InlineData("b 7 0", "runc")]
    [InlineData("c 1 11", "gVisor")]
    public async Task A_device_of_the_host_is_found_and_named(string device, string runtime)
    {
        // gVisor does not start at all with a block device.
        if (runtime == "gVisor") kubelet.Handlers[Runs.GVisor.Name] = Runtime.GVisor;
        var node = Path.Combine(folder.FullName, "device");
        await Tool.RunAsync("mknod", [node, .. device.Split(' ')]);
        kubelet.Leaks["/dev/of-the-host"] = node;
        (await BrokenAsync(runtime == "gVisor" ? Runs.GVisor : Runs.MicroVm)).ShouldBe([("surface.devices", "devices beyond those of every container: /dev/of-the-host")]);
    }

    [Fact]
    public async Task A_cgroup_that_was_handed_to_a_sandbox_is_found_and_named()
    {
        await using var cgroup = new HostCgroup("stratus-test");
        await Tool.RunAsync("chown", "-R", "65532", cgroup.Delegated);
        kubelet.Leaks["/cgroup"] = cgroup.Delegated;
        (await BrokenAsync(Runs.MicroVm)).ShouldBe([("surface.cgroups", "cgroups that can be written: /cgroup")]);
    }

    private async Task<IEnumerable<(string Check, string Reason)>> BrokenAsync(RuntimeClass runtime)
    {
        var result = await Runs.RunAsync(kubelet, Runs.Plan(runtime));
        result.Verdict.Properties.Single(property => property.Property == Property.Surface).Outcome.ShouldBe(Outcome.Broken);
        return result.Verdict.Findings().Where(finding => finding.Outcome == Outcome.Broken && Checks.Find(finding.Check)!.Property == Property.Surface)
            .Select(finding => (finding.Check, finding.Reason));
    }
}
