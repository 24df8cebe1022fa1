using System.Globalization;
using System.Text;

namespace Stratus.Cli.Hosts;

/// <summary>
/// How ssh is called for one machine: a configuration and a known_hosts of its own, in a folder that only this user reads and that goes
/// when the session is over. The user's configuration is read after ours; what ours says, it cannot change.
/// </summary>
internal sealed class SshSession : IDisposable
{
    private const string Alias = "stratus-host";
    private const string JumpAlias = "stratus-jump";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stratus-ssh-"); // mode 0700
    private readonly HostTarget host;

    /// <summary>Writes the files.</summary>
    public SshSession(HostTarget host)
    {
        this.host = host;
        File.WriteAllText(At("config"), Config());
        File.WriteAllText(At("known_hosts"), Known(Alias, host.HostKey) + Known(JumpAlias, host.JumpHostKey));
    }

    /// <summary>A file of this session's.</summary>
    public string At(string name) => Path.Combine(folder.FullName, name);

    /// <summary>The arguments of ssh up to the command: no text in them is read by a shell.</summary>
    /// <param name="options">Further options, <c>Name=value</c>; the first of a name counts.</param>
    public IReadOnlyList<string> Arguments(params IEnumerable<string> options)
    {
        var arguments = new List<string> { "-T", "-F", At("config") };
        foreach (var option in options.Concat(host.HostKey is { } key ? Pinned(Alias, key) : []))
            arguments.AddRange(["-o", option]);
        if (host.Address.User is { } user) arguments.AddRange(["-l", user]);
        if (host.Address.Port is { } port) arguments.AddRange(["-p", port.ToString(CultureInfo.InvariantCulture)]);
        if (host.Jump is { } jump) arguments.AddRange(["-o", $"ProxyJump={(host.JumpHostKey is null ? jump : JumpAlias)}"]);
        return [.. arguments, "--", host.Address.Host];
    }

    /// <summary>A path as ssh reads it back: it expands % in them.</summary>
    public string Quoted(string path) => path.Any(char.IsControl) || path.Contains('"', StringComparison.Ordinal)
        ? throw new HostError(HostFailure.Client, host.Name, $"the path {path} cannot be given to ssh", "give the file or the folder a plainer name")
        : $"\"{path.Replace("%", "%%", StringComparison.Ordinal)}\"";

    /// <inheritdoc />
    public void Dispose() => folder.Delete(recursive: true);

    // Only a key of the pinned one's type is asked for, as Pulumi's provider does: a machine's other keys are not it.
    private IEnumerable<string> Pinned(string alias, string key) =>
    [
        $"HostKeyAlias={alias}", $"HostKeyAlgorithms={key.Split(' ')[0]}", $"UserKnownHostsFile={Quoted(At("known_hosts"))}", "GlobalKnownHostsFile=/dev/null",
        "VerifyHostKeyDNS=no",
    ];

    // The ssh that ProxyJump starts reads this file too, but not our arguments: what holds for both stands here.
    private string Config()
    {
        var config = new StringBuilder();
        if (host is { Jump: { } jump, JumpHostKey: { } key })
        {
            Block(config, JumpAlias,
            [
                $"HostName {jump.Host}", .. jump.User is { } user ? [$"User {user}"] : Array.Empty<string>(), $"Port {jump.Port ?? 22}",
                .. Pinned(JumpAlias, key).Select(option => option.Replace('=', ' ')),
            ]);
        }
        Block(config, "*",
        [
            "BatchMode yes", "StrictHostKeyChecking yes", "UpdateHostKeys no", "ConnectTimeout 15", "ConnectionAttempts 1",
            "ServerAliveInterval 10", "ServerAliveCountMax 3",
            // A connection that is open already was not checked against our key.
            "ControlMaster no", "ControlPath none",
            "ForwardAgent no", "ForwardX11 no", "ClearAllForwardings yes", "PermitLocalCommand no", "RemoteCommand none", "RequestTTY no",
            .. host.Identity is { } file ? [$"IdentityFile {Quoted(file.FullName)}", "IdentitiesOnly yes"] : Array.Empty<string>(),
        ]);
        return config.Append("Match all\nInclude ~/.ssh/config\nInclude /etc/ssh/ssh_config\n").ToString();
    }

    private static void Block(StringBuilder config, string pattern, IEnumerable<string> lines)
    {
        config.Append(CultureInfo.InvariantCulture, $"Host {pattern}\n");
        foreach (var line in lines) config.Append("    ").Append(line).Append('\n');
    }

    private static string Known(string alias, string? key) => key is null ? "" : $"{alias} {key}\n";
}
