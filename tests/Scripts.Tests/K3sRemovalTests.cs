using System.Diagnostics;

namespace Stratus.Scripts.Tests;

/// <summary>What k3s, its CNI and Kata leave on a host is taken away, and nothing that is the host's own.</summary>
public class K3sRemovalTests
{
    private const string Mounts = "root/proc/self/mounts";

    [Fact]
    public void What_shims_mounted_is_unmounted_before_anything_is_deleted()
    {
        using var world = Applied();
        world.Write("root/run/kata-containers/shared/sandboxes/1/mounts/secret/file", "");
        world.Write("root/run/vc/firecracker/1/root/drive", "");
        world.Write(Mounts, "t /run/kata-containers/shared/sandboxes/1/mounts/secret tmpfs rw 0 0\nt /run/vc/firecracker/1/root/drive ext4 rw 0 0\n");

        var run = world.Remove(Specimen.K3s);

        run.ExitCode.ShouldBe(0, run.Error);
        world.Read(Mounts).Trim().ShouldBeEmpty();
        world.Has("root/run/kata-containers").ShouldBeFalse();
        world.Has("root/run/vc").ShouldBeFalse();
    }

    [Theory, InlineData("/run/vc/firecracker/1/root/drive"), InlineData("/opt/kata")]
    public void Nothing_is_deleted_below_what_is_still_mounted(string point)
    {
        using var world = Applied();
        world.Write($"root{point}/theirs", "the host's own");
        world.Write(Mounts, $"t {point} ext4 rw 0 0\n");

        // It stays, as one that somebody else puts back at once.
        var run = world.Remove(Specimen.K3s, "umount() { :; }");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain($"{point} is still mounted");
        run.Error.ShouldContain($"umount --recursive {point}");
        world.Has($"root{point}/theirs").ShouldBeTrue();
        world.Write(Mounts, "");
        world.Remove(Specimen.K3s).ShouldSatisfyAllConditions(again => again.ExitCode.ShouldBe(0, again.Error));
        world.Has("root" + point).ShouldBeFalse();
    }

    [Fact]
    public void What_was_mounted_before_stays_mounted()
    {
        const string Theirs = "d /var/lib/kubelet ext4 rw 0 0\nd /var/lib/kubelet/device\\040plugins ext4 rw 0 0\n";
        using var world = new World();
        Directory.CreateDirectory(world.At("root/var/lib/kubelet/device plugins"));
        world.Write(Mounts, Theirs);
        world.Prepare(Specimen.K3s.Whole);
        world.Write(Mounts, Theirs + "t /var/lib/kubelet/pods/a tmpfs rw 0 0\n");

        var run = world.Remove(Specimen.K3s);

        run.ExitCode.ShouldBe(0, run.Error);
        world.Read(Mounts).Trim().ShouldBe(Theirs.Trim());
        world.Has("root/var/lib/kubelet/device plugins").ShouldBeTrue();
    }

    [Fact]
    public void Every_link_of_Cilium_goes_but_one_that_was_there_before()
    {
        using var world = new World();
        foreach (var link in (string[])["eth0", "lxcbr0", "cilium_theirs", "cilium_vxlan"]) Directory.CreateDirectory(world.At("root/sys/class/net/" + link));
        world.Prepare(Specimen.K3s.Whole);
        world.Has("root/sys/class/net/cilium_wg0").ShouldBeTrue();

        var run = world.Remove(Specimen.K3s);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldNotContain("stays until the next boot");
        Directory.EnumerateDirectories(world.At("root/sys/class/net")).Select(Path.GetFileName)
            .ShouldBe(["eth0", "lxcbr0", "cilium_theirs", "cilium_vxlan"], ignoreOrder: true);
    }

    [Fact]
    public void A_link_that_does_not_go_is_told()
    {
        using var world = Applied();

        var run = world.Remove(Specimen.K3s, """ip() { [[ "$3" != cilium_wg0 ]] || return 2; command ip "$@"; }""");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("the link cilium_wg0 stays until the next boot");
    }

    [Fact]
    public void A_removal_that_was_killed_while_it_deleted_is_ended_before_k3s_starts_again()
    {
        const string Password = "root/etc/rancher/node/password";
        using var fresh = Applied();
        using var world = Applied();
        foreach (var one in (World[])[fresh, world]) one.Write(Password, "known to the cluster");
        var killed = """
            rm() {
                if [[ "${!#}" == */var/lib/rancher/k3s ]]; then command rm -r "${!#}/server/cred"; kill -9 $$; fi
                command rm "$@"
            }
            """;
        world.Remove(Specimen.K3s, killed).ExitCode.ShouldBe(137);

        var run = world.Apply(Specimen.K3s, "PATIENCE=3");

        run.ExitCode.ShouldBe(0, run.Error);
        world.Read(Password).ShouldBe("known to the cluster");
        world.ShouldBeAs(fresh.Snapshot());
    }

    [Fact]
    public void Rules_go_by_the_iptables_of_k3s_where_the_machine_has_none()
    {
        using var world = Applied();
        Directory.CreateDirectory(world.At("root/var/lib/rancher/k3s/data/abc/bin/aux"));
        foreach (var tool in (string[])["iptables-save", "iptables-restore"])
        {
            world.Without(tool);
            File.CreateSymbolicLink(world.At("root/var/lib/rancher/k3s/data/abc/bin/aux/" + tool), Path.Combine(SourceTree.Fakes, "tool.sh"));
        }
        world.Write("state/answers/iptables", "*filter\n-A INPUT -j KUBE-FIREWALL\n-A INPUT -j ACCEPT\nCOMMIT\n");

        world.Remove(Specimen.K3s).ShouldSatisfyAllConditions(run => run.ExitCode.ShouldBe(0, run.Error));

        world.Read("state/answers/iptables").ShouldBe("*filter\n-A INPUT -j ACCEPT\nCOMMIT\n");
    }

    [Fact]
    public void What_is_started_while_processes_are_killed_is_killed_too()
    {
        using var world = Applied();
        using var shim = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", $"exec -a containerd-shim-a bash -c 'sleep 100; :' {Socket}"]))!;
        File.CreateSymbolicLink(world.At($"root/proc/{shim.Id}"), $"/proc/{shim.Id}");
        var forks = $$"""
            kill() {
                builtin kill "$@"
                [[ ! -e "${FAKE_STATE}/forked" ]] || return 0
                (exec -a containerd-shim-b bash -c 'sleep 100; :' {{Socket}}) </dev/null >/dev/null 2>&1 9>&- &
                ln -s "/proc/$!" "${FAKE_ROOT}/proc/$!"
                printf '%s' "$!" >"${FAKE_STATE}/forked"
            }
            """;

        var run = world.Remove(Specimen.K3s, forks);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldNotContain("do not end");
        shim.WaitForExit(5000).ShouldBeTrue();
        // One that nobody reaps has no command line any more.
        var commandLine = $"/proc/{world.Read("state/forked")}/cmdline";
        SpinWait.SpinUntil(() => !File.Exists(commandLine) || File.ReadAllText(commandLine).Length == 0, 5000).ShouldBeTrue();
    }

    [Fact]
    public void What_pods_left_in_their_cgroups_is_killed_and_nothing_else()
    {
        using var world = Applied();
        using var left = Process.Start("/bin/sleep", "100");
        using var bystander = Process.Start("/bin/sleep", "100");
        foreach (var pid in (int[])[left.Id, bystander.Id]) File.CreateSymbolicLink(world.At($"root/proc/{pid}"), $"/proc/{pid}");
        world.Write("root/sys/fs/cgroup/kubepods.slice/pod1.slice/a/cgroup.procs", $"0\n{left.Id}\n");
        world.Write("root/sys/fs/cgroup/user.slice/cgroup.procs", $"{bystander.Id}\n");

        var run = world.Remove(Specimen.K3s);

        run.ExitCode.ShouldBe(0, run.Error);
        left.WaitForExit(5000).ShouldBeTrue();
        bystander.HasExited.ShouldBeFalse();
        bystander.Kill();
    }

    [Fact]
    public void Filters_of_Cilium_go_from_the_machines_own_links_before_their_maps_and_others_stay()
    {
        using var world = Applied();
        Directory.CreateDirectory(world.At("root/sys/class/net/eth0"));
        Directory.CreateDirectory(world.At("root/sys/fs/bpf/tc/globals/cilium_calls"));
        const string Theirs = "eth0 ingress all 1 0x2 theirs.o:[classifier]\n";
        world.Write("state/filters", "eth0 ingress all 1 0x1 cil_from_netdev-eth0\n" + Theirs + "eth0 egress all 1 0x1 cil_to_netdev\n");

        var run = world.Remove(Specimen.K3s, """tc() { [[ -d "${FAKE_ROOT}/sys/fs/bpf/tc/globals" ]] || return 9; command tc "$@"; }""");

        run.ExitCode.ShouldBe(0, run.Error);
        world.Read("state/filters").ShouldBe(Theirs);
        world.Has("root/sys/fs/bpf/tc/globals").ShouldBeFalse();
    }

    private const string Socket = "-address /run/k3s/containerd/containerd.sock";

    private static World Applied() => World.With(Specimen.K3s.Whole);
}
