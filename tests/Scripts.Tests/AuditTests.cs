using System.Text.Json;

namespace Stratus.Scripts.Tests;

/// <summary>What is told of a host when Stratus leaves it.</summary>
public sealed class AuditTests
{
    private const string Inventory = "root/var/lib/stratus/before.inventory";
    private static readonly Specimen Preparation = Specimen.Preparation;

    [Fact]
    public void The_host_is_written_down_before_it_is_touched_and_only_once()
    {
        using var world = World.With(Preparation);
        var first = world.Read(Inventory);
        Succeeds(world.Apply(Preparation.With("POOL_LOOP_GIB", "9")));

        world.Read(Inventory).ShouldBe(first);
        first.ShouldNotContain("stratus");
        first.ShouldContain("\nsysctl vm.overcommit_memory 7\n");
        first.TrimEnd('\n').Split('\n').ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
        File.GetUnixFileMode(world.At(Inventory)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_host_that_is_as_it_was_has_nothing_left()
    {
        using var world = World.With(Preparation);

        var run = Succeeds(world.Remove(Preparation));

        run.Output.ShouldBe("{\"left\":[]}\n");
        run.Error.ShouldNotContain("left: ");
        world.Has("root/var/lib/stratus").ShouldBeFalse();
    }

    [Theory]
    [InlineData("root/opt/kata/bin", "", "left: appeared file /opt/kata/bin (kata)")]
    [InlineData("root/etc/sysctl.d/99-zzz-override_cilium.conf", "x", "left: appeared file /etc/sysctl.d/99-zzz-override_cilium.conf (cilium)")]
    [InlineData("root/var/lib/rancher/k3s", "", "left: appeared file /var/lib/rancher/k3s (k3s)")]
    [InlineData("root/sys/module/vxlan/initstate", "live", "left: appeared module vxlan (kernel)")]
    [InlineData("root/sys/class/net/cilium_vxlan", "", "left: appeared link cilium_vxlan (cilium)")]
    [InlineData("root/proc/sys/net/ipv4/ip_forward", "1\n", "left: changed sysctl net.ipv4.ip_forward: was 7, is 1 (kernel)")]
    [InlineData("root/etc/modules-load.d/theirs.conf", "x", "left: appeared file /etc/modules-load.d/theirs.conf (package theirs)")]
    [InlineData("root/usr/local/bin/mystery", "x", "left: appeared file /usr/local/bin/mystery (unknown)")]
    [InlineData("root/etc/passwd", "app:x:990:990::/:/bin/false\n", "left: appeared user app (unknown)")]
    [InlineData("state/packages/socat", "", "left: appeared package socat (package socat)")]
    public void What_others_have_left_is_told_and_no_error(string path, string content, string line)
    {
        using var world = World.With(Preparation);
        world.Write("state/answers/package-of-theirs.conf", "theirs: /etc/modules-load.d/theirs.conf\n");
        // After the sysctls have been put back: only what lasts beyond the removal is left.
        var run = Succeeds(world.Remove(Preparation, $$"""
            undo_as_it_is="$(declare -f undo)"; eval "as_it_is${undo_as_it_is#undo}"
            undo() { as_it_is; mkdir -p {{world.At(Path.GetDirectoryName(path)!)}}; printf {{Quoted(content)}} >{{world.At(path)}}; }
            """));

        run.Error.ShouldContain(line);
        JsonDocument.Parse(run.Output).RootElement.GetProperty("left").EnumerateArray()
            .ShouldContain(left => line.Contains(left.GetProperty("name").GetString()!, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_gone_or_changed_is_told_too()
    {
        using var world = new World();
        world.Write("root/etc/sysctl.d/10-theirs.conf", "a");
        world.Write("root/usr/local/bin/theirs", "b");
        Succeeds(world.Apply(Preparation));
        world.Write("root/etc/sysctl.d/10-theirs.conf", "c");
        File.Delete(world.At("root/usr/local/bin/theirs"));

        var run = Succeeds(world.Remove(Preparation));

        run.Error.ShouldContain("left: changed content /etc/sysctl.d/10-theirs.conf: was ca978112ca1b");
        run.Error.ShouldContain("left: vanished file /usr/local/bin/theirs (unknown)");
    }

    [Fact]
    public void What_is_left_of_Stratus_is_an_error_until_it_is_gone()
    {
        using var world = World.With(Preparation);
        world.Write("root/etc/systemd/system/stratus-other.service", "");

        var run = world.Remove(Preparation);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("this is left of Stratus: appeared file /etc/systemd/system/stratus-other.service (stratus)");
        world.Has(Inventory).ShouldBeTrue();
        File.Delete(world.At("root/etc/systemd/system/stratus-other.service"));
        Succeeds(world.Remove(Preparation)).Output.ShouldBe("{\"left\":[]}\n");
        world.Has("root/var/lib/stratus").ShouldBeFalse();
    }

    [Fact]
    public void Another_claim_on_the_host_is_an_error()
    {
        using var world = World.With(Preparation);
        Succeeds(world.Apply(Specimen.JoinToken));

        world.Remove(Preparation).Error.ShouldContain("/var/lib/stratus/join-token.claim");

        Succeeds(world.Remove(Specimen.JoinToken));
        Succeeds(world.Remove(Preparation));
    }

    [Fact]
    public void Where_an_earlier_version_was_at_work_there_is_no_before()
    {
        using var world = new World();
        world.Write("root/var/lib/stratus/preparation.claim", "state ready\n");
        Succeeds(world.Apply(Preparation));

        world.Has(Inventory).ShouldBeFalse();
        Succeeds(world.Remove(Preparation)).Output.ShouldBeEmpty();
    }

    private static string Quoted(string text) => Core.Scripting.Shell.Quote(text.Replace("\n", "\\n", StringComparison.Ordinal));

    private static RunResult Succeeds(RunResult run)
    {
        run.ExitCode.ShouldBe(0, run.Error);
        return run;
    }
}
