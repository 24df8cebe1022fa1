using Stratus.Core.Proof;
using Stratus.Prober.Tests.Sandboxes;
using Stratus.Prober.Tests.Smoke;

namespace Stratus.Prober.Tests.Containerd;

/// <summary>Whole runs whose sandboxes containerd runs, as on a node: with its shims and network plugins, and in its log's form.</summary>
public sealed class ContainerdTests : IAsyncLifetime
{
    private readonly EgressBed bed = new();
    private ContainerRuntime? runtime;

    public async ValueTask InitializeAsync()
    {
        Requirements.SkipWithoutContainerd();
        runtime = await ContainerRuntime.StartAsync();
        bed.Kubelet.SandboxRunner = new CriPods(runtime).RunAsync;
    }

    public async ValueTask DisposeAsync()
    {
        await bed.DisposeAsync();
        if (runtime is not null) await runtime.DisposeAsync();
    }

    [Fact]
    public async Task Behind_policies_no_packet_of_a_pod_gets_out_and_the_kernel_is_found_to_be_the_nodes()
    {
        var result = await bed.RunAsync(EgressBed.Small with { Concurrency = 10, FirstPackets = 10 });
        result.Egress().ShouldBeEmpty();
        result.Outcomes[Checks.EgressFirstPacket].ShouldBe(Outcome.Holds);
        result.Outcomes["ephemeral.disk"].ShouldBe(Outcome.Holds);
        result.Outcomes["surface.token"].ShouldBe(Outcome.Holds);
        result.Outcomes["kernel.class"].ShouldBe(Outcome.Broken, "runc is behind the name");
    }

    [Fact]
    public async Task A_policy_that_comes_late_lets_the_first_packet_of_a_pod_out()
    {
        bed.Enforcement.Delay = TimeSpan.FromMilliseconds(200);
        var result = await bed.RunAsync(EgressBed.Small with { Concurrency = 10, FirstPackets = 10 });
        result.Outcomes[Checks.EgressFirstPacket].ShouldBe(Outcome.Broken);
    }

    [Fact]
    public async Task Without_a_policy_engine_every_target_is_reached_from_a_pod()
    {
        bed.Enforcement.Delay = null;
        var result = await bed.RunAsync(EgressBed.Small);
        result.ShouldReachEveryTarget();
    }
}
