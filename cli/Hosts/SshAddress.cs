using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Stratus.Cli.Hosts;

/// <summary>Where SSH reaches a machine: <c>user@address:port</c>. What is left out, <c>~/.ssh/config</c> decides.</summary>
/// <param name="User">The user to log in as; null: ssh's own choice.</param>
/// <param name="Host">An IP address, a DNS name, or a name from <c>~/.ssh/config</c>. Never begins with a dash.</param>
/// <param name="Port">The port; null: ssh's own choice.</param>
internal sealed partial record SshAddress(string? User, string Host, int? Port)
{
    /// <summary>What is allowed, for errors.</summary>
    public const string Form = "[user@]address[:port], such as root@192.0.2.10, admin@host.example:2222 or root@[2001:db8::1]:22";

    /// <summary>The address without brackets and the user that ssh is given; as a person writes them.</summary>
    public override string ToString() =>
        $"{(User is null ? "" : User + "@")}{Bracketed}{(Port is null ? "" : ":" + Port.Value.ToString(CultureInfo.InvariantCulture))}";

    /// <summary>Reads an address; null where it is none.</summary>
    public static SshAddress? Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success) return null;
        var bracketed = match.Groups["inside"].Success;
        var host = bracketed ? match.Groups["inside"].Value : match.Groups["host"].Value;
        if (host.Contains(':', StringComparison.Ordinal) && !IsIpv6(host)) return null;
        int? port = null;
        if (match.Groups["port"].Success)
        {
            if (!int.TryParse(match.Groups["port"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535)
                return null;
            port = number;
        }
        return new(match.Groups["user"].Success ? match.Groups["user"].Value : null, host, port);
    }

    private string Bracketed => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;

    private static bool IsIpv6(string text) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    // Either [IPv6]:port, or a bare IPv6 address, or a name or IPv4 address with a port. Nothing begins with a dash, which ssh would read as
    // an option, and nothing holds what a shell or ssh's own % expansion would read as anything but itself.
    [GeneratedRegex(@"\A((?<user>[A-Za-z0-9_][A-Za-z0-9_.-]{0,31})@)?(\[(?<inside>[0-9A-Fa-f:.]+)\](:(?<port>[0-9]{1,5}))?|(?<host>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)|(?<host>[A-Za-z0-9_][A-Za-z0-9_.-]{0,252})(:(?<port>[0-9]{1,5}))?)\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
