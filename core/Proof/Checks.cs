using System.Collections.Immutable;

namespace Stratus.Core.Proof;

/// <summary>Every check, in the order of reports. A run that leaves one out proves less than this version promises, and is told so.</summary>
public static partial class Checks
{
    /// <summary>A target that the stack does not name.</summary>
    public const string EgressDenied = "egress.denied";

    /// <summary>A target that the stack names.</summary>
    public const string EgressAllowed = "egress.allowed";

    /// <summary>The first packet of a sandbox.</summary>
    public const string EgressFirstPacket = "egress.firstPacket";

    /// <summary>Whether there are enough cold starts to judge.</summary>
    public const string ColdStartSamples = "coldStart.samples";

    /// <summary>Whether the nodes' clocks can be compared.</summary>
    public const string ColdStartClocks = "coldStart.clocks";

    /// <summary>Whether cold starts stay within the budgets.</summary>
    public const string ColdStartBudget = "coldStart.budget";

    /// <summary>All of them.</summary>
    public static ImmutableArray<Check> All { get; } = [.. Kernel, .. Ephemeral, .. Egress, .. Surface, .. ColdStart];

    private static readonly ImmutableDictionary<string, Check> ById = All.ToImmutableDictionary(check => check.Id, StringComparer.Ordinal);

    /// <summary>The check with an id; null where there is none.</summary>
    public static Check? Find(string id) => ById.GetValueOrDefault(id);

    private static IEnumerable<Check> Egress =>
    [
        new()
        {
            Id = EgressDenied, Property = Property.Egress,
            Claim = "What the stack does not name is not reached",
            Control = "a pod on the same node, outside the policy, reached the same target within the same 30 s",
            LikelyCause = "no engine enforces NetworkPolicies here, or another policy selects the same pods: policies add up",
            Try = "kubectl get networkpolicies,ciliumnetworkpolicies -A, and look for one that selects the sandbox and names the target",
        },
        new()
        {
            Id = EgressAllowed, Property = Property.Egress, Must = Seen.Open,
            Claim = "What the stack names is reached",
            Control = "a pod on the same node, outside the policy, reached the same target within the same 30 s",
            LikelyCause = "the policy is narrower than the stack's egress, or Services do not work inside this runtime",
            Try = "compare the stack's egress with the policy that stratus render writes; with Cilium look at socketLB.hostNamespaceOnly",
        },
        new()
        {
            Id = EgressFirstPacket, Property = Property.Egress, Least = 10,
            Claim = "A sandbox whose very first act is to connect does not get out",
            Control = "a pod outside the policy, whose first act is the same, got out",
            LikelyCause = "the policy is enforced only some time after the pod starts",
            Try = "enforce before the first start: a policy that selects the whole namespace, present before any pod of it",
        },
    ];

    private static IEnumerable<Check> ColdStart =>
    [
        new()
        {
            Id = ColdStartClocks, Property = Property.ColdStart,
            Claim = "The clocks that took the times agree within 50 ms",
            Control = "none: each offset was measured, with its uncertainty",
            LikelyCause = "a node's clock is not synchronised",
            Try = "on that node: timedatectl set-ntp true; then run the proof again",
        },
        new()
        {
            Id = ColdStartSamples, Property = Property.ColdStart,
            Claim = "Every place has cold starts, each complete up to its first instruction",
            Control = "none: a start that was not seen is not counted",
            LikelyCause = "sandboxes did not start, or their log could not be read",
            Try = "kubectl describe pod of the sandboxes of that place",
        },
        new()
        {
            Id = ColdStartBudget, Property = Property.ColdStart,
            Claim = "Cold starts stay within the stack's budgets",
            Control = "none: times are compared with the budget, each percentile with as many samples as it needs",
            LikelyCause = "the phase that takes longest names it: a pull, a busy node, a slow guest",
            Try = "look at the phases of that RuntimeClass; have its images present on every node",
        },
    ];
}
