using k8s;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Prober.ColdStarts;
using Stratus.Prober.Limits;
using Stratus.Prober.Targets;

namespace Stratus.Prober.Smoke;

/// <summary>Conducts a run: starts what answers, then sandboxes and their controls everywhere, collects what they saw, and leaves nothing behind.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="run">What to do.</param>
/// <param name="progress">Is told what happens, a line at a time.</param>
public sealed class Conductor(IKubernetes cluster, SmokeRun run, Action<string> progress)
{
    private static readonly TimeSpan CleaningTime = TimeSpan.FromSeconds(30);

    private readonly ProbePods pods = new(cluster, run, progress);
    private readonly Anchor anchor = new(cluster, run);

    /// <summary>What was declared and seen. What was not looked at is not in it, and the judge will say so.</summary>
    /// <exception cref="k8s.Autorest.HttpOperationException">The API server does not answer, or refuses what every run needs.</exception>
    public async Task<ProofRun> RunAsync(CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetUtcNow();
        var known = (await Throttling.WaitAsync(token => cluster.CoreV1.ListNodeAsync(cancellationToken: token), cancellation)).Items.ToDictionary(node => node.Name(), StringComparer.Ordinal);
        var nodes = run.Plan.Nodes.Where(known.ContainsKey).Select(name => known[name]).ToArray();
        foreach (var name in run.Plan.Nodes.Where(name => !known.ContainsKey(name))) progress($"there is no node {name}");
        try
        {
            await anchor.PutAsync(cancellation);
            var aims = nodes.Length == 0 ? [] : Aims.Of(run.Plan, await new TargetPods(cluster, run, pods, anchor, progress).StartAsync(nodes, cancellation));
            var collected = await LookAsync(nodes, aims, cancellation);
            return collected.Record(run, started, TimeProvider.System.GetUtcNow());
        }
        finally
        {
            // Also when the run is interrupted: whoever waits for its end waits a little longer.
            using var deadline = new CancellationTokenSource(CleaningTime);
            await anchor.LiftAsync(deadline.Token);
        }
    }

    private async Task<Collected> LookAsync(V1Node[] nodes, IReadOnlyList<Aim> aims, CancellationToken cancellation)
    {
        progress($"{aims.Count} targets are tried from {nodes.Length} nodes");
        var looks = new Looks(run, pods, anchor, aims, progress);
        var places = nodes.SelectMany(node => run.Places(node.Name())).ToArray();
        var sightings = await Task.WhenAll(places.Select((place, number) =>
            looks.LookAsync(place, number, nodes.First(node => node.Name() == place.Node), cancellation)));
        // On each node one place after another: more would meet the namespace's quota, and disturb each other.
        var packets = await Task.WhenAll(nodes.Select(node => FirstPacketsAsync(node, places, aims, cancellation)));
        string[] names = [.. nodes.Select(node => node.Name())];
        // Limits last: they are tried by taking all that there is.
        var starts = run.Plan.Samples == 0 ? null : await new ColdStartRounds(cluster, run, anchor, progress)
            .RunAsync(names, new() { Samples = run.Plan.Samples, Concurrency = run.Plan.Concurrency }, cancellation);
        var limits = run.Plan.TriesLimits ? await new LimitRounds(cluster, run, anchor, progress).RunAsync(names, cancellation) : [];
        return new(nodes, aims, sightings, [.. looks.Observe(sightings), .. packets.SelectMany(observations => observations), .. limits], starts);
    }

    private async Task<IEnumerable<Observation>> FirstPacketsAsync(V1Node node, Place[] places, IReadOnlyList<Aim> aims, CancellationToken cancellation)
    {
        var round = new FirstPacketRound(run, pods, anchor);
        var seen = new List<Observation>();
        if (aims.FirstOrDefault(aim => aim.Target.Name == Aims.FirstPacket)?.From(node.Name()) is not { } target) return seen;
        for (var number = 0; number < places.Length; number++)
        {
            if (places[number].Node != node.Name()) continue;
            seen.AddRange(await round.RunAsync(places[number], number, target, cancellation));
            progress($"{places[number]}: first packets sent");
        }
        return seen;
    }
}
