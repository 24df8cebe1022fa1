namespace Stratus.Scripts.Tests;

/// <summary>The thin pool over its life: it grows, is known again, and is never taken for another.</summary>
public sealed class PoolTests : IDisposable
{
    private const string Id = "00000000-0000-4000-8000-000000000001";
    private const long Gib = 1L << 30;
    private static readonly Specimen OnLoop = Specimen.Preparation;
    private static readonly Specimen OnDisk = Specimen.PreparationOnDisk;
    private readonly World world = new();

    // The numbers below are those of a disk of 8 GiB.
    public PoolTests() => Resize(8 * Gib);

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_larger_setting_makes_the_pool_grow_under_what_uses_it()
    {
        world.Prepare(OnLoop);
        world.TakeCalls();

        world.Prepare(OnLoop.With("POOL_LOOP_GIB", "9"));

        Sectors("stratus-pool").ShouldBe(9 * Gib / 512 - 133120);
        Sectors("stratus-pool_data").ShouldBe(9 * Gib / 512 - 133120);
        Sectors("stratus-pool_meta").ShouldBe(65536);
        world.TakeCalls().ShouldNotContain("restart");
    }

    [Fact]
    public void A_device_that_grew_makes_the_pool_grow_and_its_metadata_stays_where_it_is()
    {
        world.Prepare(OnDisk);
        Resize(64 * Gib);

        world.Prepare(OnDisk);

        Sectors("stratus-pool").ShouldBe(64 * Gib / 512 - 133120);
        world.Read("state/dm/stratus-pool_data").ShouldContain("linear " + world.At("root/dev/disk") + " 133120");
    }

    [Fact]
    public void A_device_that_shrank_is_refused()
    {
        world.Prepare(OnDisk);
        Resize(4 * Gib);

        Refused(OnDisk, "has shrunk", "grows but never shrinks");
    }

    [Fact]
    public void A_pool_of_an_earlier_version_is_kept_as_it_lies()
    {
        Earlier();
        world.Write("state/dm/stratus-pool_meta", $"0 65536 linear {world.At("root/dev/disk")} 2048\n");
        world.Write("state/dm/stratus-pool_data", $"0 16709632 linear {world.At("root/dev/disk")} 67584\n");
        world.Write("state/dm/stratus-pool", "0 16709632 thin-pool x\n");
        world.Write("state/active/stratus-pool.service", "");

        world.Prepare(OnDisk);

        Label().ShouldBe($"stratus-pool 2\npool {Id}\nhost host-1\nmetadata 2048 65536\ndata 67584\nused yes\n");
        Sectors("stratus-pool").ShouldBe(16709632);
    }

    [Fact]
    public void A_pool_of_an_earlier_version_whose_disk_changed_while_it_was_down_is_refused()
    {
        Earlier();
        using (var disk = File.OpenWrite(world.At("root/dev/disk")))
        {
            disk.Position = (1 << 20) + 32;
            disk.Write(BitConverter.GetBytes(27022010L));
            disk.Position = (1 << 20) + 64;
            disk.Write(BitConverter.GetBytes(4711L));
        }

        Refused(OnDisk, "has changed its size since an earlier version");
    }

    [Fact]
    public void Another_disk_under_the_same_name_is_neither_taken_nor_erased()
    {
        world.Prepare(OnDisk);
        PowerOff();
        Overwrite("precious");

        Refused(OnDisk, "holds something that is not ours: its first MiB is not empty");
        world.Remove(OnDisk).ShouldSatisfyAllConditions(
            run => run.ExitCode.ShouldBe(0, run.Error), run => run.Error.ShouldContain("stays as it is"));
        Label().ShouldBe("precious");
    }

    [Fact]
    public void A_blank_disk_in_place_of_the_pool_is_not_made_a_new_pool()
    {
        world.Prepare(OnDisk);
        PowerOff();
        File.Delete(world.At("root/dev/disk"));
        Resize(8 * Gib);

        Refused(OnDisk, "no longer holds the pool of this host");
    }

    [Fact]
    public void The_pool_of_another_host_is_told_by_its_name()
    {
        Overwrite("stratus-pool 2\npool 1234\nhost box-7\n");

        Refused(OnDisk, "a thin pool of Stratus, made on host box-7", "destroy the host that it belongs to");
    }

    [Fact]
    public void The_same_disk_by_another_name_is_known()
    {
        world.Prepare(OnDisk);
        File.CreateSymbolicLink(world.At("root/dev/other"), world.At("root/dev/disk"));

        world.Prepare(OnDisk.With("POOL_DEVICE", "/dev/other"));

        world.Read("root/var/lib/stratus/preparation.claim").ShouldContain("\ndevice /dev/other\n");
    }

    [Fact]
    public void Metadata_that_was_blanked_is_not_begun_anew()
    {
        world.Prepare(OnDisk);
        PowerOff();
        world.Write("state/active/stratus-pool.service", "");
        world.Without("thin_check");
        world.Link("thin_check", "/bin/false");

        Refused(OnDisk, "could not be made", "the metadata of stratus-pool is damaged", "nothing was changed");
        Directory.EnumerateFiles(world.At("state/dm")).Select(Path.GetFileName).ShouldNotContain("stratus-pool");
    }

    [Fact]
    public void A_file_that_the_file_system_cannot_hold_is_refused()
    {
        world.Write("state/answers/free", "8000\n");

        Refused(OnLoop, "a pool of 8 GiB does not fit", "8000 MiB free", "loopSizeGib");
    }

    [Fact]
    public void A_pool_that_takes_no_writes_is_refused()
    {
        world.Write("state/answers/pool-status", "0 1 thin-pool 0 10/1000 20/1000 - ro discard_passdown error_if_no_space needs_check 1024\n");

        Refused(OnLoop, "does not work: state=ro checked=false", "reboot the host");
    }

    private void Refused(Specimen specimen, params string[] words)
    {
        var run = world.Apply(specimen);
        run.ExitCode.ShouldBe(1, run.Error);
        foreach (var word in words) run.Error.ShouldContain(word);
        run.Error.ShouldContain("mend it: ");
    }

    /// <summary>What an earlier version left: a label without a layout, and a claim that knows the device by name alone.</summary>
    private void Earlier()
    {
        Overwrite("stratus-pool\n");
        world.Write("root/var/lib/stratus/preparation.claim", "device /dev/disk\npool stratus-pool\n");
    }

    private void PowerOff()
    {
        foreach (var device in Directory.GetFiles(world.At("state/dm"))) File.Delete(device);
        File.Delete(world.At("state/active/stratus-pool.service"));
    }

    private long Sectors(string device) =>
        long.Parse(world.Read("state/dm/" + device).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    private string Label()
    {
        var sector = new byte[512];
        using var disk = File.OpenRead(world.At("root/dev/disk"));
        disk.ReadExactly(sector);
        return System.Text.Encoding.ASCII.GetString(sector).TrimEnd('\0');
    }

    private void Overwrite(string text)
    {
        using var disk = File.OpenWrite(world.At("root/dev/disk"));
        disk.Write(new byte[4096]);
        disk.Position = 0;
        disk.Write(System.Text.Encoding.ASCII.GetBytes(text));
    }

    private void Resize(long size)
    {
        using var disk = File.OpenWrite(world.At("root/dev/disk"));
        disk.SetLength(size);
    }
}
