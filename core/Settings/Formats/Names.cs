using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Stratus.Core.Networking;
using Stratus.Core.Proof.Lease;

namespace Stratus.Core.Settings.Formats;

/// <summary>
/// The shapes of names and addresses. A check returns null for a good text, else what is wrong (empty: the rule says enough).
/// </summary>
internal static partial class Names
{
    private static readonly string[] ClusterDomains = ["cluster.local", "svc", "localhost"];

    public static string? HostId(string text) => Label().IsMatch(text) ? null : "";

    public static string? User(string text) => UserName().IsMatch(text) ? null : "";

    public static string? Address(string text)
    {
        if (Ipv4.TryParse(text, out var number)) return SpecialAddress(number);
        if (text.Contains(':', StringComparison.Ordinal)) return Ipv6(text) ? null : "";
        return DnsName(text);
    }

    public static string? Namespace(string text)
    {
        if (!Label().IsMatch(text)) return "";
        if (text == ProofNames.Namespace) return "that namespace is the proof's, and no policy holds in it";
        return text == "default" || text.StartsWith("kube-", StringComparison.Ordinal) ? "that namespace belongs to Kubernetes" : null;
    }

    public static string? EgressHost(string text)
    {
        if (text.Contains('*', StringComparison.Ordinal))
            return "wildcards are not allowed: whoever controls a name below it controls the sandbox's egress";
        if (Ipv4.TryParse(text, out _) || Ipv6(text)) return "an IP address";
        if (DnsName(text) is { } problem) return problem;
        if (!text.Contains('.', StringComparison.Ordinal)) return "a name without a dot is looked up inside the cluster";
        if (ClusterDomains.Any(domain => text.EndsWith("." + domain, StringComparison.Ordinal))) return "a name inside the cluster";
        if (text is "cluster.local") return "a name inside the cluster";
        return CloudMetadata.Names.Contains(text, StringComparer.Ordinal)
            ? "a cloud's metadata service, which hands out credentials" : null;
    }

    private static string? DnsName(string text)
    {
        var labels = text.Split('.');
        if (!labels.All(label => Label().IsMatch(label) && label.Length <= 63)) return "";
        return labels[^1].All(char.IsAsciiDigit) ? "neither an IP address nor a name" : null;
    }

    // 0.0.0.0/8 means "this host", 224/3 is multicast and reserved. Loopback stays: a machine may be reached through a forwarded port.
    private static string? SpecialAddress(uint address) => (address >> 24) is 0 or >= 224 ? "no machine has this address" : null;

    private static bool Ipv6(string text) =>
        !text.AsSpan().ContainsAny('%', '[', ']')
        && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]*[a-z0-9])?\z")]
    private static partial Regex Label();

    [GeneratedRegex(@"\A[a-z_][a-z0-9_.-]*\z")]
    private static partial Regex UserName();
}
