using Stratus.E2e.Tests.Lab;
using static Stratus.E2e.Tests.Hosts.Pools;

namespace Stratus.E2e.Tests.Hosts;

public class PreparationTests
{
    [Fact]
    public Task A_pool_keeps_its_volumes_through_a_reboot_and_a_power_cut() => Machine.UseAsync(WithDisk, async machine =>
    {
        var activate = Activate("volume", 1, 100);
        var readBack = $"{activate} && mount /dev/mapper/volume /mnt && cat /mnt/file";
        await machine.PrepareAsync(OnDisk);
        await machine.RootAsync($"""
            dmsetup message stratus-pool 0 'create_thin 1'
            {activate}
            mkfs.ext4 -q /dev/mapper/volume
            mount /dev/mapper/volume /mnt
            echo precious >/mnt/file
            umount /mnt
            """);

        await machine.RebootAsync();
        (await machine.RootAsync(readBack)).ShouldBe("precious");

        await machine.PullThePlugAsync();
        (await machine.RootAsync(readBack)).ShouldBe("precious");
    });

    [Fact]
    public Task Applying_twice_is_applying_once_and_removing_leaves_nothing() => Machine.UseAsync(WithDisk, async machine =>
    {
        var before = await Traces.OfAsync(machine);

        var first = await machine.PrepareAsync(OnDisk);
        (await machine.RootAsync("dmsetup status stratus-pool")).ShouldContain("thin-pool");
        var once = await Traces.OfAsync(machine);
        once.ShouldNotBe(before);
        (await machine.PrepareAsync(OnDisk)).ShouldBe(first);
        (await Traces.OfAsync(machine)).ShouldBe(once);
        await machine.CleanAsync(OnDisk);

        (await Traces.OfAsync(machine)).ShouldBe(before);
        (await machine.RootAsync($"cmp --bytes {DiskMib}M {Disk} /dev/zero && wipefs {Disk}")).ShouldBeEmpty();
    });

    [Fact]
    public Task A_disk_with_a_file_system_is_refused_and_left_as_it_was() => Machine.UseAsync(WithDisk, async machine =>
    {
        await machine.RootAsync($"mkfs.ext4 -q {Disk}");
        var before = await machine.RootAsync($"sha256sum {Disk}");
        var traces = await Traces.OfAsync(machine);

        var preflight = await machine.ApplyAsync(await HostScripts.PreflightAsync(OnDisk));
        var preparation = await machine.ApplyAsync(await HostScripts.PreparationAsync(OnDisk));
        await machine.CleanAsync(OnDisk);

        preflight.Error.ShouldContain($"{Disk}: it carries the signatures: ext4");
        preflight.ExitCode.ShouldBe(1);
        preparation.Error.ShouldContain($"{Disk} holds something that is not ours: it carries the signatures: ext4");
        preparation.ExitCode.ShouldBe(1);
        (await machine.RootAsync($"sha256sum {Disk}")).ShouldBe(before);
        (await Traces.OfAsync(machine)).ShouldBe(traces);
    });
}
