using System.Collections.Immutable;
using Stratus.Core.Sandboxes;

namespace Stratus.Core.Proof.Lease;

/// <summary>
/// What admission asks of new sandboxes, and whom it lets use the proof's names. CEL has no clock; a new object's
/// <c>creationTimestamp</c> is the API server's own, for it overwrites whatever a client sends before it asks a policy.
/// </summary>
public static class LeaseRules
{
    private const string Again = $"an up proves it at its end. If none is under way, run: pulumi up; if one has ended, run: stratus smoke; see {ProofNames.Namespace}/{ProofNames.Lease}";
    private const string Renew = $"run: stratus smoke; see {ProofNames.Namespace}/{ProofNames.Lease}";
    private const string Reserved = $"is kept for the proof: only {ProofNames.Conductor} and system:masters may";
    private const string Timestamp = $"timestamp(object.metadata.creationTimestamp) < timestamp(params.data.{LeaseData.ValidUntil})";

    private const string Trusted = $"(request.userInfo.username == '{ProofNames.Conductor}'"
        + $" || {AdmissionRules.OfMasters})";

    // The owner's name is reserved as well, so that the Job is the conductor's.
    private const string OfItsJob = "(request.userInfo.username == 'system:serviceaccount:kube-system:job-controller'"
        + " && has(object.metadata.ownerReferences) && object.metadata.ownerReferences.exists(owner, owner.kind == 'Job'"
        + $" && has(owner.controller) && owner.controller && owner.name.startsWith('{ProofNames.Prefix}')))";

    // What agent-sandbox makes for a pool or claim of the proof: a sandbox, and its pod. Those owners' names are reserved as well.
    private const string OfItsPool = $"(request.userInfo.username == '{AgentSandbox.Controller}'"
        + " && has(object.metadata.ownerReferences) && object.metadata.ownerReferences.exists(owner, owner.kind in ['Sandbox', 'SandboxWarmPool', 'SandboxClaim']"
        + $" && has(owner.controller) && owner.controller && owner.name.startsWith('{ProofNames.Prefix}')))";

    /// <summary>For new pods; <c>params</c> is the lease. Data that cannot be read is an error, and refuses.</summary>
    /// <param name="stackSha256">What the stack is now: the lease has to vouch for the same.</param>
    public static ImmutableArray<AdmissionRule> Pods(string stackSha256) =>
    [
        new($"{IsProofs("object")} || ({Has(LeaseData.ValidUntil)} && {Timestamp})",
            $"no fresh proof: the last one that let sandboxes start is over. To renew it, {Renew}"),
        new($"{IsProofs("object")} || ({Has(LeaseData.StackSha256)} && params.data.{LeaseData.StackSha256} == '{stackSha256}')",
            $"the stack has changed since the latest proof, which vouches for what it was: {Again}"),
        new($"{IsProofs("object")} || (has(object.spec.runtimeClassName) && {IsNamed("object.spec.runtimeClassName", LeaseData.RuntimeClasses)})",
            $"the latest proof does not cover this RuntimeClass: something was not seen to hold in it. To prove it again, {Renew}"),
    ];

    /// <summary>
    /// For a pod's binding to a node, which is where the node is first known. It is the client's own word but for the pod's name and the node: the API
    /// server takes its <c>creationTimestamp</c> and <c>generateName</c> as they come.
    /// </summary>
    public static ImmutableArray<AdmissionRule> Bindings { get; } =
    [
        new($"object.metadata.name.startsWith('{ProofNames.Prefix}') || {IsNamed("object.target.name", LeaseData.Nodes)}",
            $"the latest proof does not cover this node: something was not seen to hold on it. To prove it again, {Renew}"),
    ];

    /// <summary>For pods and Jobs among the sandboxes, so that nobody passes for the proof and starts without a lease.</summary>
    public static ImmutableArray<AdmissionRule> Names { get; } =
    [
        new($"request.operation != 'CREATE' || {Trusted} || {OfItsJob} || {OfItsPool} || !{IsProofs("object")}",
            $"a name that begins with {ProofNames.Prefix} {Reserved} create it"),
        new($"request.operation != 'CREATE' || {Trusted} || {OfItsJob} || {OfItsPool} || {Labels}.all(key, {Label("object")} == '')",
            $"a label {ProofNames.RunLabel} or {ProofNames.TargetLabel} {Reserved} set it"),
        new($"request.operation != 'UPDATE' || {Trusted} || {Labels}.all(key, {Label("object")} == {Label("oldObject")})",
            $"a label {ProofNames.RunLabel} or {ProofNames.TargetLabel} {Reserved} change it"),
        // The image of a running pod can be changed, and it starts anew with it.
        new($"request.operation != 'UPDATE' || {Trusted} || !{IsProofs("oldObject")} || object.spec == oldObject.spec",
            $"what {ProofNames.Prefix}* runs {Reserved} change it"),
        new($"request.operation != 'CONNECT' || {Trusted} || !request.name.startsWith('{ProofNames.Prefix}')",
            $"a shell in {ProofNames.Prefix}* {Reserved} open it"),
    ];

    /// <summary>
    /// For templates, pools, claims and sandboxes of agent-sandbox, whose pods bear the names of these: nobody has the proof's pods made for himself, nor
    /// gets one handed out.
    /// </summary>
    public static ImmutableArray<AdmissionRule> Pools { get; } =
    [
        new($"request.operation != 'CREATE' || {Trusted} || {OfItsPool} || !{IsProofs("object")}",
            $"a name that begins with {ProofNames.Prefix} {Reserved} create it"),
        // Who hands a sandbox out writes into it whose it is now.
        new($"request.operation != 'UPDATE' || {Trusted} || (request.resource.resource == '{AgentSandbox.Sandboxes}' && request.userInfo.username == '{AgentSandbox.Controller}')"
            + $" || !{IsProofs("oldObject")} || object.spec == oldObject.spec",
            $"what {ProofNames.Prefix}* is made of {Reserved} change it"),
        new($"request.resource.resource != '{AgentSandbox.Claims}' || {Trusted} || !has(object.spec.warmPoolRef) || !object.spec.warmPoolRef.name.startsWith('{ProofNames.Prefix}')"
            + " || (request.operation == 'UPDATE' && object.spec == oldObject.spec)",
            $"a pool whose name begins with {ProofNames.Prefix} {Reserved} claim from it"),
    ];

    /// <summary>For ConfigMaps beside the lease. Deleting it is not asked about: without it nothing starts.</summary>
    public static ImmutableArray<AdmissionRule> Writers { get; } =
    [
        new($"object.metadata.name != '{ProofNames.Lease}' || {Trusted}", $"{ProofNames.Lease} {Reserved} write it"),
    ];

    private const string Labels = $"['{ProofNames.RunLabel}', '{ProofNames.TargetLabel}']";

    private static string IsProofs(string thing) => $"((has({thing}.metadata.name) && {thing}.metadata.name.startsWith('{ProofNames.Prefix}'))"
        + $" || (has({thing}.metadata.generateName) && {thing}.metadata.generateName.startsWith('{ProofNames.Prefix}')))";

    private static string Label(string thing) =>
        $"(has({thing}.metadata.labels) && key in {thing}.metadata.labels ? {thing}.metadata.labels[key] : '')";

    private static string Has(string key) => $"has(params.data) && '{key}' in params.data";

    // An empty list is one empty word.
    private static string IsNamed(string word, string key) => $"{word} != '' && {Has(key)} && {word} in params.data.{key}.split(' ')";
}
