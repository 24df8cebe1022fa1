using System.Collections.Immutable;
using System.Net.WebSockets;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.Clocks;

/// <summary>
/// The nodes' clocks, read through the API server, so that it works from a laptop as well as in the cluster. A pod without a RuntimeClass has
/// its node's clock, which is also the one that stamps the logs of the sandboxes beside it.
/// </summary>
internal sealed class NodeClocks(IKubernetes cluster, SmokeRun run, Anchor anchor, TimeProvider clock, Action<string> progress)
{
    private const int Trips = 50;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(5);

    /// <summary>Starts what tells the time on each node.</summary>
    public Task StartAsync(IEnumerable<string> nodes, CancellationToken cancellation) => Task.WhenAll(nodes.Select(async node =>
    {
        try
        {
            await Throttling.WaitAsync(token => cluster.CoreV1.CreateNamespacedPodAsync(Pod(node), run.Plan.ControlNamespace, cancellationToken: token), cancellation);
        }
        catch (HttpOperationException refusal)
        {
            progress($"the clock of {node} cannot be measured: {refusal.Response.StatusCode}");
        }
    }));

    /// <summary>What the clocks show now. A node whose clock could not be read is left out.</summary>
    public async Task<ImmutableDictionary<string, ClockReading>> ReadAsync(IEnumerable<string> nodes, TimeSpan patience, CancellationToken cancellation)
    {
        var readings = await Task.WhenAll(nodes.Select(async node => (Node: node, Reading: await ReadAsync(node, patience, cancellation))));
        return readings.Where(one => one.Reading is not null).ToImmutableDictionary(one => one.Node, one => one.Reading!, StringComparer.Ordinal);
    }

    /// <summary>Takes away what told the time.</summary>
    public Task StopAsync(IEnumerable<string> nodes, CancellationToken cancellation) => Task.WhenAll(nodes.Select(async node =>
    {
        try
        {
            await Throttling.InsistAsync(
                token => cluster.CoreV1.DeleteNamespacedPodAsync(Name(node), run.Plan.ControlNamespace, gracePeriodSeconds: 0, cancellationToken: token), cancellation);
        }
        catch (HttpOperationException)
        {
            // It was never there, or goes with the run.
        }
    }));

    private async Task<ClockReading?> ReadAsync(string node, TimeSpan patience, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(patience);
        try
        {
            while (!await IsRunningAsync(node, deadline.Token)) await Task.Delay(run.Plan.Interval, deadline.Token);
            using var socket = await cluster.WebSocketNamespacedPodExecAsync(Name(node), run.Plan.ControlNamespace, ClockSession.Command, "probe",
                stderr: false, tty: false, webSocketSubProtocol: WebSocketProtocol.V4BinaryWebsocketProtocol, cancellationToken: deadline.Token);
            return await MeasureAsync(new(socket, clock), deadline.Token);
        }
        catch (Exception failure) when (failure is HttpOperationException or WebSocketException or HttpRequestException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            progress($"the clock of {node} could not be measured: {failure.Message}");
            return null;
        }
    }

    private async Task<ClockReading> MeasureAsync(ClockSession session, CancellationToken cancellation)
    {
        var (start, readings) = (clock.GetTimestamp(), new List<ClockReading>());
        // A slow link makes few trips; the first one alone would also pay for the program's start.
        while (readings.Count < Trips && (readings.Count < 5 || clock.GetElapsedTime(start) < Enough))
            readings.Add(await session.AskAsync(readings.Count, cancellation));
        return ClockReading.Surest(readings);
    }

    private async Task<bool> IsRunningAsync(string node, CancellationToken cancellation) =>
        (await Throttling.InsistAsync(token => cluster.CoreV1.ReadNamespacedPodAsync(Name(node), run.Plan.ControlNamespace, cancellationToken: token), cancellation))
            .Status?.Phase == "Running";

    private string Name(string node) => run.Name($"clock-{run.Plan.Nodes.IndexOf(node)}");

    // As little as a sandbox may, but without a RuntimeClass: it has to share the node's clock, and nothing else.
    private V1Pod Pod(string node)
    {
        var pod = ProbePod.Outside(run, ProbePod.Sandbox(run, new Place(node, "", LaunchPath.Pod), Name(node), new() { Run = "clock" }));
        // It outlives every start between the two readings.
        pod.Spec.ActiveDeadlineSeconds += 1200;
        pod.Run("sleep", "infinity");
        return anchor.Hold(pod);
    }
}
