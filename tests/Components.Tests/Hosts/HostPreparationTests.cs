using Stratus.Core.Settings;
using Stratus.Tests.Shared;

namespace Stratus.Components.Tests.Hosts;

public class HostPreparationTests
{
    private static readonly HostSettings Settings = Platforms.One.Hosts[0];

    [Fact]
    public async Task A_machine_is_checked_before_it_is_touched()
    {
        var seen = await Recorder.RunAsync(options => Build.Preparation(Settings, options, "kata-fc", "kata-qemu"));

        seen["server-1-preflight"].Script!.Path.ShouldBe("core/Hosts/preflight.sh");
        seen["server-1-preparation"].Script!.Path.ShouldBe("components/Hosts/preparation.sh");
        (await seen.DependsOnAsync(seen["server-1-preparation"])).ShouldContain("server-1-preflight");
        (await seen.DependsOnAsync(seen["server-1-preflight"])).ShouldContain("server-1-ssh");
    }

    [Fact]
    public async Task The_checks_know_which_runtimes_the_machine_must_run()
    {
        var seen = await Recorder.RunAsync(options => Build.Preparation(Settings, options, "kata-fc", "kata-qemu"));

        seen["server-1-preflight"].Script!["STRATUS_RUNTIMES"].ShouldBe("kata-fc kata-qemu");
    }

    [Theory]
    [InlineData(null, 20, "loop", "", "20")]
    [InlineData("/dev/disk/by-id/nvme-1", null, "device", "/dev/disk/by-id/nvme-1", "")]
    [InlineData(null, null, "none", "", "")]
    public async Task The_pool_lies_where_the_stack_says(string? device, int? loop, string kind, string expectedDevice, string expectedSize)
    {
        var pool = device is null && loop is null ? null : new ThinPoolSettings { Device = device, LoopSizeGib = loop };

        var seen = await Recorder.RunAsync(options => Build.Preparation(Settings with { ThinPool = pool }, options));

        var script = seen["server-1-preparation"].Script!;
        (script["STRATUS_POOL_KIND"], script["STRATUS_POOL_DEVICE"], script["STRATUS_POOL_LOOP_GIB"]).ShouldBe((kind, expectedDevice, expectedSize));
    }

    [Fact]
    public async Task Everything_belongs_to_the_component()
    {
        var seen = await Recorder.RunAsync(options => Build.Preparation(Settings, options));

        seen.Orphans.ShouldBeEmpty();
    }
}
