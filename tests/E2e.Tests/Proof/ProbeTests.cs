using System.Collections.Immutable;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Kernels;
using Stratus.Core.Scripting;
using Stratus.E2e.Tests.Lab;
using Stratus.Prober.Probe;
using Stratus.Tests.Shared;

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

        seen.Select(one => (one.Check, one.Seen)).ShouldBe(Checks.All.Where(check => check.Property == Property.Kernel).Select(check => (check.Id, Seen.Shut)), ignoreOrder: true);
    });

    [Fact]
    public Task Two_sandboxes_in_one_virtual_machine_are_found() => Machine.UseAsync(new(), async machine =>
    {
        var seen = await ObserveAsync(await InsideAsync(machine, "one"), await InsideAsync(machine, "two"));

        seen.Where(one => one.Seen == Seen.Open).Select(one => one.Check).ShouldBe(["kernel.bootId", "kernel.bootId"]);
        var (run, place) = (ProofRuns.Healthy(nodes: 1, runtimes: 1), new Place("node1", "kata-fc", LaunchPath.Pod));
        var verdict = Judge.Of(run with { Observations = [.. run.Observations.Where(one => one.Check != "kernel.bootId" || one.Place != place), .. seen.Where(one => one.Check == "kernel.bootId").Select(one => one with { Place = place })] });
        verdict.Properties.Where(property => property.Outcome != Outcome.Holds).ShouldHaveSingleItem().Property.ShouldBe(Property.Kernel);
        verdict.Findings().ShouldAllBe(finding => finding.Check == "kernel.bootId" && finding.Place == place && finding.Outcome == Outcome.Broken);
    });

    // Few kernels have it loaded, and containers of this machine have its kernel.
    [Fact]
    public Task An_association_of_SCTP_is_open_refused_or_silent_as_a_connection_is() => Machine.UseAsync(new(), async machine =>
    {
        await machine.RunAsync("sudo -n modprobe sctp").SucceedAsync();
        await machine.RunAsync("sudo -n nft 'add table inet test; add chain inet test in { type filter hook input priority 0; }; add rule inet test in sctp dport 9102 drop'").SucceedAsync();
        await machine.RunAsync($"perl -MSocket -e {Shell.Quote(Listener)} </dev/null >/dev/null 2>&1").SucceedAsync();
        var request = new ProbeRequest { Run = "sctp", Targets = [.. new[] { "9100", "9101", "9102" }.Select(port => new ProbeTarget(port, ProbeProtocol.Sctp, "127.0.0.1", port))] };
        var log = ProbeLog.Parse(await machine.RunAsync($"bash -c {Shell.Quote(request.Program())} probe probe").SucceedAsync(), "sctp");
        Attempt.In(log).ToDictionary(attempt => attempt.Target, attempt => attempt.Answer)
            .ShouldBe(new Dictionary<string, Answer> { ["9100"] = Answer.Open, ["9101"] = Answer.Refused, ["9102"] = Answer.Silent }, ignoreOrder: true);
    });

    // It goes on in the background once it listens.
    private const string Listener = """
        socket(S, PF_INET, SOCK_STREAM, 132) && bind(S, sockaddr_in(9100, INADDR_LOOPBACK)) && listen(S, 8) or die "sctp: $!";
        exit if fork;
        close C while accept(C, S);
        """;

    private static async Task<IReadOnlyCollection<Observation>> ObserveAsync(params KernelSighting[] sandboxes)
    {
        var beside = await Command.RunAsync("bash", ["-c", Request("control").Program(), "probe", "probe"]);
        var control = Sighting(ProbeLog.Parse(beside.Output, "control"), "control");
        control.Recognised.ShouldBe(RuntimeKind.SharedKernel);
        return [.. KernelComparison.Observe(sandboxes, [control], Declared)];
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
