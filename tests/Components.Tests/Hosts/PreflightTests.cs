using Stratus.Core.Settings;
using Stratus.Tests.Shared;

namespace Stratus.Components.Tests.Hosts;

/// <summary>The first step of every up is asked again when what it guards changes.</summary>
public class PreflightTests
{
    private static readonly HostSettings Settings = Platforms.One.Hosts[0];

    [Fact]
    public async Task A_changed_preparation_is_checked_for_anew()
    {
        var before = await GuardsAsync(Settings);

        (await GuardsAsync(Settings)).ShouldBe(before);
        before.ShouldMatch("^[0-9a-f]{64}$");
        (await GuardsAsync(Settings with { ThinPool = new() { LoopSizeGib = 21 } })).ShouldNotBe(before);
    }

    [Fact]
    public async Task Another_machine_under_the_same_name_is_checked_anew() =>
        (await GuardsAsync(Settings with { Address = "192.0.2.99" })).ShouldNotBe(await GuardsAsync(Settings));

    [Fact]
    public async Task A_server_is_asked_for_more_than_an_agent()
    {
        var seen = await Recorder.RunAsync(options => Build.Preparation(Settings with { Role = HostRole.Agent }, options));

        seen["server-1-preflight"].Script!["STRATUS_ROLE"].ShouldBe("agent");
    }

    private static async Task<string> GuardsAsync(HostSettings host) =>
        (await Recorder.RunAsync(options => Build.Preparation(host, options, "kata-fc")))["server-1-preflight"].Script!["STRATUS_GUARDS"];
}
