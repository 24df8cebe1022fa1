using System.Collections.Immutable;
using System.Reflection;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Prober.ColdStarts;
using Stratus.Prober.Targets;

namespace Stratus.Prober.Smoke;

/// <summary>What a run has seen.</summary>
/// <param name="Nodes">The declared nodes that there are.</param>
/// <param name="Aims">What was tried.</param>
/// <param name="Sightings">What the places showed.</param>
/// <param name="Observations">What follows.</param>
/// <param name="Starts">The cold starts; null where none was timed.</param>
internal sealed record Collected(
    V1Node[] Nodes, IReadOnlyList<Aim> Aims, Sighting[] Sightings, ImmutableArray<Observation> Observations, ColdStartSightings? Starts)
{
    /// <summary>It as a run, beside what was declared.</summary>
    public ProofRun Record(SmokeRun run, DateTimeOffset started, DateTimeOffset finished)
    {
        var scope = Scope(run);
        return new()
        {
            Id = run.Id,
            Stack = run.Plan.Stack,
            Started = started,
            Finished = finished,
            Tool = Version,
            LockDigest = run.Plan.LockDigest,
            Versions = Versions(),
            Scope = scope,
            Nodes = [.. Nodes.Select(Facts).Select(facts => Starts?.WithClock(facts) ?? facts)],
            // What is absent was tried all the same, and counts where it was reached.
            Observations = [.. Observations.Where(one => one.Seen == Seen.Open || one.Target.Length == 0 || scope.Targets.Any(target => target.Name == one.Target))],
            ColdStarts = Starts?.Starts ?? [],
        };
    }

    private static string Version =>
        typeof(Collected).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private Scope Scope(SmokeRun run)
    {
        var absent = run.Plan.Absent.AddRange(EgressObservations.Absent(Sightings, Aims));
        var gone = absent.Select(one => one.Kind).ToHashSet();
        return new()
        {
            Nodes = run.Plan.Nodes,
            RuntimeClasses = run.Plan.RuntimeClasses,
            LaunchPaths = run.Plan.LaunchPaths,
            Targets = [.. Aims.Select(aim => aim.Target).Where(target => target.Allowed || !gone.Contains(target.Kind))],
            Absent = absent,
            Budgets = run.Plan.Budgets,
        };
    }

    private ImmutableSortedDictionary<string, string> Versions() => new (string Name, Func<V1NodeSystemInfo, string> Of)[]
    {
        ("kubelet", info => info.KubeletVersion),
        ("container runtime", info => info.ContainerRuntimeVersion),
        ("operating system", info => info.OsImage),
    }.Select(version => (version.Name, Value: string.Join(", ", Nodes.Select(node => version.Of(node.Status.NodeInfo)).Where(value => value is not null).Distinct())))
        .Where(version => version.Value.Length > 0).ToImmutableSortedDictionary(version => version.Name, version => version.Value, StringComparer.Ordinal);

    private static NodeFacts Facts(V1Node node) => new()
    {
        Name = node.Name(),
        BootId = node.Status.NodeInfo.BootID,
        Kernel = node.Status.NodeInfo.KernelVersion,
        Architecture = node.Status.NodeInfo.Architecture,
    };
}
