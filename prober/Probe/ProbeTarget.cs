using System.Text.RegularExpressions;

namespace Stratus.Prober.Probe;

/// <summary>Something that a probe tries to reach.</summary>
public sealed partial record ProbeTarget
{
    /// <summary>A target.</summary>
    /// <param name="name">Its name in records.</param>
    /// <param name="protocol">How it is tried.</param>
    /// <param name="address">An IP address; for lookups, the name to look up.</param>
    /// <param name="port">A port; for lookups, the resolver's address, or empty for the sandbox's own; for ICMP, empty.</param>
    /// <exception cref="ArgumentException">A part holds what would not arrive as one word.</exception>
    public ProbeTarget(string name, ProbeProtocol protocol, string address, string port)
    {
        (Name, Protocol, Address, Port) = (name, protocol, address, port);
        if (!IsWord(name)) throw new ArgumentException($"the target's name is '{name}'; it takes letters, digits, dots and dashes", nameof(name));
        if (!Place().IsMatch(address)) throw new ArgumentException($"the address is '{address}'; it takes an IP address or a name", nameof(address));
        if (port.Length > 0 && !Place().IsMatch(port)) throw new ArgumentException($"the port is '{port}'; it takes a number, or a resolver's address", nameof(port));
    }

    /// <summary>Its name in records.</summary>
    public string Name { get; }

    /// <summary>How it is tried.</summary>
    public ProbeProtocol Protocol { get; }

    /// <summary>An IP address, or the name to look up.</summary>
    public string Address { get; }

    /// <summary>A port, or a resolver's address.</summary>
    public string Port { get; }

    /// <summary>As the probe reads it: <c>NAME=PROTOCOL/ADDRESS/PORT</c>.</summary>
    public override string ToString() => $"{Name}={(Protocol == ProbeProtocol.DnsTcp ? "dns-tcp" : Protocol.ToString().ToLowerInvariant())}/{Address}/{Port}";

    internal static bool IsWord(string text) => Word().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.-]{0,252}\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"\A[A-Za-z0-9:][A-Za-z0-9.:%_-]{0,252}\z")]
    private static partial Regex Place();
}

/// <summary>How a target is tried.</summary>
public enum ProbeProtocol
{
    /// <summary>A TCP connection.</summary>
    Tcp,

    /// <summary>A datagram that must be answered.</summary>
    Udp,

    /// <summary>A question to a time server, over UDP.</summary>
    Ntp,

    /// <summary>An echo request.</summary>
    Icmp,

    /// <summary>An association of SCTP.</summary>
    Sctp,

    /// <summary>A lookup over UDP.</summary>
    Dns,

    /// <summary>A lookup over TCP.</summary>
    DnsTcp,
}
