using System.Text.Json;

namespace Stratus.Scripts.Tests;

public class PreflightTests
{
    private static readonly Specimen OnDisk = Specimen.Preflight.With("POOL_KIND", "device").With("POOL_DEVICE", "/dev/disk");

    public static TheoryData<string, string, string> Findings => new()
    {
        { "state/answers/machine", "riscv64", "the architecture is riscv64" },
        { "state/answers/machine", "aarch64", "kata-fc on arm64" },
        { "state/answers/kernel", "5.4.0-200-generic", "the kernel is 5.4.0-200-generic" },
        { "state/answers/cgroup", "tmpfs", "not cgroup v2" },
        { "state/answers/uid", "1000", "not as root" },
        { "state/answers/free", "512", "512 MiB free" },
        { "state/absent/vhost_vsock", "", "the kernel module vhost_vsock is absent" },
        { "state/absent/overlay", "", "the kernel module overlay is absent" },
        { "state/active/docker", "", "docker is running" },
        { "root/usr/local/bin/k3s", "", "/usr/local/bin/k3s exists" },
        { "root/etc/kubernetes/kubelet.conf", "", "/etc/kubernetes/kubelet.conf exists" },
        { "root/proc/net/tcp6", "   0: 00000000000000000000000000000000:192B 00000000000000000000000000000000:0000 0A 0\n", "TCP port 6443 is taken" },
        { "root/proc/net/tcp", "   0: 0100007F:280A 00000000:0000 0A 0\n", "TCP port 10250 is taken" },
    };

    [Theory, MemberData(nameof(Findings))]
    public void What_is_in_the_way_is_said_with_its_fix(string path, string content, string finding)
    {
        using var world = new World();
        world.Write(path, content);
        var before = world.Snapshot(withTimes: true);

        var run = world.Apply(Specimen.Preflight);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain("host-1");
        run.Error.ShouldContain(finding);
        run.Error.ShouldContain("why: ");
        run.Error.ShouldContain("fix: ");
        world.Snapshot(withTimes: true).ShouldBe(before);
    }

    [Fact]
    public void A_good_host_is_told_in_facts_and_left_as_it_was()
    {
        using var world = new World();
        world.Write("root/proc/swaps", "Filename\n/swapfile file 1 0 -2\n");
        var before = world.Snapshot(withTimes: true);

        var run = world.Apply(Specimen.Preflight);

        run.ExitCode.ShouldBe(0, run.Error);
        var facts = JsonDocument.Parse(run.Output).RootElement;
        facts.GetProperty("hostId").GetString().ShouldBe("host-1");
        facts.GetProperty("architecture").GetString().ShouldBe("amd64");
        facts.GetProperty("kernel").GetString().ShouldBe("6.12.30");
        facts.GetProperty("kvm").GetString().ShouldBe("12");
        facts.GetProperty("modules").GetProperty("overlay").GetString().ShouldBe("loadable");
        facts.GetProperty("warnings").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldNotBeNull().ShouldContain("swap is on");
        world.Snapshot(withTimes: true).ShouldBe(before);
    }

    [Fact]
    public void Everything_in_the_way_is_said_at_once()
    {
        using var world = new World();
        foreach (var row in Findings) world.Write(row.Data.Item1, row.Data.Item2);
        File.Delete(world.At("root/dev/kvm"));
        world.Without("apt-get");
        world.Without("curl");

        var error = world.Apply(Specimen.Preflight).Error;

        error.ShouldContain("15 thing(s) stand in the way");
        foreach (var expected in (string[])["/dev/kvm is absent", "the program curl is absent", "6443", "10250", "docker", "kubelet.conf"])
            error.ShouldContain(expected);
    }

    [Fact]
    public void A_device_that_answers_no_hypervisor_is_not_kvm()
    {
        using var world = new World();
        File.Delete(world.At("root/dev/kvm"));
        File.CreateSymbolicLink(world.At("root/dev/kvm"), "/dev/null");

        world.Apply(Specimen.Preflight).Error.ShouldContain("to KVM_GET_API_VERSION, not 12");
    }

    [Fact]
    public void Without_kata_no_hypervisor_is_asked_for()
    {
        using var world = new World();
        File.Delete(world.At("root/dev/kvm"));

        var run = world.Apply(Specimen.Preflight.With("RUNTIMES", ""));

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("\"kvm\":\"unused\"");
    }

    public static TheoryData<string, string, string> Disks => new()
    {
        { "root/sys/class/block/disk/partition", "1", "it is a partition" },
        { "root/sys/class/block/disk/holders/dm-0", "", "in use by dm-0" },
        { "root/sys/class/block/disk/disk1/partition", "1", "in use by disk1" },
        { "state/answers/wipefs", "ext4\n", "the signatures: ext4" },
    };

    [Theory, MemberData(nameof(Disks))]
    public void A_disk_that_holds_anything_is_refused_by_both(string path, string content, string finding)
    {
        using var world = new World();
        world.Write(path, content);

        world.Apply(OnDisk).Error.ShouldContain(finding);
        world.Apply(Specimen.PreparationOnDisk).Error.ShouldContain(finding);
        world.TakeCalls().ShouldNotContain("dmsetup create");
    }

    [Fact]
    public void A_disk_that_begins_with_data_is_refused()
    {
        using var world = new World();
        using (var disk = File.OpenWrite(world.At("root/dev/disk"))) disk.Write("precious"u8);

        world.Apply(OnDisk).Error.ShouldContain("its first MiB is not empty");
        world.Apply(Specimen.PreparationOnDisk).Error.ShouldContain("its first MiB is not empty");
        using var kept = File.OpenRead(world.At("root/dev/disk"));
        kept.ReadByte().ShouldBe('p');
    }

    [Fact]
    public void A_mounted_disk_and_a_missing_one_are_refused()
    {
        using var world = new World();
        world.Write("root/proc/self/mounts", $"{world.At("root/dev/disk")} /data ext4 rw 0 0\n");
        world.Apply(OnDisk).Error.ShouldContain("it is mounted");

        world.Apply(OnDisk.With("POOL_DEVICE", "/dev/none")).Error.ShouldContain("/dev/none is not a block device");
        world.Apply(Specimen.PreparationOnDisk.With("POOL_DEVICE", "/dev/none")).Error.ShouldContain("/dev/none is not a block device");
    }

    [Fact]
    public void A_prepared_host_passes_again()
    {
        using var world = new World();
        foreach (var specimen in (Specimen[])[Specimen.PreparationOnDisk, Specimen.JoinToken, Specimen.K3s])
            world.Apply(specimen).ShouldSatisfyAllConditions(run => run.ExitCode.ShouldBe(0, run.Error));
        world.Write("root/proc/net/tcp", "   0: 0100007F:192B 00000000:0000 0A 0\n");

        var again = world.Apply(OnDisk);

        again.ExitCode.ShouldBe(0, again.Error);
    }
}
