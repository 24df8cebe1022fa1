using System.Text.Json.Nodes;
using Stratus.Core.Scripting;
using Stratus.Core.Settings;
using Stratus.E2e.Tests.Lab;

namespace Stratus.E2e.Tests.Hosts;

public class DriftTests
{
    private static readonly MachineOptions WithDisk = new() { Disks = new Dictionary<string, int> { ["pool"] = 1024 } };

    private static ThinPoolSettings OnDisk { get; } = new() { Device = "/dev/disk/by-id/virtio-pool" };

    public DriftTests() => OnDemand.SkipUnlessAsked();

    [Fact]
    public Task A_machine_that_was_left_alone_matches_before_and_after_a_reboot_and_one_that_was_not_tells_each_change() => Machine.UseAsync(WithDisk, async machine =>
    {
        await machine.ApplyAsync(await HostScripts.PreparationAsync(OnDisk)).SucceedAsync();
        (await DriftAsync(machine)).ShouldBeEmpty();

        await machine.RebootAsync();
        (await DriftAsync(machine)).ShouldBeEmpty();

        await machine.RootAsync("""
            sysctl --quiet --write vm.overcommit_memory=0
            systemctl disable --quiet stratus-pool.service
            systemctl stop stratus-pool-alarm.timer
            chmod 0666 /etc/modules-load.d/stratus.conf
            modprobe --remove vhost_vsock
            """);
        (await DriftAsync(machine)).ShouldBe(
        [
            "file /etc/modules-load.d/stratus.conf mode", "module vhost_vsock notLoaded", "sysctl vm.overcommit_memory value",
            "unit stratus-pool-alarm.timer inactive", "unit stratus-pool.service disabled",
        ], ignoreOrder: true);

        await machine.ApplyAsync(await HostScripts.PreparationAsync(OnDisk)).SucceedAsync();
        (await DriftAsync(machine)).ShouldBeEmpty();

        await machine.RootAsync("""
            mkdir -p /etc/systemd/system/stratus-pool-alarm.timer.d
            printf '[Unit]\nDescription=another\n' >/etc/systemd/system/stratus-pool-alarm.timer.d/override.conf
            systemctl daemon-reload
            printf '# changed\n' >>/etc/systemd/system/stratus-pool.service
            dmsetup remove stratus-pool
            """);
        (await DriftAsync(machine)).ShouldBe(
        [
            "file /etc/systemd/system/stratus-pool.service content", "pool stratus-pool missing", "unit stratus-pool-alarm.timer overridden",
            "unit stratus-pool.service stale",
        ], ignoreOrder: true);
    });

    private static async Task<IReadOnlyList<string>> DriftAsync(Machine machine)
    {
        var script = ScriptFiles.Core.Load("core/Hosts/drift.sh", ("STRATUS_HOST_ID", "host")).RenderForStdin();
        var report = JsonNode.Parse(await machine.RunAsync("sudo -n bash -s -- report", script).SucceedAsync())!;
        report["claims"]!.AsArray().Select(claim => $"{claim!["name"]} {claim["state"]}").ShouldBe(["preparation ready"]);
        return [.. report["findings"]!.AsArray().Where(finding => finding!["status"]!.GetValue<string>() != "ok")
            .Select(finding => $"{finding!["kind"]} {finding["name"]} {finding["change"]}")];
    }
}
