using Stratus.Core.Networking;
using Stratus.Core.Settings.Formats;

namespace Stratus.Core.Settings.Rules;

public static partial class SettingRules
{
    private static IEnumerable<SettingRule> Cluster() =>
    [
        new()
        {
            Path = "cluster.podCidr", Kind = SettingKind.Text, Default = "10.42.0.0/16", Check = text => Ranges.Problem(text, 8, 24),
            Meaning = "The pods' addresses. Every host takes a /24 of them.",
            Allowed = "an IPv4 range in canonical form, /8 to /24", Example = "10.42.0.0/16",
        },
        new()
        {
            // The API server refuses a range of more than 20 bits; k3s gives the tenth address to DNS.
            Path = "cluster.serviceCidr", Kind = SettingKind.Text, Default = "10.43.0.0/16", Check = text => Ranges.Problem(text, 12, 24),
            Meaning = "The Services' addresses.",
            Allowed = "an IPv4 range in canonical form, /12 to /24", Example = "10.43.0.0/16",
        },
        new()
        {
            Path = "cluster.encryption", Kind = SettingKind.Truth, Default = "true",
            Meaning = "Encrypts node-to-node traffic with WireGuard.", Allowed = "true or false", Example = "true",
        },
    ];

    private static IEnumerable<SettingRule> Sandbox() =>
    [
        new()
        {
            Path = "sandbox.namespace", Kind = SettingKind.Text, Default = "sandboxes", Max = 63, Check = Names.Namespace,
            Meaning = "The namespace's name.",
            Allowed = "lower-case letters, digits and dashes, a letter or digit first and last, at most 63; not default, not stratus-smoke, nothing in kube-",
            Example = "sandboxes",
        },
        Amount("sandbox.cpu", "1", "10m", "256", "CPU limit and request of a sandbox that names none."),
        Amount("sandbox.memory", "1Gi", "16Mi", "16Ti", "Memory limit and request of a sandbox that names none."),
        Amount("sandbox.ephemeralStorage", "2Gi", "1Mi", "64Ti", "Ephemeral storage limit of a sandbox that names none."),
        Count("sandbox.maxSandboxes", "50", 1, 10000, "How many sandboxes may exist at once."),
        Count("sandbox.deadlineSeconds", "600", 1, 86400, "When a sandbox is ended whatever it does, in seconds."),
        Count("sandbox.ttlSecondsAfterFinished", "300", 0, 86400, "How long a finished sandbox stays to be read, in seconds."),
    ];

    private static IEnumerable<SettingRule> Egress() =>
    [
        new()
        {
            Path = "egress[].host", Kind = SettingKind.Text, Check = Names.EgressHost,
            Meaning = "An exact DNS name. Only names listed here can be looked up.",
            Allowed = "an exact, lower-case DNS name outside the cluster; no wildcard, no IP address", Example = "api.example.com",
            Advice = "list every name on its own: - host: api.example.com; write an address as cidr",
        },
        new()
        {
            Path = "egress[].cidr", Kind = SettingKind.Text, Check = Ranges.EgressProblem,
            Meaning = "Addresses outside the cluster.",
            Allowed = $"an IPv4 range in canonical form without a metadata address ({string.Join(", ", CloudMetadata.Addresses)})",
            Example = "203.0.113.0/24", Advice = "name the narrowest range that holds the destination: - cidr: 203.0.113.7/32",
        },
        new()
        {
            Path = "egress[].answers", Kind = SettingKind.Text, Check = text => Ipv4.TryParse(text, out _) ? null : "not an IPv4 address",
            Meaning = "The address of the range at which something listens: the proof has to reach it. Left out: the first.",
            Allowed = "an IPv4 address within cidr", Example = "203.0.113.7", Advice = "name a server of the range: answers: 203.0.113.7",
        },
        new()
        {
            Path = "egress[].port", Kind = SettingKind.WholeNumber, Default = "443", Min = 1, Max = 65535,
            Meaning = "The TCP port.", Allowed = PortAllowed, Example = "443",
        },
    ];

    private static SettingRule Amount(string path, string normal, string least, string most, string meaning) => new()
    {
        Path = path,
        Kind = SettingKind.Text,
        Default = normal,
        Max = 32,
        Check = text => Quantity.Problem(text, least, most),
        Meaning = meaning,
        Allowed = $"a Kubernetes quantity from {least} to {most}, as a text",
        Example = $"\"{normal}\"",
    };

    private static SettingRule Count(string path, string normal, int least, int most, string meaning) => new()
    {
        Path = path,
        Kind = SettingKind.WholeNumber,
        Default = normal,
        Min = least,
        Max = most,
        Meaning = meaning,
        Allowed = $"{least} to {most}",
        Example = normal,
    };
}
