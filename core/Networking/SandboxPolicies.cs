using Stratus.Core.Naming;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Settings;

namespace Stratus.Core.Networking;

/// <summary>The specs of the Cilium policies around sandboxes, as plain maps and lists.</summary>
public static class SandboxPolicies
{
    private static readonly Dictionary<string, object> Everything = [];

    // All of IPv4's link-local, for a cloud may add a service beside its metadata; the others exactly.
    private static readonly string[] NeverReachable =
    [
        .. CloudMetadata.Addresses.Where(address => address != "169.254.169.254")
            .Select(address => address.Contains(':', StringComparison.Ordinal) ? $"{address}/128" : $"{address}/32")
            .Append("169.254.0.0/16").Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// Denies all traffic in and out of every pod. A rule without a peer allows nothing, and switches default-deny on; Cilium refuses
    /// a policy without any rule.
    /// </summary>
    public static IReadOnlyDictionary<string, object> DefaultDeny { get; } = Map(
        ("endpointSelector", Everything),
        ("ingress", List(Everything)),
        ("egress", List(Everything)));

    /// <summary>
    /// Denies, in every sandbox namespace of the cluster, what no other policy may open again: metadata services, the nodes, the
    /// Kubernetes API. Deny beats allow.
    /// </summary>
    public static IReadOnlyDictionary<string, object> DenyInfrastructure { get; } = Map(
        ("endpointSelector", Map(("matchLabels", Map(($"k8s:io.cilium.k8s.namespace.labels.{Labels.Sandbox}", "true"))))),
        // Deny rules switch default-deny on as well; namespaces have their own policy for that.
        ("enableDefaultDeny", Map(("egress", false), ("ingress", false))),
        ("egressDeny", List(
            Map(("toCIDRSet", NeverReachable.Select(cidr => (object)Map(("cidr", cidr))).ToArray())),
            Map(("toEntities", new object[] { "host", "remote-node", "kube-apiserver" })))));

    /// <summary>Lets whoever asks reach the proof's targets: where nobody reaches one, that a sandbox does not proves nothing.</summary>
    public static IReadOnlyDictionary<string, object> AdmitToTargets { get; } = Map(
        ("endpointSelector", Map(("matchLabels", Map(($"k8s:{ProofNames.TargetLabel}", "true"))))),
        ("ingress", List(Map(("fromEntities", new object[] { "all" }), ("toPorts", Tcp(ProofNames.TargetPort))))));

    /// <summary>Allows what a stack names: its names, for lookup and for traffic, and its addresses.</summary>
    public static IReadOnlyDictionary<string, object> Allow(IReadOnlyCollection<EgressDestination> destinations)
    {
        var names = destinations.Where(destination => destination.Host is not null).ToArray();
        var rules = new List<object>();
        if (names.Length > 0)
        {
            rules.Add(AllowLookups(names.Select(destination => destination.Host!).Distinct()));
        }
        rules.AddRange(names.Select(destination => Map(
            ("toFQDNs", List(Map(("matchName", destination.Host!)))), ("toPorts", Tcp(destination.Port)))));
        rules.AddRange(destinations.Where(destination => destination.Cidr is not null).Select(destination => Map(
            ("toCIDRSet", List(Map(("cidr", destination.Cidr!)))), ("toPorts", Tcp(destination.Port)))));
        return Map(("endpointSelector", Everything), ("egress", rules.ToArray()));
    }

    // Every name that can be looked up is a way out for data; and only answers that pass this rule teach toFQDNs an address.
    private static Dictionary<string, object> AllowLookups(IEnumerable<string> names) => Map(
        ("toEndpoints", List(Map(("matchLabels", Map(("k8s:io.kubernetes.pod.namespace", "kube-system"), ("k8s-app", "kube-dns")))))),
        ("toPorts", List(Map(
            ("ports", List(Map(("port", "53"), ("protocol", "ANY")))),
            ("rules", Map(("dns", names.Select(name => (object)Map(("matchName", name))).ToArray())))))));

    private static object[] Tcp(int port) => List(Map(("ports", List(Map(("port", $"{port}"), ("protocol", "TCP"))))));

    private static Dictionary<string, object> Map(params (string Key, object Value)[] members) =>
        members.ToDictionary(member => member.Key, member => member.Value);

    private static object[] List(params object[] items) => items;
}
