using Stratus.Core.Proof;
using Stratus.Core.Proof.Plans;
using Stratus.Prober.Tests.Sandboxes;
using Stratus.Prober.Tests.Smoke;

namespace Stratus.Prober.Tests.Containerd;

/// <summary>Whole runs whose sandboxes are containerd's, under gVisor's kernel, with sockets of their pods' network namespaces.</summary>
public sealed class GVisorContainersTests : IAsyncLifetime
{
    private static readonly SmokePlan Plan = EgressBed.Small with { RuntimeClasses = [Runs.GVisor], Concurrency = 10, FirstPackets = 10 };

    private readonly EgressBed bed = new();
    private ContainerRuntime? runtime;

    public async ValueTask InitializeAsync()
    {
        Requirements.SkipWithoutContainerd();
        Requirements.SkipWithoutGVisor();
        runtime = await ContainerRuntime.StartAsync();
        bed.Kubelet.SandboxRunner = new GVisorContainers(runtime).RunAsync;
    }

    public async ValueTask DisposeAsync()
    {
        await bed.DisposeAsync();
        if (runtime is not null) await runtime.DisposeAsync();
    }

    [Fact]
    public async Task Behind_policies_everything_holds_and_a_volume_that_outlives_its_sandbox_is_found()
    {
        var result = await bed.RunAsync(Plan);
        result.Outcomes.Where(check => check.Value != Outcome.Holds).ShouldBeEmpty();
        string[] looked = [Checks.EgressDenied, Checks.EgressAllowed, Checks.EgressFirstPacket, "kernel.class", "ephemeral.disk"];
        looked.ShouldBeSubsetOf(result.Outcomes.Keys);
        var volume = Directory.CreateTempSubdirectory("stratus-volume-");
        File.SetUnixFileMode(volume.FullName, (UnixFileMode)0b111_111_111);
        bed.Kubelet.Leaks["/work"] = volume.FullName;
        (await Runs.RunAsync(bed.Kubelet, Plan with { FirstPackets = 1 })).Outcomes["ephemeral.disk"].ShouldBe(Outcome.Broken);
        volume.Delete(recursive: true);
    }

    [Fact]
    public async Task A_policy_that_comes_late_lets_the_first_packet_of_a_sandbox_out()
    {
        bed.Enforcement.Delay = TimeSpan.FromMilliseconds(50);
        var result = await bed.RunAsync(Plan);
        result.Outcomes[Checks.EgressFirstPacket].ShouldBe(Outcome.Broken);
    }

    [Fact]
    public async Task Without_a_policy_engine_every_target_is_reached_from_a_sandbox()
    {
        bed.Enforcement.Delay = null;
        var result = await bed.RunAsync(Plan with { FirstPackets = 1 });
        result.ShouldReachEveryTarget();
    }
}
