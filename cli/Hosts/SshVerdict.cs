using System.Text.RegularExpressions;
using Stratus.Core.Settings.Formats;

namespace Stratus.Cli.Hosts;

/// <summary>What an unsuccessful ssh means, from what it said.</summary>
internal static partial class SshVerdict
{
    // What ssh says, most telling first: a jump host that fails is followed by a connection that closed.
    private static readonly (string Sign, HostFailure Failure)[] Signs =
    [
        ("REMOTE HOST IDENTIFICATION HAS CHANGED", HostFailure.ChangedHostKey), ("no matching host key type found", HostFailure.ChangedHostKey),
        ("Host key verification failed", HostFailure.UnknownHostKey), ("Could not resolve hostname", HostFailure.Unresolved),
        ("Connection refused", HostFailure.Refused), ("timed out", HostFailure.TimedOut), ("No route to host", HostFailure.Unreachable),
        ("Network is unreachable", HostFailure.Unreachable), ("Permission denied", HostFailure.PermissionDenied),
        ("Too many authentication failures", HostFailure.PermissionDenied), ("not responding", HostFailure.ConnectionLost),
        ("Broken pipe", HostFailure.ConnectionLost), ("Connection reset", HostFailure.ConnectionLost), ("Connection closed", HostFailure.ConnectionLost),
        ("closed by remote host", HostFailure.ConnectionLost), ("disconnect", HostFailure.ConnectionLost),
    ];

    /// <summary>The error that ssh's words stand for.</summary>
    public static HostError Of(HostTarget host, string said)
    {
        var failure = Signs.FirstOrDefault(sign => said.Contains(sign.Sign, StringComparison.Ordinal), (Sign: "", Failure: HostFailure.Other)).Failure;
        var atJump = IsAtJump(host, said);
        var place = atJump ? host.Jump! : host.Address;
        var cause = $"{(atJump ? "jump host " : "")}{place}: {Cause(failure, atJump ? host.JumpHostKey : host.HostKey, said)}";
        return new(failure, host.Name, cause, Fix(failure, place, host, said)) { AtJumpHost = atJump };
    }

    /// <summary>The error for a user who may not become root.</summary>
    public static HostError NoSudo(HostTarget host, string said) => new(HostFailure.NoSudo, host.Name,
        $"{host.Address}: no sudo without a password{Ending(LastLine(said))}",
        $"On the host, as root: echo '{host.Address.User ?? "USER"} ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/stratus; or log in as root.");

    // The ssh that goes through a jump host sees a pipe, which has no address, close. Where the jump host says that it cannot go
    // on, it is not itself at fault.
    private static bool IsAtJump(HostTarget host, string said) => host.Jump is not null
        && said.Contains("UNKNOWN port 65535", StringComparison.Ordinal) && !said.Contains("stdio forwarding failed", StringComparison.Ordinal);

    private static string Cause(HostFailure failure, string? pinned, string said) => failure switch
    {
        HostFailure.ChangedHostKey when HasNoSuchKey(said) =>
            $"it has no host key of {(pinned is null ? "a type that is taken, ssh-ed25519 or ecdsa-sha2-nistp256, -nistp384 or -nistp521" : $"the expected type, {pinned.Split(' ')[0]}")}{Ending(Offer().Match(said).Value)}",
        HostFailure.ChangedHostKey =>
            $"it shows the host key {Fingerprint().Match(said).Value}, expected is {(pinned is null ? "another one" : HostKey.Fingerprint(pinned))}",
        HostFailure.UnknownHostKey => "its host key is not known here",
        HostFailure.Refused => "nothing listens there: connection refused",
        HostFailure.TimedOut => "it does not answer: connection timed out",
        HostFailure.PermissionDenied => $"the user or the key is refused{Ending(LastLine(said))}",
        HostFailure.ConnectionLost => $"the connection was lost{Ending(LastLine(said))}",
        HostFailure.Other => $"ssh failed{Ending(LastLine(said))}",
        _ => LastLine(said),
    };

    private static string Fix(HostFailure failure, SshAddress place, HostTarget host, string said) => failure switch
    {
        HostFailure.ChangedHostKey when HasNoSuchKey(said) => "Make one there, as root: ssh-keygen -A; then have sshd read it: systemctl reload ssh. "
            + "Where another type was expected, compare the machine's keys on its console and correct hostKey, --host-key or known_hosts.",
        HostFailure.ChangedHostKey => "Was the machine installed anew? Compare with its console: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub; then "
            + "correct hostKey, --host-key or known_hosts. If it was not: somebody may be in between; do not go on.",
        HostFailure.UnknownHostKey => $"Pin it: stratus doctor --host {place} shows the key and how to compare it.",
        HostFailure.Unresolved => $"Correct the address, or let the name be known: getent hosts {place.Host}",
        HostFailure.PermissionDenied when said.Contains("UNPROTECTED PRIVATE KEY FILE", StringComparison.Ordinal) =>
            "ssh ignores a private key that others may read: chmod 600 FILE",
        HostFailure.PermissionDenied => $"Put the public key into ~{place.User ?? "USER"}/.ssh/authorized_keys there, or correct the user, "
            + $"--identity{(host.Identity is null ? " or the agent's keys (ssh-add -l)" : "; a key with a passphrase must be in the agent: ssh-add FILE")}.",
        HostFailure.ConnectionLost => "Did the machine reboot, or sshd restart? Is there really an sshd on that port? Then try again.",
        HostFailure.Other => $"See what ssh says by hand: ssh -v {(place.Port is { } port ? $"-p {port} " : "")}{(place with { Port = null })}",
        _ => "Is the machine on, is sshd running, is the port right, does a firewall let this machine through?",
    };

    private static bool HasNoSuchKey(string said) => said.Contains("no matching host key type", StringComparison.Ordinal);

    private static string Ending(string text) => text.Length == 0 ? "" : $": {text}";

    private static string LastLine(string said) =>
        said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault(line => !line.Contains("UNKNOWN port"), "");

    [GeneratedRegex("SHA256:[A-Za-z0-9+/=]+")]
    private static partial Regex Fingerprint();

    [GeneratedRegex("(?<=found. )Their offer: [A-Za-z0-9@.,_-]+")]
    private static partial Regex Offer();
}
