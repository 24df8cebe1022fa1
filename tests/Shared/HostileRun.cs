using System.Collections.Immutable;
using Stratus.Core.Proof;

namespace Stratus.Tests.Shared;

/// <summary>A run in which every text that somebody else chose ends with one that tries to break out.</summary>
internal static class HostileRun
{
    /// <summary>For HTML, XML, Markdown and terminals.</summary>
    public const string Text = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;&#60;]]>--></style></title>"
        + "\u001b[2J\u202e\u0000\ufffe\r\n\n| `` ``` **x** [x](http://evil.example) @someone #1 <!-- ";

    /// <summary>The run.</summary>
    public static ProofRun Of(ProofRun run) => run with
    {
        Id = Hostile(run.Id),
        Stack = Hostile(run.Stack),
        Tool = Hostile(run.Tool),
        LockDigest = Hostile(run.LockDigest),
        Versions = Hostile(run.Versions),
        Scope = Of(run.Scope),
        Nodes = [.. run.Nodes.Select(node => node with
        {
            Name = Hostile(node.Name), BootId = Hostile(node.BootId), Kernel = Hostile(node.Kernel), Architecture = Hostile(node.Architecture),
        })],
        Observations = [.. run.Observations.Select(one => one with
        {
            Place = Of(one.Place),
            Target = one.Target.Length > 0 ? Hostile(one.Target) : "",
            Evidence = Of(one.Evidence),
            Control = one.Control is not { } control ? null
                : control with { Target = control.Target.Length > 0 ? Hostile(control.Target) : "", Evidence = Of(control.Evidence) },
        })],
        ColdStarts = [.. run.ColdStarts.Select(start => start with { Place = Of(start.Place), Pod = Hostile(start.Pod) })],
    };

    private static Scope Of(Scope scope) => scope with
    {
        Nodes = [.. scope.Nodes.Select(Hostile)],
        RuntimeClasses = [.. scope.RuntimeClasses.Select(runtime => runtime with { Name = Hostile(runtime.Name), Handler = Hostile(runtime.Handler) })],
        Targets = [.. scope.Targets.Select(target => target with { Name = Hostile(target.Name), Address = Hostile(target.Address) })],
        Absent = [.. scope.Absent.Select(absent => absent with { Reason = Hostile(absent.Reason) })],
        Budgets = [.. scope.Budgets.Select(budget => budget with { RuntimeClass = Hostile(budget.RuntimeClass) })],
    };

    private static Place Of(Place place) => place with { Node = Hostile(place.Node), RuntimeClass = Hostile(place.RuntimeClass) };

    private static Evidence Of(Evidence evidence) => evidence with
    {
        What = Hostile(evidence.What),
        Pod = Hostile(evidence.Pod),
        Node = Hostile(evidence.Node),
        Facts = Hostile(evidence.Facts),
    };

    private static ImmutableSortedDictionary<string, string> Hostile(ImmutableSortedDictionary<string, string> map) =>
        map.ToImmutableSortedDictionary(entry => Hostile(entry.Key), entry => Hostile(entry.Value), StringComparer.Ordinal);

    private static string Hostile(string text) => text + Text;
}
