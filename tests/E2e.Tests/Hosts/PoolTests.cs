using Stratus.E2e.Tests.Lab;
using static Stratus.E2e.Tests.Hosts.Pools;

namespace Stratus.E2e.Tests.Hosts;

/// <summary>What becomes of a pool with the years.</summary>
public class PoolTests
{
    public PoolTests() => OnDemand.SkipUnlessAsked();

    private const string DataMib = "dmsetup status stratus-pool | awk '{ split($6, blocks, \"/\"); print blocks[2] / 4 }'";
    private const string Sum = "sha256sum /dev/mapper/volume";

    [Fact]
    public Task A_pool_grows_with_its_disk_under_load_and_at_the_next_boot() => UsePreparedAsync(async (machine, preparation) =>
    {
        var sum = await FillAsync(machine, mib: 16);
        await machine.RootAsync($"""
            dmsetup message stratus-pool 0 'create_thin 2'
            {Activate("load", 2, 512)}
            setsid bash -c 'while dd if=/dev/zero of=/dev/mapper/load bs=1M oflag=direct count=64; do :; done' >/run/load 2>&1 </dev/null &
            """);

        await machine.GrowDiskAsync("pool", 1280);
        await machine.ApplyAsync(preparation).SucceedAsync();
        (await machine.RootAsync(DataMib)).ShouldBe("1215");
        (await machine.RootAsync($"{Sum}; pkill --full of=/dev/mapper/load; cat /run/load")).ShouldSatisfyAllConditions(
            said => said.ShouldStartWith(sum), said => said.ShouldContain("copied"), said => said.ShouldNotContain("error"));

        await machine.GrowDiskAsync("pool", 1536);
        await machine.RebootAsync();
        (await machine.RootAsync(DataMib)).ShouldBe("1471");
        (await machine.RootAsync($"{Activate("volume", 1, 16)}; {Sum}")).ShouldBe(sum);
    });

    [Fact]
    public Task The_alarm_tells_that_the_pool_fills() => UsePreparedAsync(async (machine, _) =>
    {
        await machine.RootAsync($"""
            dmsetup message stratus-pool 0 'create_thin 1'
            {Activate("volume", 1, 960)}
            """);

        (await LevelAsync(machine, mib: 600)).ShouldContain("\"level\":\"ok\"");
        (await LevelAsync(machine, mib: 720)).ShouldContain("\"level\":\"warning\"");
        (await LevelAsync(machine, mib: 860)).ShouldContain("\"level\":\"critical\"");
        (await machine.RootAsync("journalctl --unit stratus-pool-alarm --priority crit --output cat")).ShouldContain("of the data of the pool is in use");
    });

    [Fact]
    public Task Damaged_metadata_is_repaired_at_boot() => UsePreparedAsync(async (machine, _) =>
    {
        var sum = await FillAsync(machine, mib: 16);
        // The root of the data's space map is named in the superblock, at byte 80; metadata begins 256 blocks from the start of the disk.
        await machine.RootAsync($"""
            dmsetup remove volume
            dmsetup remove stratus-pool
            superblock=256
            root=$(dd if={Disk} bs=4096 skip=$superblock count=1 iflag=direct status=none | od --address-radix=n --format=u8 --skip-bytes=80 --read-bytes=8)
            dd if=/dev/urandom of={Disk} bs=4096 seek=$((superblock + root)) count=1 oflag=direct conv=notrunc status=none
            """);

        await machine.RebootAsync();

        (await machine.RootAsync("journalctl --boot --unit stratus-pool --output cat")).ShouldContain("is repaired");
        (await machine.RootAsync($"{Activate("volume", 1, 16)}; {Sum}")).ShouldBe(sum);
    });

    [Fact]
    public Task A_pool_on_a_logical_volume_keeps_its_data_through_a_reboot_and_goes_without_a_trace() => Machine.UseAsync(WithDisk, async machine =>
    {
        await machine.RootAsync($"vgcreate --quiet group {Disk} && lvcreate --quiet --extents 100%FREE --name pool group");
        var before = await Traces.OfAsync(machine);
        await machine.PrepareAsync(OnVolume);
        var sum = await FillAsync(machine, mib: 16);

        await machine.RebootAsync();
        (await machine.RootAsync($"{Activate("volume", 1, 16)}; {Sum}")).ShouldBe(sum);

        await machine.RootAsync("dmsetup remove volume");
        await machine.CleanAsync(OnVolume);
        (await Traces.OfAsync(machine)).ShouldBe(before);
    });

    [Fact]
    public Task A_disk_that_was_put_in_place_of_the_pools_is_refused_and_never_erased() => UsePreparedAsync(async (machine, preparation) =>
    {
        await machine.ExchangeDiskAsync("pool");

        (await machine.ApplyAsync(preparation)).Error.ShouldContain("no longer holds the pool of this host: it was exchanged or overwritten");
        await machine.RootAsync($"echo precious >{Disk}");
        (await machine.ApplyAsync(preparation)).Error.ShouldContain("holds something that is not ours: its first MiB is not empty");
        (await machine.RemoveAsync(preparation)).Error.ShouldContain("stays as it is");

        (await machine.RootAsync($"head --lines 1 {Disk}")).ShouldBe("precious");
    });

    private static Task UsePreparedAsync(Func<Machine, HostScript, Task> test) => Machine.UseAsync(WithDisk, async machine =>
    {
        var preparation = await HostScripts.PreparationAsync(OnDisk);
        await machine.ApplyAsync(preparation).SucceedAsync();
        await test(machine, preparation);
    });

    // Makes a volume of chance and returns its sum.
    private static async Task<string> FillAsync(Machine machine, int mib) => await machine.RootAsync($"""
        dmsetup message stratus-pool 0 'create_thin 1'
        {Activate("volume", 1, mib)}
        dd if=/dev/urandom of=/dev/mapper/volume bs=1M count={mib} oflag=direct status=none
        {Sum}
        """);

    private static Task<string> LevelAsync(Machine machine, int mib) => machine.RootAsync($"""
        dd if=/dev/zero of=/dev/mapper/volume bs=1M count={mib} oflag=direct status=none
        systemctl start stratus-pool-alarm
        cat /run/stratus/pool.json
        """);
}
