using System.Diagnostics;

namespace Stratus.Scripts.Tests;

/// <summary>Every sentence by which a script gives up, and that it changes nothing it was not asked to.</summary>
public class RefusalTests
{
    // Nothing is waited for that cannot come.
    private const string Impatient = "PATIENCE=0";

    private sealed record Case(Specimen Specimen, Specimen[] Applied, Action<World> Arrange, params string[] Words)
    {
        public Case(Specimen specimen, Specimen[] applied, params string[] words) : this(specimen, applied, _ => { }, words) { }

        public Case(Specimen specimen, Action<World> arrange, params string[] words) : this(specimen, [], arrange, words) { }
    }

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["module"] = new(Specimen.Preparation, Put("state/absent/overlay"), "the kernel module overlay does not load", "modprobe --verbose overlay"),
        ["no apt"] = new(Specimen.Preparation, Without("apt-get", "thin_check"), "there is no apt-get: thin-provisioning-tools"),
        ["pool"] = new(Specimen.Preparation, Put("state/broken/losetup"), "the thin pool stratus-pool could not be made"),
        ["sysctl file"] = new(Specimen.Preparation, Put("root/etc/sysctl.d/90-stratus.conf"), "90-stratus.conf exists and is not ours"),
        ["pool size"] = new(Specimen.Preparation.With("POOL_LOOP_GIB", "7"), [Specimen.Preparation], "has 8 GiB, the settings say 7", "does not shrink"),
        ["pool kind"] = new(Specimen.PreparationOnDisk, [Specimen.Preparation], "has loop '8'"),
        ["pool name"] = new(Specimen.Preparation.With("POOL_NAME", "x"), [Specimen.Preparation], "has pool 'stratus-pool', the settings say 'x'"),
        ["pool device"] = new(Specimen.PreparationOnDisk.With("POOL_DEVICE", "/dev/other"), [Specimen.PreparationOnDisk],
            "has device '/dev/disk', the settings say '/dev/other'"),
        ["token"] = new(Specimen.JoinToken, Put("root/etc/rancher/k3s/join-token"), "join-token exists and is not ours"),
        ["role"] = new(Specimen.K3s.With("K3S_ROLE", "master"), [], "the role is 'master'"),
        ["other role"] = new(Specimen.Agent, [Specimen.K3s], "this host is a k3s server, the settings say agent"),
        ["foreign k3s"] = new(Specimen.K3s, Put("root/usr/local/bin/k3s"), "a k3s that is not ours", "k3s-uninstall.sh"),
        ["architecture"] = new(Specimen.K3s, Put("state/answers/machine", "riscv64"), "the architecture is riscv64"),
        ["no sum"] = new(Specimen.K3s, Put("state/answers/machine", "aarch64"), "the lock has no sha256 for https://mirror.example/k3s-arm64"),
        ["version"] = new(Specimen.K3s.With("K3S_VERSION", "v8"), [], "https://mirror.example/k3s is not k3s v8"),
        ["download"] = new(Specimen.K3s, Put("state/broken/curl"), "https://mirror.example/k3s could not be fetched"),
        ["server down"] = new(Specimen.K3s, Put("state/broken/k3s-kubectl"), "k3s.service did not come up within 0 seconds", "journalctl"),
        ["agent down"] = new(Specimen.Agent, Put("state/k3s-starts"), "k3s-agent.service did not come up"),
        ["agent let in no more"] = new(Specimen.Agent.With("K3S_CONFIG", "{}"), [Specimen.Agent], Put("state/k3s-starts"),
            "k3s-agent.service did not come up"),
        ["containerd refuses"] = new(Specimen.Agent.With("K3S_CONFIG", "{}"), [Specimen.Agent], Put("state/broken/k3s-ctr"),
            "k3s-agent.service did not come up"),
        ["no files"] = new(Specimen.ClusterAccess, [], "k3s wrote no kubeconfig and tokens"),
        ["api down"] = new(Specimen.ClusterAccess, [Specimen.K3s], Put("state/broken/k3s-kubectl"), "the API server was not ready"),
        ["short token"] = new(Specimen.ClusterAccess, [Specimen.K3s], Put("root/var/lib/rancher/k3s/server/token", "short"),
            "is not a token in the full form"),
        ["kubeconfig"] = new(Specimen.ClusterAccess, [Specimen.K3s], Put("root/etc/rancher/k3s/k3s.yaml", "server: x"),
            "names no server at https://127.0.0.1:6443"),
        ["not rendered"] = new(Specimen.Containerd, [], "k3s rendered no "),
        ["foreign template"] = new(Specimen.Containerd, [Specimen.K3s], Put(Template + "config-v3.toml.tmpl", "theirs"),
            "config-v3.toml.tmpl is not ours", "mv "),
        ["old template"] = new(Specimen.Containerd, [Specimen.K3s], Put(Template + "config.toml.tmpl", "theirs"), "config.toml.tmpl is not ours"),
        ["format"] = new(Specimen.Containerd, All(Put("state/answers/format", "version = 2\n"), Apply(Specimen.K3s)), "not in containerd's format version 3"),
        ["no pool"] = new(Specimen.Containerd, [Specimen.K3s], "device-mapper knows no pool stratus-pool"),
        ["bad name"] = new(Specimen.Containerd.With("POOL_NAME", "a\"b"), [Specimen.K3s], "the pool name is 'a\"b'"),
        ["snapshotter"] = new(Specimen.Containerd, [Specimen.Preparation, Specimen.K3s], Put("state/broken/k3s-ctr-plugins"),
            "containerd's devmapper snapshotter is not ok"),
    };

    private const string Template = "root/var/lib/rancher/k3s/agent/etc/containerd/";

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_refusal_names_the_host_what_was_seen_and_what_mends_it(string name)
    {
        var (specimen, applied, arrange, words) = Cases[name];
        using var world = World.With(applied);
        arrange(world);

        var run = world.Apply(specimen, Impatient);

        run.ExitCode.ShouldBe(1, run.Error);
        run.Output.ShouldBeEmpty();
        foreach (var word in words) run.Error.ShouldContain(word);
        run.Error.ShouldMatch("stratus: (host-1|fakehost): ");
        run.Error.ShouldContain("mend it: ");
        run.Error.ShouldNotContain("this command failed");
    }

    [Fact]
    public void A_pool_in_use_stops_the_removal_and_says_by_what()
    {
        using var world = World.With(Specimen.Preparation);
        world.Write("state/dm/stratus-pool-snap-1", "");

        var run = world.Remove(Specimen.Preparation, """dmsetup() { if [[ "$1" == remove ]]; then return 1; fi; command dmsetup "$@"; }""");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("the device stratus-pool-snap-1 is in use");
        world.Remove(Specimen.Preparation).ExitCode.ShouldBe(0);
        Directory.EnumerateFileSystemEntries(world.At("state/dm")).ShouldBeEmpty();
    }

    [Fact]
    public void Any_other_failure_names_the_command_and_the_host()
    {
        using var world = new World();
        world.Write("state/broken/systemctl", "");

        var run = world.Apply(Specimen.Preparation);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("stratus: host-1: this command failed: systemctl daemon-reload");
    }

    [Fact]
    public void A_full_file_system_is_named_as_the_cause()
    {
        using var world = new World();
        world.Write("state/answers/free-blocks", "0\n");

        var run = world.Apply(Specimen.Preparation, "mktemp() { return 1; }");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("cannot be written: the file system of");
        run.Error.ShouldContain("is full");
        world.Apply(Specimen.Preparation).ShouldSatisfyAllConditions(again => again.ExitCode.ShouldBe(0, again.Error));
    }

    [Fact]
    public void A_sysctl_that_somebody_else_has_changed_since_is_theirs()
    {
        using var world = World.With(Specimen.Preparation);
        world.Write("root/proc/sys/kernel/panic", "99\n");

        var run = world.Remove(Specimen.Preparation);

        run.ExitCode.ShouldBe(0, run.Error);
        world.Read("root/proc/sys/kernel/panic").ShouldBe("99\n");
        world.Read("root/proc/sys/vm/overcommit_memory").ShouldBe("7\n");
        run.Error.ShouldContain("kernel.panic is 99, which Stratus did not set");
    }

    [Fact]
    public void A_tool_that_others_need_now_stays_and_the_rest_goes()
    {
        using var world = new World();
        world.Without("thin_check");
        world.Apply(Specimen.Preparation).ExitCode.ShouldBe(0);
        world.Write("state/needed/thin-provisioning-tools", "");

        world.Remove(Specimen.Preparation).Error.ShouldContain("thin-provisioning-tools, installed by Stratus, is needed by others");

        Directory.EnumerateFiles(world.At("state/packages")).Select(Path.GetFileName).ShouldBe(["thin-provisioning-tools"]);
    }

    [Fact]
    public void Missing_tools_are_installed_and_taken_away_again()
    {
        using var world = new World();
        world.Without("thin_check");
        var run = world.Apply(Specimen.Preparation);

        run.ExitCode.ShouldBe(0, run.Error);
        world.Has("state/packages/thin-provisioning-tools").ShouldBeTrue();
        world.Remove(Specimen.Preparation).ExitCode.ShouldBe(0);
        world.Has("state/packages/thin-provisioning-tools").ShouldBeFalse();
    }

    [Fact]
    public void Taking_the_pool_out_of_the_settings_takes_it_off_the_host()
    {
        using var world = World.With(Specimen.Preparation);

        var run = world.Apply(Specimen.Preparation.With("POOL_KIND", "none"));

        run.ExitCode.ShouldBe(0, run.Error);
        Directory.EnumerateFileSystemEntries(world.At("state/dm")).ShouldBeEmpty();
        world.Has("root/var/lib/stratus/pool/disk").ShouldBeFalse();
    }

    [Fact]
    public void A_pool_that_was_taken_out_and_put_back_is_refused_while_the_records_of_the_former_are_there()
    {
        using var world = World.With(Specimen.Containerd.Whole);
        world.Write(Records, "");
        world.Apply(Specimen.Preparation.With("POOL_KIND", "none")).ExitCode.ShouldBe(0);
        world.Apply(Specimen.Containerd.With("POOL_NAME", "")).ExitCode.ShouldBe(0);
        world.Write("root/proc/sys/kernel/random/uuid", "00000000-0000-4000-8000-000000000002\n");
        world.Apply(Specimen.Preparation).ExitCode.ShouldBe(0);

        var run = world.Apply(Specimen.Containerd);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("has the records of another pool than stratus-pool is now");
        run.Error.ShouldContain("remove the host from the settings, run pulumi up, then add it again");
        File.Delete(world.At(Records));
        world.Apply(Specimen.Containerd).ShouldSatisfyAllConditions(again => again.ExitCode.ShouldBe(0, again.Error));
    }

    [Fact]
    public void The_snapshotters_records_stay_as_long_as_containerds_and_go_with_them()
    {
        using var world = World.With(Specimen.Containerd.Whole);
        world.Write(Records, "");

        world.Remove(Specimen.Containerd).ExitCode.ShouldBe(0);

        world.Has(Records).ShouldBeTrue();
        world.Apply(Specimen.Containerd).ExitCode.ShouldBe(0);
        world.Remove(Specimen.Containerd).ExitCode.ShouldBe(0);
        world.Remove(Specimen.K3s).ExitCode.ShouldBe(0);
        world.Has(Records).ShouldBeFalse();
    }

    private const string Records = "root/var/lib/rancher/k3s/agent/containerd/io.containerd.snapshotter.v1.devmapper/metadata.db";

    [Fact]
    public void A_k3s_that_imports_drop_ins_itself_gets_no_template_and_no_restart()
    {
        using var world = new World();
        world.Write("state/answers/imports", Imports);
        world.Apply(Specimen.K3s).ExitCode.ShouldBe(0);
        world.TakeCalls();

        world.Apply(Specimen.Containerd.With("POOL_NAME", "")).ExitCode.ShouldBe(0);

        world.Has(Template + "config-v3.toml.tmpl").ShouldBeFalse();
        world.TakeCalls().ShouldNotContain("restart");
    }

    [Theory, InlineData("server", false), InlineData("server", true), InlineData("agent", false), InlineData("agent", true)]
    public void An_upgrade_that_brings_the_import_loses_our_template_however_late_it_renders(string role, bool late)
    {
        // Not one that is kept: who renders late may do so when the test is over.
        using var world = new World();
        world.Apply(Specimen.K3s.With("K3S_ROLE", role)).ExitCode.ShouldBe(0);
        world.Apply(Specimen.Containerd.With("K3S_ROLE", role).With("POOL_NAME", "")).ExitCode.ShouldBe(0);
        world.Has(Template + "config-v3.toml.tmpl").ShouldBeTrue();
        world.Write("state/answers/imports", Imports);
        if (late) world.Write("state/late", "");

        var run = world.Apply(Specimen.K3s.With("K3S_ROLE", role).With("K3S_CONFIG", "{}"));

        run.ExitCode.ShouldBe(0, run.Error);
        world.Has(Template + "config-v3.toml.tmpl").ShouldBeFalse();
        File.ReadLines(world.At(Template + "config.toml")).Count(line => line.StartsWith("imports", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void Removing_k3s_ends_its_processes_mounts_links_and_rules_and_no_others()
    {
        using var world = World.With(Specimen.K3s);
        world.Write("root/proc/self/mounts", "t /run/k3s/x tmpfs rw 0 0\nt /var/lib/kubelet/pods/a tmpfs rw 0 0\nt /var/lib/kubelet2 tmpfs rw 0 0\n");
        world.Write("state/answers/iptables", "*filter\n-A INPUT -j KUBE-FIREWALL\n-A INPUT -j ACCEPT\nCOMMIT\n");
        using var shim = Start("exec -a containerd-shim-runc-v2 bash -c 'sleep 100 & wait' -address /run/k3s/containerd/containerd.sock");
        using var bystander = Start("exec sleep 100");
        var child = Child(shim);
        foreach (var pid in (int[])[shim.Id, bystander.Id, child.Id])
            File.CreateSymbolicLink(world.At($"root/proc/{pid}"), $"/proc/{pid}");

        world.Remove(Specimen.K3s).ShouldSatisfyAllConditions(run => run.ExitCode.ShouldBe(0, run.Error));

        shim.WaitForExit(5000).ShouldBeTrue();
        child.WaitForExit(5000).ShouldBeTrue();
        bystander.HasExited.ShouldBeFalse();
        bystander.Kill();
        world.Read("root/proc/self/mounts").Trim().ShouldBe("t /var/lib/kubelet2 tmpfs rw 0 0");
        world.Read("state/answers/iptables").ShouldBe("*filter\n-A INPUT -j ACCEPT\nCOMMIT\n");
        world.Has("root/sys/class/net/cilium_host").ShouldBeFalse();
    }

    private const string Imports = "imports = [\"/x/config-v3.toml.d/*.toml\"]\n";

    private static Process Start(string command) => Process.Start(new ProcessStartInfo("/bin/bash", ["-c", command]))!;

    private static Process Child(Process parent)
    {
        var children = $"/proc/{parent.Id}/task/{parent.Id}/children";
        SpinWait.SpinUntil(() => File.ReadAllText(children).Length > 0, 5000).ShouldBeTrue();
        return Process.GetProcessById(int.Parse(File.ReadAllText(children).Trim(), System.Globalization.CultureInfo.InvariantCulture));
    }

    private static Action<World> Put(string path, string text = "") => world => world.Write(path, text);

    private static Action<World> Without(params string[] tools) => world => Array.ForEach(tools, world.Without);

    private static Action<World> Apply(Specimen specimen) => world => world.Prepare(specimen);

    private static Action<World> All(params Action<World>[] actions) => world => Array.ForEach(actions, action => action(world));
}
