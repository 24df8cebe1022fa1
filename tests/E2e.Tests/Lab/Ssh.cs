using System.Globalization;

namespace Stratus.E2e.Tests.Lab;

/// <summary>OpenSSH's client on one connection that all commands share: a new one costs half a second under emulation.</summary>
internal sealed class Ssh : IDisposable
{
    private readonly string[] _common;
    private readonly Child _master;

    private Ssh(string[] common, Child master) => (_common, _master) = (common, master);

    /// <summary>Whether the shared connection is gone, so that exit code 255 is ssh's own.</summary>
    public bool IsLost => _master.HasExited;

    /// <summary>Tries once; null when the machine does not answer yet.</summary>
    public static async Task<Ssh?> TryConnectAsync(HostImage image, int port, string directory, CancellationToken cancel)
    {
        var socket = Path.Combine(directory, "ssh");
        File.Delete(socket);
        string[] common =
        [
            "-F", "none", "-S", socket, "-p", port.ToString(CultureInfo.InvariantCulture), "-i", image.Key,
            .. Options("IdentitiesOnly=yes", "BatchMode=yes", "StrictHostKeyChecking=yes", "HostKeyAlias=stratus-machine",
                "UserKnownHostsFile=" + image.KnownHosts, "GlobalKnownHostsFile=none", "ConnectTimeout=20", "LogLevel=ERROR"),
        ];
        var master = await Child.StartAsync("ssh", ["-M", "-N", .. common, "admin@127.0.0.1"], Path.Combine(directory, "ssh.log"));
        // The socket appears when the login is done.
        while (!File.Exists(socket))
        {
            if (master.HasExited) return null;
            await Task.Delay(50, cancel);
        }
        return new(common, master);
    }

    public Task<CommandResult> RunAsync(string command, string stdin, TimeSpan? limit) =>
        Command.RunAsync("ssh", [.. _common, "admin@127.0.0.1", "--", command], stdin, limit);

    /// <summary>Whether the machine does anything at all.</summary>
    public async Task<bool> AnswersAsync()
    {
        try
        {
            return (await RunAsync("true", "", TimeSpan.FromMinutes(1))).ExitCode == 0;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public void Dispose() => _master.Dispose();

    private static IEnumerable<string> Options(params string[] options) => options.SelectMany(option => (string[])["-o", option]);
}
