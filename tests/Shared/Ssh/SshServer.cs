using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Stratus.Tests.Shared.Ssh;

/// <summary>A real sshd on loopback with a host key of its own and one user key that it lets in. Root's business: it logs root in.</summary>
public sealed class SshServer : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("stratus-sshd-").FullName;
    private Process? _process;

    /// <summary>A server that does not answer yet.</summary>
    /// <param name="forced">A command that sshd runs in the place of what is asked for; null for none.</param>
    public SshServer(string? forced = null)
    {
        if (WhyNot is { } reason) Assert.Skip(reason);
        Port = FreePort();
        MakeKey("host");
        MakeKey("user");
        File.WriteAllLines(At("config"),
        [
            $"Port {Port}", "ListenAddress 127.0.0.1", $"HostKey {At("host")}", $"AuthorizedKeysFile {At("user.pub")}", "PidFile none",
            "PermitRootLogin prohibit-password", "PasswordAuthentication no", "KbdInteractiveAuthentication no", "UsePAM no", "StrictModes no",
            .. forced is null ? Array.Empty<string>() : [$"ForceCommand {forced}"],
        ]);
    }

    /// <summary>A server that answers.</summary>
    public static async Task<SshServer> StartedAsync(string? forced = null)
    {
        var server = new SshServer(forced);
        await server.StartAsync();
        return server;
    }

    /// <summary>Why there can be no server here; null where there can.</summary>
    public static string? WhyNot =>
        !Environment.IsPrivilegedProcess ? "sshd logs root in: run these tests as root."
        : !File.Exists("/usr/sbin/sshd") || !File.Exists("/usr/bin/ssh") ? "OpenSSH is not installed; on Debian: apt-get install openssh-server openssh-client"
        : null;

    public int Port { get; }

    /// <summary>The host key as known_hosts has it, without the address.</summary>
    public string HostKey => PublicKey("host");

    /// <summary>The private key that is let in.</summary>
    public string PrivateKey => File.ReadAllText(At("user"));

    /// <summary>The file of the private key that is let in.</summary>
    public string PrivateKeyFile => At("user");

    /// <summary>Lets in another key too.</summary>
    public void Admit(string publicKeyFile) => File.AppendAllText(At("user.pub"), File.ReadAllText(publicKeyFile));

    public async Task StartAsync()
    {
        // sshd asks for it and Debian makes it at boot only.
        Directory.CreateDirectory("/run/sshd");
        _process = Process.Start(new ProcessStartInfo("/usr/sbin/sshd", ["-D", "-E", At("log"), "-f", At("config")]))!;
        var deadline = DateTime.UtcNow.AddSeconds(20);
        while (!await AnswersAsync())
        {
            if (DateTime.UtcNow > deadline || _process.HasExited) throw new InvalidOperationException($"sshd did not start: {File.ReadAllText(At("log"))}");
            await Task.Delay(20);
        }
    }

    /// <summary>A fresh key that no server knows.</summary>
    public static (string Private, string Public) Stranger()
    {
        var directory = Directory.CreateTempSubdirectory("stratus-key-").FullName;
        Generate(Path.Combine(directory, "key"), "ed25519");
        var pair = (File.ReadAllText(Path.Combine(directory, "key")), Trimmed(Path.Combine(directory, "key.pub")));
        Directory.Delete(directory, recursive: true);
        return pair;
    }

    public void Dispose()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string At(string name) => Path.Combine(_directory, name);

    private string PublicKey(string name) => Trimmed(At(name + ".pub"));

    // The comment names this machine and is no part of the key.
    private static string Trimmed(string file) => string.Join(' ', File.ReadAllText(file).Split(' ')[..2]);

    private void MakeKey(string name) => Generate(At(name), "ed25519");

    private static void Generate(string path, string type)
    {
        using var process = Process.Start(new ProcessStartInfo("ssh-keygen", ["-q", "-t", type, "-N", "", "-f", path]))!;
        process.WaitForExit();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
