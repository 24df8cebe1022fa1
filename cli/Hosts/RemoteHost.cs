using Stratus.Cli.Programs;

namespace Stratus.Cli.Hosts;

/// <summary>What a script left on a machine's exit code and streams.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error, and what ssh said beside it.</param>
internal sealed record RemoteResult(int Code, string Output, string Error);

/// <summary>The command line's only door to a host: OpenSSH's client, as the user has it configured, never asking anything.</summary>
internal static class RemoteHost
{
    // ssh's own, for whatever went wrong before or beside the command.
    private const int SshFailed = 255;
    private const int NoSudo = 77;

    /// <summary>Runs a script as root and waits for its end, however it ends. Cancelling ends ssh.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="script">The rendered script; it travels on standard input.</param>
    /// <param name="verb">The function of the script to call.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="HostError">The machine was not entered, or the connection was lost.</exception>
    public static Task<RemoteResult> RunAsync(HostTarget host, string script, string verb, CancellationToken cancellation) =>
        RunAsync(host, script, AsRoot(verb), [], cancellation);

    /// <summary>The same as the user whom SSH lets in, whoever that is.</summary>
    public static Task<RemoteResult> RunAsUserAsync(HostTarget host, string script, string verb, CancellationToken cancellation) =>
        RunAsync(host, script, AsUser(verb), [], cancellation);

    /// <summary>Runs one of our own commands, with options of ssh's.</summary>
    internal static async Task<RemoteResult> RunAsync(
        HostTarget host, string script, string command, IReadOnlyList<string> options, CancellationToken cancellation)
    {
        if (host.Identity is { Exists: false } file)
            throw new HostError(HostFailure.Client, host.Name, $"there is no private key {file.FullName}", "correct --identity FILE");
        using var session = new SshSession(host);
        var run = await FilterProcess.RunAsync("ssh", [.. session.Arguments(options), command], script, cancellation)
            ?? throw new HostError(HostFailure.Client, host.Name, "there is no program ssh here", "install OpenSSH's client: apt-get install openssh-client");
        if (run.Code == SshFailed) throw SshVerdict.Of(host, run.Error);
        if (run.Code == NoSudo) throw SshVerdict.NoSudo(host, run.Error);
        return new(run.Code, run.Output, run.Error);
    }

    /// <summary>For a user who is root, or may become root without a password. The outer sh is for login shells of another grammar.</summary>
    internal static string AsRoot(string verb) =>
        $"exec sh -c 'test $(id -u) -eq 0 && exec bash -s -- {Checked(verb)}; sudo -n bash -c : </dev/null || exit {NoSudo}; exec sudo -n bash -s -- {Checked(verb)}'";

    /// <summary>For whoever is let in.</summary>
    internal static string AsUser(string verb) => $"exec bash -s -- {Checked(verb)}";

    private static string Checked(string verb) => verb.All(char.IsAsciiLetterLower) && verb.Length > 0
        ? verb : throw new ArgumentException($"'{verb}' is no verb of a script.", nameof(verb));
}
