using System.Security.Cryptography;
using System.Text;
using Stratus.Tests.Shared.Ssh;

namespace Stratus.Cli.Tests.Drift;

/// <summary>What a prepared host has on its disk, in a folder that the host's script is given as its root.</summary>
internal sealed class PreparedRoot : IDisposable
{
    public const string Secret = "sesame-4711";
    public const string TokenFile = "etc/rancher/k3s/join-token";
    public const string Forwarding = "proc/sys/net/ipv4/ip_forward";

    private readonly TempFolder _folder = new();

    public PreparedRoot()
    {
        _folder.Write(TokenFile, Secret).Write(Forwarding, "1\n").Write("var/lib/stratus/preparation.claim", "state ready\nformat 1\nset:net.ipv4.ip_forward 1\n")
            .Write("var/lib/stratus/join-token.claim", $"state ready\nformat 1\nfile /{TokenFile}\nput:/{TokenFile} 600 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)))}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder[TokenFile], UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>A server whose scripts see this root.</summary>
    public Task<SshServer> ServerAsync() => SshServer.StartedAsync($"STRATUS_ROOT={_folder.Info.FullName} sh -c \"$SSH_ORIGINAL_COMMAND\"");

    public void Write(string path, string text) => _folder.Write(path, text);

    public void Dispose() => _folder.Dispose();
}
