using Stratus.Components.Hosts;
using Stratus.Core.Settings;
using Stratus.Tests.Shared;

namespace Stratus.E2e.Tests.Lab;

/// <summary>A script on its way to a host: the commands that SSH runs, and what travels on standard input.</summary>
internal sealed record HostScript(string Create, string Delete, string Stdin);

/// <summary>The scripts of the host components, exactly as the components send them: taken from what they register.</summary>
internal static class HostScripts
{
    // Test deployments exclude one another.
    private static readonly SemaphoreSlim One = new(1);

    public static Task<HostScript> PreflightAsync(ThinPoolSettings? pool, params string[] runtimes) => SentAsync("host-preflight", pool, runtimes);

    public static Task<HostScript> PreparationAsync(ThinPoolSettings? pool) => SentAsync("host-preparation", pool, []);

    private static async Task<HostScript> SentAsync(string name, ThinPoolSettings? pool, string[] runtimes)
    {
        var settings = Platforms.Host("host", HostRole.Server, "192.0.2.1") with { User = "admin", ThinPool = pool };
        await One.WaitAsync();
        try
        {
            var seen = await Recorder.RunAsync(options =>
                _ = new HostPreparation("host", new() { Host = new BareMetalHost("host", new() { Host = settings }).Machine, RuntimeClasses = [.. runtimes] }, options));
            var command = seen.Of("command:remote:Command", name).Inputs;
            return new((string)command["create"], (string)command["delete"], (string)command["stdin"]);
        }
        finally
        {
            One.Release();
        }
    }
}
