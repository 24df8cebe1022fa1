using System.Globalization;
using Stratus.Core.Proof;

namespace Stratus.Prober.Tests.Smoke;

/// <summary>Policies that come late, or never.</summary>
public sealed class FirstPacketTests : IAsyncDisposable
{
    private readonly EgressBed bed = new();

    public ValueTask DisposeAsync() => bed.DisposeAsync();

    [Fact]
    public async Task Flannel_without_a_policy_engine_is_found()
    {
        bed.Enforcement.Delay = null;
        var result = await bed.RunAsync(EgressBed.Small with { Concurrency = 10, FirstPackets = 10 });
        result.ShouldReachEveryTarget();
        var first = result.Verdict.Findings().First(finding => finding.Check == Checks.EgressFirstPacket);
        first.Outcome.ShouldBe(Outcome.Broken);
        first.Reason.ShouldContain("3000 ms and longer");
        result.Outcomes[Checks.EgressAllowed].ShouldBe(Outcome.Holds);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(200)]
    [InlineData(2000)]
    public async Task A_policy_that_comes_late_lets_the_first_packet_out(int milliseconds)
    {
        bed.Enforcement.Delay = TimeSpan.FromMilliseconds(milliseconds);
        var result = await bed.RunAsync(EgressBed.Small with { Concurrency = 10, FirstPackets = 10 });
        result.Outcomes[Checks.EgressFirstPacket].ShouldBe(Outcome.Broken);
        var windows = result.Run.Observations.Where(one => one.Check == Checks.EgressFirstPacket && one.Seen == Seen.Open)
            .Select(one => int.Parse(one.Evidence.Facts["windowMilliseconds"], CultureInfo.InvariantCulture)).ToArray();
        // How long it was open was measured; whoever looked may have been kept from it for a while, but saw it shut.
        windows.Max().ShouldBeInRange(Math.Max(0, milliseconds - 1000), Math.Min(milliseconds + 1500, 2999));
    }
}
