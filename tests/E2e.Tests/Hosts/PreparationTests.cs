using Stratus.Core.Settings;
using Stratus.E2e.Tests.Lab;

namespace Stratus.E2e.Tests.Hosts;

public class PreparationTests
{
    public PreparationTests() => OnDemand.SkipUnlessAsked();

    private const string Disk = "/dev/disk/by-id/virtio-pool";
    private const int DiskMib = 1024;

    private static readonly MachineOptions WithDisk = new() { Disks = new Dictionary<string, int> { ["pool"] = DiskMib } };

    private static ThinPoolSettings OnDisk { get; } = new() { Device = Disk };

    private static ThinPoolSettings OnLoop { get; } = new() { LoopSizeGib = 4 };

    [Fact]
    public Task A_pool_on_a_disk_keeps_its_volumes_through_a_reboot_and_a_power_cut() => Machine.UseAsync(WithDisk, async machine =>
    {
        await ApplyAsync(machine, OnDisk);
        await machine.RootAsync($"""
            dmsetup message stratus-pool 0 'create_thin 1'
            {Activate}
            mkfs.ext4 -q /dev/mapper/volume
            mount /dev/mapper/volume /mnt
            echo precious >/mnt/file
            umount /mnt
            """);

        await machine.RebootAsync();
        (await machine.RootAsync(ReadBack)).ShouldBe("precious");

        await machine.PullThePlugAsync();
        (await machine.RootAsync(ReadBack)).ShouldBe("precious");
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_removal_leaves_nothing(bool onDisk) => Machine.UseAsync(WithDisk, async machine =>
    {
        var before = await Traces.OfAsync(machine);

        await ApplyAsync(machine, onDisk ? OnDisk : OnLoop);
        (await machine.RootAsync("dmsetup status stratus-pool")).ShouldContain("thin-pool");
        (await Traces.OfAsync(machine)).ShouldNotBe(before);
        await RemoveAsync(machine, onDisk ? OnDisk : OnLoop);

        (await Traces.OfAsync(machine)).ShouldBe(before);
        (await machine.RootAsync($"cmp --bytes {DiskMib}M {Disk} /dev/zero && wipefs {Disk}")).ShouldBeEmpty();
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Applying_twice_is_applying_once(bool onDisk) => Machine.UseAsync(WithDisk, async machine =>
    {
        var first = await ApplyAsync(machine, onDisk ? OnDisk : OnLoop);
        var once = await Traces.OfAsync(machine);
        var second = await ApplyAsync(machine, onDisk ? OnDisk : OnLoop);

        second.ShouldBe(first);
        (await Traces.OfAsync(machine)).ShouldBe(once);
    });

    [Fact]
    public Task A_pool_on_a_loop_device_is_there_after_a_reboot_and_a_power_cut() => Machine.UseAsync(new(), async machine =>
    {
        await ApplyAsync(machine, OnLoop);

        await machine.RebootAsync();
        (await machine.RootAsync("dmsetup status stratus-pool")).ShouldContain("thin-pool");

        await machine.PullThePlugAsync();
        (await machine.RootAsync("dmsetup status stratus-pool")).ShouldContain("thin-pool");
    });

    [Fact]
    public Task A_disk_with_a_file_system_is_refused_and_left_as_it_was() => Machine.UseAsync(WithDisk, async machine =>
    {
        await machine.RootAsync($"mkfs.ext4 -q {Disk}");
        var before = await machine.RootAsync($"sha256sum {Disk}");
        var traces = await Traces.OfAsync(machine);

        var preflight = await machine.ApplyAsync(await HostScripts.PreflightAsync(OnDisk));
        var preparation = await machine.ApplyAsync(await HostScripts.PreparationAsync(OnDisk));
        await RemoveAsync(machine, OnDisk);

        preflight.Error.ShouldContain($"{Disk}: it carries the signatures: ext4");
        preflight.ExitCode.ShouldBe(1);
        preparation.Error.ShouldContain($"{Disk} holds something that is not ours: it carries the signatures: ext4");
        preparation.ExitCode.ShouldBe(1);
        (await machine.RootAsync($"sha256sum {Disk}")).ShouldBe(before);
        (await Traces.OfAsync(machine)).ShouldBe(traces);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task What_an_apply_made_is_there_when_the_plug_is_pulled_right_after_it(bool onDisk) => Machine.UseAsync(WithDisk, async machine =>
    {
        var before = await Traces.OfAsync(machine);
        var first = await ApplyAsync(machine, onDisk ? OnDisk : OnLoop);
        await machine.PullThePlugAsync();

        var after = await Traces.OfAsync(machine);
        var again = await ApplyAsync(machine, onDisk ? OnDisk : OnLoop);

        again.ShouldBe(first);
        (await Traces.OfAsync(machine)).ShouldBe(after);
        (await machine.RootAsync("dmsetup status stratus-pool")).ShouldContain("thin-pool");
        await RemoveAsync(machine, onDisk ? OnDisk : OnLoop);
        (await Traces.OfAsync(machine)).ShouldBe(before);
    });

    private const string Activate =
        """dmsetup create volume --table "0 204800 thin /dev/mapper/stratus-pool 1" && udevadm settle""";

    private const string ReadBack = $"{Activate} && mount /dev/mapper/volume /mnt && cat /mnt/file";

    private static async Task<string> ApplyAsync(Machine machine, ThinPoolSettings pool) =>
        await machine.ApplyAsync(await HostScripts.PreparationAsync(pool)).SucceedAsync();

    private static async Task RemoveAsync(Machine machine, ThinPoolSettings pool) =>
        await machine.RemoveAsync(await HostScripts.PreparationAsync(pool)).SucceedAsync();
}
