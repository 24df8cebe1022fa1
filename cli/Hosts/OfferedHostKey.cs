namespace Stratus.Cli.Hosts;

/// <summary>
/// The host key that a machine shows when it is asked. Whoever sits between can show one: it proves nothing until it was compared with the
/// machine's own console.
/// </summary>
internal static class OfferedHostKey
{
    // RSA is never asked for: its keys cannot be pinned.
    private const string Algorithms = "HostKeyAlgorithms=ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521";

    /// <summary>What keeps a run from accepting a key of another type than those that can be pinned, and makes ssh name the one that it took.</summary>
    public static IReadOnlyList<string> Named { get; } = [Algorithms, "VisualHostKey=yes"];

    /// <summary>
    /// Asks for the key. ssh itself does, and ends before it would log in: unlike ssh-keyscan it goes through jump hosts and knows the names
    /// of <c>~/.ssh/config</c>.
    /// </summary>
    /// <exception cref="HostError">The machine was not reached.</exception>
    public static async Task<string> FetchAsync(HostTarget host, CancellationToken cancellation)
    {
        var unpinned = host with { HostKey = null };
        using var session = new SshSession(unpinned);
        var file = session.At("offered");
        var error = "";
        try
        {
            var run = await RemoteHost.RunAsync(unpinned, "", "true",
            [
                "StrictHostKeyChecking=accept-new", "HashKnownHosts=no", $"UserKnownHostsFile={session.Quoted(file)}", "GlobalKnownHostsFile=/dev/null",
                "HostKeyAlias=offered", "PreferredAuthentications=none", Algorithms,
            ], cancellation);
            error = run.Error;
        }
        catch (HostError refused) when (File.Exists(file) && refused.Failure == HostFailure.PermissionDenied)
        {
            // As it should be: nobody was logged in.
        }
        var words = File.Exists(file) ? (await File.ReadAllTextAsync(file, cancellation)).Trim().Split(' ') : [];
        return words.Length == 3 ? $"{words[1]} {words[2]}" : throw SshVerdict.Of(host, error);
    }
}
