using System.Diagnostics;
using k8s;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Prober.ColdStarts;
using Stratus.Prober.Limits;
using Stratus.Prober.Sessions;
using Stratus.Prober.Targets;

namespace Stratus.Prober.Smoke;

/// <summary>Conducts a run: starts what answers, then sandboxes and their controls everywhere, collects what they saw, and leaves nothing behind.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="run">What to do.</param>
/// <param name="progress">Is told what happens, a line at a time.</param>
public sealed class Conductor(IKubernetes cluster, SmokeRun run, Action<string> progress)
{
    private static readonly TimeSpan CleaningTime = TimeSpan.FromSeconds(30);

    // However long the rest took: as many starts as budgets take, where those are met.
    private static readonly TimeSpan LeastForStarts = TimeSpan.FromSeconds(60);

    private readonly ProbePods pods = new(cluster, run, progress);
    private readonly Anchor anchor = new(cluster, run);

    /// <summary>What was declared and seen. What was not looked at is not in it, and the judge will say so.</summary>
    /// <exception cref="k8s.Autorest.HttpOperationException">The API server does not answer, or refuses what every run needs.</exception>
    public async Task<ProofRun> RunAsync(CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetUtcNow();
        var known = (await Throttling.InsistAsync(token => cluster.CoreV1.ListNodeAsync(cancellationToken: token), cancellation)).Items.ToDictionary(node => node.Name(), StringComparer.Ordinal);
        var nodes = run.Plan.Nodes.Where(known.ContainsKey).Select(name => known[name]).ToArray();
        foreach (var name in run.Plan.Nodes.Where(name => !known.ContainsKey(name))) progress($"there is no node {name}");
        try
        {
            var collected = await CollectAsync(nodes, cancellation);
            return collected.Record(run, started, TimeProvider.System.GetUtcNow());
        }
        finally
        {
            // Also when the run is interrupted: whoever waits for its end waits a little longer.
            await LiftAsync();
        }
    }

    // What a run has seen is not lost because it could not be tidied up after.
    private async Task LiftAsync()
    {
        using var deadline = new CancellationTokenSource(CleaningTime);
        try
        {
            await anchor.LiftAsync(deadline.Token);
        }
        catch (Exception error) when (ClusterProblem.Words(error, CancellationToken.None) is { } words)
        {
            progress($"what the run made was not all taken away, and goes within {Anchor.TimeToLiveSeconds / 60} minutes by itself: {words}");
        }
    }

    private async Task<Collected> CollectAsync(V1Node[] nodes, CancellationToken cancellation)
    {
        var begun = Stopwatch.StartNew();
        await anchor.PutAsync(cancellation);
        var schedule = RunSchedule.Of(run, nodes, Options(nodes, TimeSpan.Zero));
        foreach (var line in schedule.ToString().Split('\n')) progress(line.TrimEnd('\r'));
        var aims = nodes.Length == 0 ? [] : Aims.Of(run.Plan, await new TargetPods(cluster, run, pods, anchor, progress).StartAsync(nodes, cancellation));
        progress($"{aims.Count} targets are tried from {nodes.Length} nodes");
        var looks = new Looks(cluster, run, pods, anchor, aims, progress);
        var limits = new LimitRounds(cluster, run, anchor, progress);
        V1Node[] limited = run.Plan.TriesLimits ? nodes : [];
        var (seen, controls) = (looks.LookAsync(nodes, cancellation), limits.ControlAsync(limited, cancellation));
        await Task.WhenAll(seen, controls);
        var tried = await limits.RunAsync(limited, cancellation);
        if (!schedule.MayLinger) await Task.WhenAll(tried);
        // What is timed comes when nothing else takes anything any more.
        var starts = await StartAsync(nodes, aims, Options(nodes, begun.Elapsed), cancellation);
        return new(nodes, aims, await seen, [.. looks.Observe(await seen), .. starts.FirstPackets, .. await LimitRounds.ObserveAsync(tried, await controls)], starts);
    }

    private Task<ColdStartSightings> StartAsync(V1Node[] nodes, IReadOnlyList<Aim> aims, ColdStartOptions options, CancellationToken cancellation)
    {
        var first = aims.FirstOrDefault(aim => aim.Target.Name == Aims.FirstPacket);
        return new ColdStartRounds(cluster, run, anchor, progress).RunAsync(
            [.. nodes.Select(node => node.Name())], first is null ? options with { FirstPackets = 0 } : options, node => first?.From(node), cancellation);
    }

    private ColdStartOptions Options(V1Node[] nodes, TimeSpan elapsed) => new()
    {
        Samples = run.Plan.Samples,
        // Who finds no room waits for it, and that is no cold start.
        Concurrency = Math.Min(run.Plan.Concurrency, Room.OfEach(nodes, run.Plan)),
        FirstPackets = run.Plan.FirstPackets,
        AbsentImages = run.Plan.AbsentImages,
        // Every place has had a sandbox by now.
        Warmups = 0,
        Limit = TimeSpan.FromTicks(Math.Max((RunSchedule.Goal - elapsed).Ticks, LeastForStarts.Ticks)),
    };
}
