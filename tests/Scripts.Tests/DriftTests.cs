using System.Diagnostics;

namespace Stratus.Scripts.Tests;

/// <summary>What no longer matches what was set is told, each thing once, and nothing is changed by telling.</summary>
public class DriftTests
{
    private const string Claim = "root/var/lib/stratus/preparation.claim";

    private static readonly (string Finding, Action<World> Alter)[] Alterations =
    [
        ("preparation file /etc/sysctl.d/90-stratus.conf content", world => Append(world, "root/etc/sysctl.d/90-stratus.conf", "kernel.panic = 0\n")),
        ("preparation file /etc/modules-load.d/stratus.conf missing", world => File.Delete(world.At("root/etc/modules-load.d/stratus.conf"))),
        ("preparation file /var/lib/stratus/pool/restore mode", world => File.SetUnixFileMode(world.At("root/var/lib/stratus/pool/restore"), (UnixFileMode)0b111_101_101)),
        ("preparation file /etc/systemd/system/stratus-pool.service type", world => Replace(world, "root/etc/systemd/system/stratus-pool.service", "root/proc/self/mounts")),
        ("preparation file /etc/systemd/system/stratus-pool-alarm.timer owner", world => Run("chown", "1000:1000", world.At("root/etc/systemd/system/stratus-pool-alarm.timer"))),
        ("preparation sysctl net.ipv4.ip_forward value", world => world.Write("root/proc/sys/net/ipv4/ip_forward", "0\n")),
        ("preparation sysctl fs.inotify.max_user_instances value", world => world.Write("root/proc/sys/fs/inotify/max_user_instances", "128\n")),
        ("preparation sysctl kernel.panic missing", world => File.Delete(world.At("root/proc/sys/kernel/panic"))),
        ("preparation module overlay notLoaded", world => Directory.Delete(world.At("root/sys/module/overlay"), recursive: true)),
        ("preparation program mkfs.ext4 missing", world => world.Without("mkfs.ext4")),
        ("preparation unit stratus-pool.service disabled", world => Switch(world, "enabled/stratus-pool.service", "unit-stratus-pool.service", "disabled")),
        ("preparation unit stratus-pool-alarm.timer masked", world => Switch(world, "enabled/stratus-pool-alarm.timer", "unit-stratus-pool-alarm.timer", "masked-runtime")),
        ("preparation unit stratus-pool-alarm.timer inactive", world => File.Delete(world.At("state/active/stratus-pool-alarm.timer"))),
        ("preparation unit stratus-pool.service overridden", world => world.Write("state/answers/show-stratus-pool.service",
            "DropInPaths=/usr/lib/systemd/system/service.d/10-timeout.conf /etc/systemd/system/stratus-pool.service.d/override.conf\nNeedDaemonReload=no\n")),
        ("preparation unit stratus-pool.service stale", world => world.Write("state/answers/show-stratus-pool.service", "DropInPaths=\nNeedDaemonReload=yes\n")),
        ("preparation pool stratus-pool missing", world => File.Delete(world.At("state/dm/stratus-pool"))),
        ("preparation pool stratus-pool size", world => world.Write("state/dm/stratus-pool", "0 512 thin-pool x\n")),
        ("preparation pool stratus-pool target", world => world.Write("state/dm/stratus-pool", "0 99999999 linear x\n")),
        ("preparation pool stratus-pool state", world => Status(world, "ro discard_passdown error_if_no_space -")),
        ("preparation pool stratus-pool state", world => world.Write("state/answers/pool-status", "0 1 thin-pool Fail\n")),
        ("preparation pool stratus-pool needsCheck", world => Status(world, "rw discard_passdown error_if_no_space needs_check")),
        ("preparation pool /var/lib/stratus/pool/disk missing", world => File.Delete(world.At("root/var/lib/stratus/pool/disk"))),
        ("preparation pool /var/lib/stratus/pool/disk label", world => Overwrite(world, "root/var/lib/stratus/pool/disk", new byte[512])),
        ("preparation pool /var/lib/stratus/pool/disk size", world => Cut(world, "root/var/lib/stratus/pool/disk")),
        ("preparation claim preparation interrupted", world => Claimed(world, "state ready", "state claimed")),
        ("preparation claim preparation interrupted", world => world.Write(Claim, "")),
        ("preparation claim preparation interrupted", world => Claimed(world, "state ready", "state \u001b[2J")),
        ("preparation claim preparation removing", world => Claimed(world, "state ready", "state removing")),
        ("join-token file /etc/rancher/k3s/join-token content", world => world.Write("root/etc/rancher/k3s/join-token", "K10-sesame\n")),
        ("k3s file /etc/rancher/k3s/config.yaml content", world => world.Write("root/etc/rancher/k3s/config.yaml", "token: sesame\n")),
        ("k3s file /usr/local/bin/k3s content", world => Append(world, "root/usr/local/bin/k3s", "# sesame\n")),
        ("k3s unit k3s.service disabled", world => Switch(world, "enabled/k3s.service", "unit-k3s.service", "disabled")),
        ("k3s unit k3s.service inactive", world => File.Delete(world.At("state/active/k3s.service"))),
        ("containerd file /var/lib/rancher/k3s/agent/etc/containerd/config-v3.toml.d/10-stratus-devmapper.toml missing",
            world => File.Delete(world.At("root/var/lib/rancher/k3s/agent/etc/containerd/config-v3.toml.d/10-stratus-devmapper.toml"))),
    ];

    public static TheoryData<int, string> Rows => [.. Alterations.Select((alteration, index) => (index, alteration.Finding))];

    [Fact]
    public void On_a_host_that_was_left_alone_everything_matches_and_nothing_is_changed_by_asking()
    {
        using var world = Prepared();
        world.TakeCalls();
        var before = world.Snapshot(withTimes: true);

        var report = DriftReport.Of(world);

        report.Findings.ShouldAllBe(finding => finding.Status == "ok");
        report.Claims.ShouldBe(["containerd ready", "join-token ready", "k3s ready", "preparation ready"]);
        report.Findings.Select(finding => finding.Kind).Distinct().ShouldBe(["file", "unit", "sysctl", "module", "program", "pool"], ignoreOrder: true);
        world.Snapshot(withTimes: true).ShouldBe(before);
        foreach (var call in world.TakeCalls().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            call.ShouldMatch("^(systemctl (is-|show )|dmsetup (table|status) |stat |id |uname |modprobe --dry-run )", call);
    }

    [Theory, MemberData(nameof(Rows))]
    public void One_thing_that_was_altered_is_one_finding_and_another_apply_mends_it_where_that_is_said(int row, string finding)
    {
        using var world = Prepared();
        Alterations[row].Alter(world);
        var before = world.Snapshot(withTimes: true);

        var drift = DriftReport.Of(world).Drift.ShouldHaveSingleItem();

        drift.Id.ShouldBe(finding);
        foreach (var text in (string[])[drift.Set, drift.Now, drift.Why, drift.Fix]) text.ShouldNotBeEmpty();
        (drift.Set + drift.Now + drift.Why + drift.Fix).ShouldNotContain("sesame");
        world.Snapshot(withTimes: true).ShouldBe(before);
        // The package manager of this world brings no programs.
        if (drift.Kind == "program" || !drift.Fix.EndsWith("then run pulumi up")) return;
        world.Prepare(All.Single(specimen => Path.GetFileNameWithoutExtension(specimen.Script) == drift.Claim));
        DriftReport.Of(world).Drift.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("root/etc/rancher/k3s/config.yaml", "token: other\n")]
    [InlineData("root/var/lib/rancher/k3s/agent/etc/containerd/config-v3.toml.d/10-stratus-devmapper.toml", "# other\n")]
    public void A_file_that_k3s_may_have_started_with_is_put_back_and_k3s_started_anew(string path, string text)
    {
        using var world = Prepared();
        world.Write(path, text);
        world.TakeCalls();

        foreach (var specimen in All) world.Apply(specimen).ExitCode.ShouldBe(0);

        world.TakeCalls().Split('\n').Count(call => call.StartsWith("systemctl restart k3s")).ShouldBe(1);
    }

    [Fact]
    public void On_a_disk_of_its_own_the_pool_is_known_by_its_label()
    {
        using var world = World.With(Specimen.PreparationOnDisk);
        DriftReport.Of(world).Matches.ShouldBeTrue();

        Overwrite(world, "root/dev/disk", "precious"u8.ToArray());

        DriftReport.Of(world).Drift.ShouldHaveSingleItem().Id.ShouldBe("preparation pool /dev/disk label");
    }

    [Fact]
    public void A_host_that_nobody_prepared_has_no_claims_and_no_findings()
    {
        using var world = new World();

        var report = DriftReport.Of(world);

        report.Claims.ShouldBeEmpty();
        report.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Half_of_the_script_asks_nothing()
    {
        using var world = Prepared();
        var whole = world.Render(Specimen.Drift);
        world.TakeCalls();

        for (var part = 1; part < 10; part++) world.Bash(whole[..(whole.Length * part / 10)], "report").Output.ShouldBeEmpty();

        world.TakeCalls().ShouldBeEmpty();
    }

    [Fact]
    public void An_inventory_without_a_claim_is_a_run_that_was_interrupted()
    {
        using var world = new World();
        world.Write("root/var/lib/stratus/before.inventory", "");

        DriftReport.Of(world).Drift.ShouldHaveSingleItem().Id.ShouldBe("preparation claim preparation interrupted");
    }

    [Fact]
    public void What_grew_or_was_raised_further_is_no_drift()
    {
        using var world = Prepared();
        world.Write("root/proc/sys/fs/inotify/max_user_instances", "65536\n");
        world.Apply(Specimen.Preparation).ExitCode.ShouldBe(0);
        world.Write("state/dm/stratus-pool", "0 99999999 thin-pool x\n");

        DriftReport.Of(world).Matches.ShouldBeTrue();
        world.Read("root/proc/sys/fs/inotify/max_user_instances").ShouldBe("65536\n");
    }

    [Fact]
    public void A_module_that_is_built_into_the_kernel_is_there()
    {
        using var world = Prepared();
        Directory.Delete(world.At("root/sys/module/overlay"), recursive: true);
        world.Write("root/lib/modules/6.12.30/modules.builtin", "kernel/fs/overlayfs/overlay.ko\n");

        DriftReport.Of(world).Matches.ShouldBeTrue();
    }

    [Fact]
    public void The_clock_of_ours_is_drift_unless_another_one_has_taken_its_place()
    {
        using var world = new World();
        File.Delete(world.At("state/active/chrony.service"));
        world.Write("state/answers/unit-systemd-timesyncd.service", "disabled\n");
        world.Apply(Specimen.Preparation).ExitCode.ShouldBe(0);
        DriftReport.Of(world).Matches.ShouldBeTrue();

        File.Delete(world.At("state/active/systemd-timesyncd.service"));
        DriftReport.Of(world).Drift.ShouldHaveSingleItem().Id.ShouldBe("preparation unit systemd-timesyncd.service inactive");
        world.Write("state/active/chrony.service", "");
        DriftReport.Of(world).Matches.ShouldBeTrue();
    }

    [Fact]
    public void What_an_earlier_version_did_not_note_is_said_to_be_unknown_and_is_no_drift()
    {
        using var world = Prepared();
        world.Write(Claim, string.Join('\n', world.Read(Claim).Split('\n').Where(line =>
            !((string[])["format", "put:", "set:", "least", "modules", "programs", "table:", "pool-id"]).Any(key => line.StartsWith(key)))));

        var report = DriftReport.Of(world);

        report.Matches.ShouldBeTrue();
        report.Findings.Where(finding => finding.Status == "unrecorded").Select(finding => $"{finding.Kind} {finding.Name}").ShouldBe(
            ["file /etc/modules-load.d/stratus.conf", "file /etc/sysctl.d/90-stratus.conf", "file /etc/systemd/system/stratus-pool-alarm.service",
             "file /etc/systemd/system/stratus-pool-alarm.timer", "file /etc/systemd/system/stratus-pool.service", "file /var/lib/stratus/pool/alarm",
             "file /var/lib/stratus/pool/restore", "module all", "pool /var/lib/stratus/pool/disk", "pool stratus-pool", "program all", "sysctl all"], ignoreOrder: true);
        world.Apply(Specimen.Preparation).ExitCode.ShouldBe(0);
        DriftReport.Of(world).Findings.ShouldAllBe(finding => finding.Status == "ok");
    }

    [Fact]
    public void A_claim_of_a_later_version_is_not_guessed_at()
    {
        using var world = Prepared();
        Claimed(world, "format 1", "format 2");

        var finding = DriftReport.Of(world).Findings.Where(finding => finding.Claim == "preparation").ShouldHaveSingleItem();

        finding.Status.ShouldBe("unchecked");
        finding.Now.ShouldContain("format 2");
    }

    [Fact]
    public void Who_is_not_root_and_who_meets_a_script_at_work_is_told_that_nothing_was_asked()
    {
        using var world = Prepared();
        world.Write("state/answers/uid", "1000");
        DriftReport.Of(world).Findings.ShouldHaveSingleItem().Id.ShouldBe(" check privilege ");
        File.Delete(world.At("state/answers/uid"));

        var run = world.Run(Specimen.Drift, "report", """exec 8<"${STRATUS_ROOT}/var/lib"; flock 8""");

        DriftReport.Parse(run.Output).Findings.ShouldHaveSingleItem().Id.ShouldBe(" check lock ");
    }

    [Theory]
    [InlineData("compare_unit() { grep -q nothing /dev/null; }", "units")]
    [InlineData("sha256sum() { return 1; }", "files")]
    public void A_check_that_breaks_is_findingand_not_the_end_of_the_others(string hook, string check)
    {
        using var world = Prepared();

        var run = world.Run(Specimen.Drift, "report", hook);
        var report = DriftReport.Parse(run.Output);

        report.Matches.ShouldBeFalse();
        report.Findings.ShouldContain(finding => finding.Status == "unchecked" && finding.Name == check && finding.Now.Contains("the check broke"));
        report.Findings.ShouldContain(finding => finding.Kind == "pool" && finding.Status == "ok");
    }

    [Fact]
    public async Task A_host_where_nothing_can_be_written_is_asked_all_the_same_so_that_nothing_is_written()
    {
        using var world = Prepared();
        const string readOnly = "mount --make-rprivate / && while read -r _ point _; do mount -o remount,bind,ro \"$point\" || true; done < <(cat /proc/self/mounts); ! touch /etc/x && exec bash -s -- report";
        using var process = Process.Start(new ProcessStartInfo("unshare", ["--mount", "bash", "-c", readOnly])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(world.Render(Specimen.Drift));
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        if (output.Length == 0 && (await error).Contains("unshare")) Assert.Skip("Mount namespaces are not allowed here.");
        var report = DriftReport.Parse(output);

        report.Claims.Count.ShouldBe(4);
        report.Findings.Count(finding => finding is { Kind: "file", Status: "ok" }).ShouldBeGreaterThan(8);
        report.Findings.ShouldNotContain(finding => finding.Now.StartsWith("the check broke"));
    }

    private static IReadOnlyList<Specimen> All => [Specimen.Preparation, Specimen.JoinToken, Specimen.K3s, Specimen.Containerd];

    private static World Prepared() => World.With(All);

    private static void Append(World world, string path, string text) => File.AppendAllText(world.At(path), text);

    private static void Replace(World world, string path, string target)
    {
        File.Delete(world.At(path));
        File.CreateSymbolicLink(world.At(path), world.At(target));
    }

    private static void Switch(World world, string enabled, string answer, string state)
    {
        File.Delete(world.At("state/" + enabled));
        world.Write("state/answers/" + answer, state + "\n");
    }

    private static void Status(World world, string flags) =>
        world.Write("state/answers/pool-status", $"0 1 thin-pool 0 10/1000 20/1000 - {flags} 1024\n");

    private static void Claimed(World world, string line, string other) => world.Write(Claim, world.Read(Claim).Replace(line, other));

    private static void Cut(World world, string path)
    {
        using var file = File.OpenWrite(world.At(path));
        file.SetLength(1 << 30);
    }

    private static void Overwrite(World world, string path, byte[] start)
    {
        using var file = File.OpenWrite(world.At(path));
        file.Write(new byte[512]);
        file.Position = 0;
        file.Write(start);
    }

    private static void Run(string command, params string[] arguments)
    {
        using var process = Process.Start(command, arguments);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}
