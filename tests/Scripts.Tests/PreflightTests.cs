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
        { "state/answers/free", "512", "/var/lib has 512 MiB free" },
        { "state/answers/inodes", "512", "/var/lib has 512 inodes free" },
        { "state/absent/vhost_vsock", "", "the kernel module vhost_vsock is absent" },
        { "state/absent/vhost_net", "", "the kernel module vhost_net is absent" },
        { "state/absent/tun", "", "the kernel module tun is absent" },
        { "state/absent/wireguard", "", "the kernel module wireguard is absent" },
        { "state/absent/overlay", "", "the kernel module overlay is absent" },
        { "state/absent/br_netfilter", "", "the kernel module br_netfilter is absent" },
        { "state/absent/nf_conntrack", "", "the kernel module nf_conntrack is absent" },
        { "root/sys/module/tun/refcnt", "0", "the module tun is loaded, but /dev/net/tun cannot be opened" },
        { "root/proc/meminfo", "MemTotal: 1000000 kB\n", "there are 976 MiB of memory" },
        { "root/proc/self/mounts", "/dev/sda1 / ext4 ro,relatime 0 0\n", "read-only: /etc /usr/local/bin /var/lib" },
        { "state/active/docker", "", "docker is running" },
        { "root/usr/local/bin/k3s", "", "/usr/local/bin/k3s exists" },
        { "root/etc/kubernetes/kubelet.conf", "", "/etc/kubernetes/kubelet.conf exists" },
        { "root/proc/net/tcp6", "   0: 00000000000000000000000000000000:192B 00000000000000000000000000000000:0000 0A 0\n", "TCP port 6443 is taken" },
        { "root/proc/net/tcp", "   0: 0100007F:280A 00000000:0000 0A 0\n", "TCP port 10250 is taken" },
        { "root/proc/net/tcp", "   0: 00000000:094B 00000000:0000 0A 0\n", "TCP port 2379 is taken" },
        { "root/proc/net/tcp", "   0: 00000000:1090 00000000:0000 0A 0\n", "TCP port 4240 is taken" },
        { "root/proc/net/udp", "   0: 00000000:2118 00000000:0000 07 0\n", "UDP port 8472 is taken" },
        { "root/proc/net/udp6", "   0: 00000000000000000000000000000000:CA9F 00000000000000000000000000000000:0000 07 0\n", "UDP port 51871 is taken" },
    };

    public static TheoryData<string, string, string> Warnings => new()
    {
        { "root/proc/swaps", "Filename\n/swapfile file 1 0 -2\n", "swap is on" },
        { "root/proc/meminfo", "MemTotal: 3000000 kB\n", "there are 2929 MiB of memory" },
        { "state/answers/cpus", "1", "there is one CPU" },
        { "state/answers/synchronised", "no", "nothing says that the clock is synchronised" },
        { "root/etc/ufw/ufw.conf", "# ufw\nENABLED=yes\n", "ufw is active" },
        { "state/active/firewalld", "", "firewalld is active" },
        { "state/active/podman.socket", "", "podman's socket is active" },
    };

    [Theory, MemberData(nameof(Warnings))]
    public void What_is_not_as_it_should_be_is_a_warning_and_stops_nothing(string path, string content, string warning)
    {
        using var world = new World();
        world.Write(path, content);
        var before = world.Snapshot(withTimes: true);

        var run = world.Apply(Specimen.Preflight);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("warning: " + warning);
        JsonDocument.Parse(run.Output).RootElement.GetProperty("warnings").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldNotBeNull().ShouldContain(warning);
        world.Snapshot(withTimes: true).ShouldBe(before);
    }

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
        var before = world.Snapshot(withTimes: true);

        var run = world.Apply(Specimen.Preflight);

        run.ExitCode.ShouldBe(0, run.Error);
        var facts = JsonDocument.Parse(run.Output).RootElement;
        facts.GetProperty("hostId").GetString().ShouldBe("host-1");
        facts.GetProperty("architecture").GetString().ShouldBe("amd64");
        facts.GetProperty("kernel").GetString().ShouldBe("6.12.30");
        facts.GetProperty("kvm").GetString().ShouldBe("12");
        facts.GetProperty("modules").GetProperty("overlay").GetString().ShouldBe("loadable");
        facts.GetProperty("virtualization").GetString().ShouldBe("none");
        facts.GetProperty("guards").GetString().ShouldBe("digest");
        facts.GetProperty("warnings").EnumerateArray().ShouldBeEmpty();
        run.Error.ShouldBeEmpty();
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

        // Where several rows give the same file, the last stands.
        error.ShouldContain("24 thing(s) stand in the way");
        foreach (var expected in (string[])["/dev/kvm is absent", "the program curl is absent", "6443", "4240", "docker", "kubelet.conf"])
            error.ShouldContain(expected);
    }

    [Fact]
    public void A_device_that_answers_no_hypervisor_is_not_kvm()
    {
        using var world = new World();
        File.Delete(world.At("root/dev/kvm"));
        File.CreateSymbolicLink(world.At("root/dev/kvm"), "/dev/null");

        world.Apply(Specimen.Preflight).Error.ShouldContain("/dev/kvm refuses: KVM_GET_API_VERSION: ");
    }

    [Fact]
    public void A_device_that_udev_is_still_making_is_waited_for()
    {
        using var world = new World();
        File.Move(world.At("root/dev/disk"), world.At("state/disk"));

        var run = world.Apply(OnDisk, """udevadm() { [[ "$1" != settle ]] || mv "${FAKE_STATE}/disk" "${FAKE_ROOT}/dev/disk"; }""");

        run.ExitCode.ShouldBe(0, run.Error);
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
        using var world = World.With(Specimen.PreparationOnDisk, Specimen.JoinToken, Specimen.K3s);
        world.Write("root/proc/net/tcp", "   0: 0100007F:192B 00000000:0000 0A 0\n");

        var again = world.Apply(OnDisk);

        again.ExitCode.ShouldBe(0, again.Error);
    }
}
