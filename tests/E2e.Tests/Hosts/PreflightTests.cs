using Stratus.E2e.Tests.Lab;

namespace Stratus.E2e.Tests.Hosts;

public class PreflightTests
{
    [Fact]
    public Task A_machine_with_a_hypervisor_passes_for_kata() => Machine.UseAsync(new() { Svm = true }, async machine =>
    {
        var preflight = await HostScripts.PreflightAsync(null, "kata-qemu");

        var run = await machine.ApplyAsync(preflight);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("\"kvm\":\"12\"");
        run.Output.ShouldContain("\"vhost_vsock\":\"loadable\"");
    });

    [Fact]
    public Task A_machine_without_a_hypervisor_is_refused_for_kata_alone() => Machine.UseAsync(new() { Svm = false }, async machine =>
    {
        var refused = await machine.ApplyAsync(await HostScripts.PreflightAsync(null, "kata-qemu"));
        var passed = await machine.ApplyAsync(await HostScripts.PreflightAsync(null));

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("1 thing(s) stand in the way");
        refused.Error.ShouldContain("/dev/kvm");
        passed.ExitCode.ShouldBe(0, passed.Error);
    });
}
