using System.Diagnostics;
using System.Globalization;

namespace Stratus.Prober.Tests.Sandboxes;

/// <summary>
/// Two network namespaces and a link between them: a sandbox's, and one with what it may try to reach. Between them stands nftables on the
/// sandbox's packets, in the role of what enforces policies.
/// </summary>
internal sealed class Wire : IAsyncDisposable
{
    public const string There = "198.18.7.1";
    public const string ThereIpv6 = "fd00:57::1";

    private readonly string name;
    private readonly List<Process> servers = [];

    private Wire(string name) => this.name = name;

    /// <summary>The sandbox's namespace, as a runtime is given it.</summary>
    public string Sandbox => $"/run/netns/{name}-s";

    public static async Task<Wire> MakeAsync()
    {
        var wire = new Wire("st" + Guid.NewGuid().ToString("N")[..8]);
        try
        {
            await MakeAsync(wire);
            return wire;
        }
        catch
        {
            await wire.DisposeAsync();
            throw;
        }
    }

    private static async Task MakeAsync(Wire wire)
    {
        var (sandbox, there) = (wire.name + "-s", wire.name + "-t");
        foreach (var space in (string[])[sandbox, there])
        {
            await Tool.RunAsync("ip", "netns", "add", space);
            await Tool.RunAsync("ip", "-n", space, "link", "set", "lo", "up");
        }
        await Tool.RunAsync("ip", "-n", sandbox, "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns", there);
        foreach (var (space, number) in new[] { (there, 1), (sandbox, 2) })
        {
            await Tool.RunAsync("ip", "-n", space, "address", "add", $"198.18.7.{number}/24", "dev", "eth0");
            await Tool.RunAsync("ip", "-n", space, "address", "add", $"fd00:57::{number}/64", "dev", "eth0", "nodad");
            await Tool.RunAsync("ip", "-n", space, "link", "set", "eth0", "up");
        }
        await wire.InThereAsync("nft", "add table inet enforcer; add chain inet enforcer in { type filter hook input priority 0; }");
    }

    /// <summary>Rules of nftables, all at the same instant, for what arrives from the sandbox.</summary>
    public Task EnforceAsync(params string[] rules) => InThereAsync("nft", string.Join("; ", rules.Select(rule => $"add rule inet enforcer in {rule}")));

    /// <summary>A server on the far side that says what it hears: an address of socat.</summary>
    public void Serve(string address) =>
        servers.Add(Process.Start(new ProcessStartInfo("ip", ["netns", "exec", name + "-t", "socat", address, "EXEC:cat"]))!);

    /// <summary>Waits until something on the far side listens on a TCP port.</summary>
    public async Task ListeningAsync(int port)
    {
        var wanted = port.ToString("X4", CultureInfo.InvariantCulture);
        while (!(await InThereAsync("cat", "/proc/net/tcp", "/proc/net/tcp6")).Split('\n').Any(line => line.Contains($":{wanted} ") && line.Contains(" 0A ")))
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync(CancellationToken.None);
            server.Dispose();
        }
        foreach (var space in (string[])[name + "-s", name + "-t"])
            if (File.Exists($"/run/netns/{space}")) await Tool.RunAsync("ip", "netns", "delete", space);
    }

    private Task<string> InThereAsync(string program, params string[] arguments) =>
        Tool.RunAsync("ip", ["netns", "exec", name + "-t", program, .. arguments]);
}
