using Stratus.Core.Proof;
using Stratus.Core.Proof.Kernels;
using Stratus.Prober.Probe;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Probe;

/// <summary>The probe in real containers.</summary>
public sealed class RuntimeTests
{
    private static readonly ProbeRequest Looking = new() { Run = "run.1", Looks = [ProbeLook.Kernel, ProbeLook.Surface] };

    private static string NodeBootId => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    [Fact]
    public async Task A_container_of_runc_is_recognised_as_sharing_the_nodes_kernel()
    {
        Requirements.SkipWithoutContainers();
        using var container = new Container();
        var sighting = Sighting(await container.UnderRuncAsync(Looking));
        sighting.Recognised.ShouldBe(RuntimeKind.SharedKernel);
        sighting.BootId.ShouldBe(NodeBootId);
        sighting.Release.ShouldBe(File.ReadAllText("/proc/sys/kernel/osrelease").Trim());
    }

    [Fact]
    public async Task A_sandbox_of_gVisor_is_recognised_and_shares_nothing_with_the_node()
    {
        Requirements.SkipWithoutGVisor();
        using var container = new Container();
        var sighting = Sighting(await container.UnderGVisorAsync(Looking));
        sighting.Recognised.ShouldBe(RuntimeKind.GVisor);
        sighting.BootId.ShouldNotBe(NodeBootId);
        sighting.Release.ShouldNotBe(File.ReadAllText("/proc/sys/kernel/osrelease").Trim());
        (DateTimeOffset.UtcNow - sighting.Booted!.Value).ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_mounted_token_is_told_to_be_there_and_what_it_says_is_not()
    {
        Requirements.SkipWithoutContainers();
        var secrets = Directory.CreateTempSubdirectory();
        await File.WriteAllTextAsync(Path.Combine(secrets.FullName, "token"), "hunter2", TestContext.Current.CancellationToken);
        using var container = new Container { Volumes = { ["/var/run/secrets/kubernetes.io/serviceaccount"] = secrets.FullName } };
        var log = await container.UnderRuncAsync(Looking);
        log.Value("surface", "token").ShouldBe("present");
        log.Records.ShouldAllBe(record => !record.Value.Contains("hunter2"));

        using var without = new Container();
        (await without.UnderRuncAsync(Looking)).Value("surface", "token").ShouldBe("absent");
    }

    [Fact]
    public async Task A_device_of_the_host_is_seen()
    {
        Requirements.SkipWithoutContainers();
        using var clean = new Container();
        (await clean.UnderRuncAsync(Looking)).Value("surface", "devices").ShouldBe("none");
        using var leaking = new Container { Volumes = { ["/dev/kmsg"] = "/dev/kmsg" } };
        (await leaking.UnderRuncAsync(Looking)).Value("surface", "devices").ShouldBe("/dev/kmsg");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_marker_is_found_again_only_where_the_root_is_the_same(bool fresh)
    {
        Requirements.SkipWithoutContainers();
        using var container = new Container { FreshRoot = fresh };
        var first = await container.UnderRuncAsync(new() { Run = "run.1", Looks = [ProbeLook.Markers], Marker = "one" });
        first.Value("marker-disk", "before:/tmp").ShouldBe("none");
        first.Value("marker-disk", "after:/tmp").ShouldBe("one");
        first.Value("marker-memory", "after:/dev/shm").ShouldBe("one");

        var second = await container.UnderRuncAsync(new() { Run = "run.2", Looks = [ProbeLook.Markers], Marker = "two" });
        second.Value("marker-disk", "before:/tmp").ShouldBe(fresh ? "none" : "one");
        second.Value("marker-memory", "before:/dev/shm").ShouldBe("none");
    }

    [Fact]
    public async Task A_volume_that_outlives_its_sandbox_is_found_under_gVisor_too()
    {
        Requirements.SkipWithoutGVisor();
        var volume = Directory.CreateTempSubdirectory();
        using var container = new Container { Volumes = { ["/work"] = volume.FullName } };
        await container.UnderGVisorAsync(new() { Run = "run.1", Looks = [ProbeLook.Markers], Marker = "one" });
        var second = await container.UnderGVisorAsync(new() { Run = "run.2", Looks = [ProbeLook.Markers], Marker = "two" });
        second.Value("marker-disk", "before:/work").ShouldBe("one");
        second.Value("marker-disk", "before:/var/tmp").ShouldBe("none");
    }

    private static KernelSighting Sighting(ProbeLog log)
    {
        log.Ended.ShouldBeTrue();
        return KernelReading.Of(log, new("node-1", "class", LaunchPath.Pod), "sandboxes/probe", NodeBootId);
    }
}
