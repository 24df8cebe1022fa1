using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Stratus.Core.Scripting;

namespace Stratus.Scripts.Tests;

/// <summary>The verb that tells everything and never fails.</summary>
public class PreflightReportTests
{
    private static readonly Specimen OnDisk = Specimen.Preflight.With("POOL_KIND", "device").With("POOL_DEVICE", "/dev/disk");

    [Fact]
    public void On_a_good_host_every_check_says_that_all_is_well()
    {
        using var world = new World();
        var before = world.Snapshot(withTimes: true);

        var report = Report(world, OnDisk.With("DOWNLOADS", "https://mirror.example/k3s"));

        report.GetProperty("schemaVersion").GetInt32().ShouldBe(1);
        report.GetProperty("ended").GetDouble().ShouldBeGreaterThanOrEqualTo(report.GetProperty("began").GetDouble());
        Findings(report).Where(finding => finding.Severity != "ok").ShouldBeEmpty();
        Findings(report).Select(finding => finding.Check).ShouldBe(
        [
            "privilege", "system.architecture", "system.systemd", "system.virtualization", "system.kernel", "system.cgroup", "kvm", "module.overlay",
            "module.br_netfilter", "module.nf_conntrack", "module.wireguard", "module.dm_thin_pool", "module.tun", "module.vhost_net", "module.vhost_vsock",
            "thin-pool.target", "tools", "pool.device", "memory", "cpus", "disk.space", "disk.inodes", "disk.writable", "swap", "limits",
            "clock.synchronised", "ports", "neighbours", "firewall", "download.mirror.example",
        ]);
        world.Snapshot(withTimes: true).ShouldBe(before);
    }

    [Fact]
    public void Whatever_is_in_the_way_is_a_finding_and_no_failure()
    {
        using var world = new World();
        foreach (var row in PreflightTests.Findings) world.Write(row.Data.Item1, row.Data.Item2);

        var findings = Findings(Report(world, Specimen.Preflight));

        findings.Count(finding => finding.Severity == "fatal").ShouldBeGreaterThan(15);
        findings.Where(finding => finding.Severity == "fatal").ShouldAllBe(finding => finding.Complete);
    }

    [Theory]
    [InlineData("check_swap() { grep -q nothing /dev/null; }", "grep -q nothing /dev/null")]
    [InlineData("check_swap() { echo \"${NOTHING}\"; }", "see standard error")]
    [InlineData("check_swap() { local x; x=\"$(cat /none)\"; ok swap \"${x}\"; }", "x=\"$(cat /none)\"")]
    public void A_check_that_breaks_is_a_finding_and_not_the_end_of_the_others(string hook, string command)
    {
        using var world = new World();

        var run = world.Run(Specimen.Preflight, "report", hook);
        var findings = Findings(JsonDocument.Parse(run.Output).RootElement);

        run.ExitCode.ShouldBe(0, run.Error);
        findings.ShouldContain(finding => finding.Check == "swap" && finding.Severity == "unchecked" && finding.Found.Contains(command));
        findings.ShouldContain(finding => finding.Check == "firewall");
        world.Apply(Specimen.Preflight, hook).Error.ShouldContain("the check broke");
    }

    [Fact]
    public void Without_perl_and_python_a_hypervisor_cannot_be_asked_and_that_is_fatal_for_kata_only()
    {
        using var world = new World();
        world.Without("perl");

        var kvm = Find(Report(world, Specimen.Preflight.With("RUNTIMES", "gvisor kata-fc")), "kvm");

        kvm.Severity.ShouldBe("fatal");
        kvm.Fix.ShouldContain("apt-get install --yes perl-base");
        kvm.Runtimes.ShouldBe("""{"gvisor":"ok","kata-fc":"fatal"}""");
        Find(Report(world, Specimen.Preflight.With("RUNTIMES", "gvisor")), "kvm").Severity.ShouldBe("ok");
    }

    [Fact]
    public void Python_asks_where_there_is_no_perl()
    {
        using var world = new World();
        if (!File.Exists("/usr/bin/python3")) Assert.Skip("python3 is not installed; on Debian: apt-get install python3");
        world.Without("perl");
        world.Link("python3", "/usr/bin/python3");
        File.Delete(world.At("root/dev/kvm"));
        File.CreateSymbolicLink(world.At("root/dev/kvm"), "/dev/null");

        Find(Report(world, Specimen.Preflight), "kvm").Found.ShouldContain("KVM_GET_API_VERSION: Inappropriate ioctl");
    }

    [Fact]
    public void What_a_cpu_says_of_itself_is_a_fact_and_decides_nothing()
    {
        using var world = new World();
        world.Write("root/proc/cpuinfo", "flags : fpu vmx svm_lock\n");
        File.Delete(world.At("root/dev/kvm"));

        var report = Report(world, Specimen.Preflight);

        report.GetProperty("facts").GetProperty("cpuFlag").GetString().ShouldBe("vmx");
        Find(report, "kvm").Severity.ShouldBe("fatal");
    }

    [Fact]
    public void What_is_built_into_the_kernel_is_no_module_that_is_missing()
    {
        using var world = new World();
        world.Write("state/absent/wireguard", "");
        world.Write("state/absent/vhost_vsock", "");
        world.Write("root/lib/modules/6.12.30/modules.builtin", "kernel/drivers/net/wireguard/wireguard.ko\nkernel/drivers/vhost/vhost-vsock.ko\n");
        Directory.CreateDirectory(world.At("root/dev"));
        File.CreateSymbolicLink(world.At("root/dev/vhost-vsock"), "/dev/null");

        var report = Report(world, Specimen.Preflight);

        report.GetProperty("facts").GetProperty("modules").GetProperty("wireguard").GetString().ShouldBe("builtin");
        Find(report, "module.vhost_vsock").Severity.ShouldBe("ok");
    }

    [Theory]
    [InlineData("thin-pool        v1.23.0\n", "ok", "has the target")]
    [InlineData("linear           v1.4.0\n", "fatal", "no target thin-pool")]
    public void Device_mapper_itself_is_asked_for_the_thin_pool(string targets, string severity, string found)
    {
        using var world = new World();
        world.Write("state/answers/targets", targets);
        world.Write("state/absent/dm_thin_pool", "");
        Directory.CreateDirectory(world.At("root/sys/module/dm_mod"));

        var finding = Find(Report(world, OnDisk), "thin-pool.target");

        finding.Severity.ShouldBe(severity);
        finding.Found.ShouldContain(found);
    }

    [Fact]
    public void Chains_that_drop_what_no_rule_accepts_are_told_from_both_kinds_of_tables()
    {
        using var world = new World();
        Directory.CreateDirectory(world.At("root/sys/module/nf_tables"));
        world.Write("state/answers/nft", "table inet filter {\n\tchain input {\n\t\ttype filter hook input priority filter; policy drop;\n\t}\n\tchain output {\n\t\ttype filter hook output priority filter; policy drop;\n\t}\n}\n");
        world.Write("root/proc/net/ip_tables_names", "filter\n");
        world.Write("state/answers/iptables", "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n");

        Find(Report(world, Specimen.Preflight), "firewall.policy").Found.ShouldEndWith("nft inet filter input,iptables FORWARD");
    }

    [Fact]
    public void Tables_that_are_not_loaded_are_not_asked_for_asking_loads_them()
    {
        using var world = new World();
        world.Write("state/answers/nft", "table inet filter {\n\tchain input {\n\t\ttype filter hook input priority filter; policy drop;\n");

        Find(Report(world, Specimen.Preflight), "firewall").Severity.ShouldBe("ok");
        world.TakeCalls().ShouldNotContain("nft ");
    }

    [Theory]
    [InlineData("200", "ok")]
    [InlineData("401", "ok")]
    [InlineData("404", "fatal")]
    [InlineData("503", "warning")]
    [InlineData("curl: (6) Could not resolve host: mirror.example\n000", "fatal")]
    public void What_a_place_answers_tells_whether_it_can_be_fetched_from(string answer, string severity)
    {
        using var world = new World();
        world.Write("state/answers/http", answer);

        Find(Report(world, Specimen.Preflight.With("DOWNLOADS", "https://mirror.example/k3s")), "download.mirror.example").Severity.ShouldBe(severity);
    }

    [Fact]
    public void Only_what_this_architecture_fetches_is_asked_for()
    {
        using var world = new World();

        Report(world, Specimen.Preflight.With("DOWNLOADS", "amd64=https://a.example/x arm64=https://b.example/y"));

        world.TakeCalls().ShouldSatisfyAllConditions(calls => calls.ShouldContain("https://a.example/x"), calls => calls.ShouldNotContain("b.example"));
    }

    [Fact]
    public void A_disk_that_is_too_small_is_refused()
    {
        using var world = new World();
        using (var disk = File.OpenWrite(world.At("root/dev/disk"))) disk.SetLength(4L << 30);

        var finding = Find(Report(world, OnDisk), "pool.size");

        finding.Severity.ShouldBe("fatal");
        finding.Found.ShouldBe("/dev/disk has 4 GiB");
    }

    [Fact]
    public void An_agent_needs_no_ports_of_a_server_and_without_encryption_no_wireguard()
    {
        using var world = new World();
        world.Write("root/proc/net/tcp", "   0: 00000000:192B 00000000:0000 0A 0\n");
        world.Write("root/proc/net/udp", "   0: 00000000:CA9F 00000000:0000 07 0\n");
        world.Write("state/absent/wireguard", "");

        var findings = Findings(Report(world, Specimen.Preflight.With("ROLE", "agent").With("ENCRYPTION", "false")));

        findings.ShouldAllBe(finding => finding.Severity == "ok");
    }

    [Fact]
    public void A_host_that_is_ours_already_has_nothing_in_the_way_of_what_is_its_own()
    {
        using var world = World.With(Specimen.PreparationOnDisk, Specimen.JoinToken, Specimen.K3s);
        world.Write("root/proc/net/tcp", "   0: 0100007F:192B 00000000:0000 0A 0\n");
        world.Write("root/proc/net/udp", "   0: 00000000:2118 00000000:0000 07 0\n");
        world.Write("state/answers/http", "000");

        var findings = Findings(Report(world, OnDisk.With("DOWNLOADS", "https://mirror.example/k3s")));

        findings.ShouldNotContain(finding => finding.Severity == "fatal");
        findings.ShouldContain(finding => finding.Check == "download.mirror.example" && finding.Severity == "warning");
    }

    [Fact]
    public void Who_is_not_root_is_told_what_was_not_asked()
    {
        using var world = new World();
        world.Write("state/answers/uid", "1000");

        var findings = Findings(Report(world, OnDisk));

        findings.Where(finding => finding.Severity == "unchecked").Select(finding => finding.Check).ShouldBe(["privilege", "pool.device"]);
    }

    [Fact]
    public async Task A_machine_where_nothing_can_be_written_is_asked_all_the_same_so_that_nothing_is_written()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may mount: run these tests as root.");
        var modules = Directory.GetDirectories("/sys/module");
        var script = new Script
        {
            Name = OnDisk.Script,
            Body = SourceTree.Read(OnDisk.Script),
            Parameters = OnDisk.With("POOL_DEVICE", "/dev/none").Parameters.ToImmutableSortedDictionary(),
        };
        const string readOnly = "mount --make-rprivate / && while read -r _ point _; do mount -o remount,bind,ro \"$point\" || true; done < <(cat /proc/self/mounts); ! touch /etc/x && exec bash -s -- report";
        using var process = Process.Start(new ProcessStartInfo("unshare", ["--mount", "bash", "-c", readOnly])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(script.RenderForStdin());
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        if (output.Length == 0 && (await error).Contains("unshare")) Assert.Skip("Mount namespaces are not allowed here.");
        var findings = Findings(JsonDocument.Parse(output).RootElement);

        findings.ShouldContain(finding => finding.Check == "disk.writable" && finding.Severity == "fatal");
        findings.ShouldNotContain(finding => finding.Found.StartsWith("the check broke"));
        Directory.GetDirectories("/sys/module").ShouldBe(modules, ignoreOrder: true);
    }

    private sealed record Told(string Check, string Severity, string Found, string Fix, string Runtimes, bool Complete);

    private static JsonElement Report(World world, Specimen specimen)
    {
        var run = world.Run(specimen, "report");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldBeEmpty();
        run.Output.TrimEnd('\n').ShouldNotContain('\n');
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static IReadOnlyList<Told> Findings(JsonElement report) => [.. report.GetProperty("findings").EnumerateArray().Select(finding => new Told(
        Text(finding, "check"), Text(finding, "severity"), Text(finding, "found"), Text(finding, "fix"), finding.GetProperty("runtimes").GetRawText(),
        ((string[])["found", "why", "fix", "verify"]).All(name => Text(finding, name).Length > 0)))];

    private static Told Find(JsonElement report, string check) => Findings(report).Where(finding => finding.Check == check).ShouldHaveSingleItem();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
