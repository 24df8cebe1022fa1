using System.Collections.Immutable;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Kernels;
using Stratus.Core.Scripting;
using Stratus.E2e.Tests.Lab;
using Stratus.Prober.Probe;

namespace Stratus.E2e.Tests.Proof;

/// <summary>The probe inside a real virtual machine, beside one that shares this machine's kernel.</summary>
public class ProbeTests
{
    private static readonly Place Place = new("node-1", "kata-qemu", LaunchPath.Pod);
    private static readonly ImmutableArray<RuntimeClass> Declared = [new("kata-qemu", "kata-qemu", RuntimeKind.MicroVm)];

    [Fact]
    public Task A_virtual_machine_is_recognised_by_its_kernel() => Machine.UseAsync(new(), async machine =>
    {
        var seen = await ObserveAsync(await InsideAsync(machine, "one"));

        seen.ShouldBe(Checks.All.Where(check => check.Property == Property.Kernel).Select(check => (check.Id, Seen.Shut)), ignoreOrder: true);
    });

    [Fact]
    public Task Two_sandboxes_in_one_virtual_machine_are_found() => Machine.UseAsync(new(), async machine =>
    {
        var seen = await ObserveAsync(await InsideAsync(machine, "one"), await InsideAsync(machine, "two"));

        seen.Where(one => one.Seen == Seen.Open).ShouldBe([("kernel.bootId", Seen.Open), ("kernel.bootId", Seen.Open)]);
    });

    private static async Task<IEnumerable<(string Check, Seen Seen)>> ObserveAsync(params KernelSighting[] sandboxes)
    {
        var beside = await Command.RunAsync("bash", ["-c", Request("control").Program(), "probe", "probe"]);
        var control = Sighting(ProbeLog.Parse(beside.Output, "control"), "control");
        control.Recognised.ShouldBe(RuntimeKind.SharedKernel);
        return KernelComparison.Observe(sandboxes, [control], Declared).Select(one => (one.Check, one.Seen));
    }

    private static async Task<KernelSighting> InsideAsync(Machine machine, string pod) =>
        Sighting(ProbeLog.Parse(await machine.RunAsync($"bash -c {Shell.Quote(Request(pod).Program())} probe probe").SucceedAsync(), pod), pod);

    private static ProbeRequest Request(string pod) => new() { Run = pod, Looks = [ProbeLook.Kernel] };

    private static KernelSighting Sighting(ProbeLog log, string pod)
    {
        log.Ended.ShouldBeTrue();
        return KernelReading.Of(log, Place, pod, File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim());
    }
}
