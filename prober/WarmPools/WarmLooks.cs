using k8s;
using k8s.Models;
using Stratus.Core.Scripting;
using Stratus.Prober.Probe;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.WarmPools;

/// <summary>
/// Looks at two sandboxes of one pool, the second claimed when the first was given back: it may be neither the first one nor bear its marks. What counts is
/// what they see after they were handed out.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="run">The run.</param>
/// <param name="anchor">What the pool is owned by.</param>
/// <param name="sandbox">The sandbox as a pod; its name is the pool's.</param>
/// <param name="request">What it looks at.</param>
/// <param name="progress">Is told what happens, a line at a time.</param>
internal sealed class WarmLooks(IKubernetes cluster, SmokeRun run, Anchor anchor, V1Pod sandbox, ProbeRequest request, Action<string> progress)
{
    // A sandbox that was given back and is still there then is not taken away, but kept for the next.
    private static readonly TimeSpan Gone = TimeSpan.FromSeconds(10);

    private static readonly ScriptFiles Files = new(typeof(WarmLooks).Assembly);

    private readonly ProbePods pods = new(cluster, run, progress);
    private readonly WarmPool pool = new(cluster, run, anchor, Rounds(sandbox, request));

    /// <summary>Makes the pool and waits for its first sandbox; false where it does not come.</summary>
    public Task<bool> OpenAsync(CancellationToken cancellation) => TryAsync(pool.OpenAsync, cancellation);

    /// <summary>Claims a sandbox, has it look, gives it back, and claims the next; empty logs where none was handed out.</summary>
    public async Task<(PodLog First, PodLog Second)> LookTwiceAsync(CancellationToken cancellation) =>
        (await LookAsync($"{sandbox.Name()}-first", Gone, cancellation), await LookAsync($"{sandbox.Name()}-second", TimeSpan.Zero, cancellation));

    private async Task<PodLog> LookAsync(string claim, TimeSpan patience, CancellationToken cancellation)
    {
        var seen = new PodLog($"{run.Plan.SandboxNamespace}/{claim}", "", ProbeLog.Parse("", request.Run));
        V1Pod? pod = null;
        await TryAsync(async token =>
        {
            pod = await pool.ClaimAsync(claim, token);
            seen = new PodLog($"{pod.Namespace()}/{pod.Name()}", pod.Spec.NodeName ?? "", await NextRoundAsync(pod, token)) { Uid = pod.Uid() };
        }, cancellation);
        if (pod is not null) await pool.ReleaseAsync(claim, pod, patience, cancellation);
        return seen;
    }

    /// <summary>Takes the pool away.</summary>
    public Task CloseAsync(CancellationToken cancellation) => TryAsync(pool.CloseAsync, cancellation);

    private async Task<ProbeLog> NextRoundAsync(V1Pod pod, CancellationToken cancellation)
    {
        var text = await pods.LogAsync(pod, cancellation);
        var next = 1;
        while (!Round(text, next).Records.IsEmpty) next++;
        while (!Round(text, next).Ended)
        {
            await Task.Delay(run.Plan.Interval, cancellation);
            text = await pods.LogAsync(pod, cancellation);
        }
        return Round(text, next);
    }

    private ProbeLog Round(string text, int number) => ProbeLog.Parse(text, $"{request.Run}.{number}");

    private async Task<bool> TryAsync(Func<CancellationToken, Task> act, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(run.Plan.PodTimeout);
        try
        {
            await act(deadline.Token);
            return true;
        }
        catch (Exception failure) when (pool.Because(failure, cancellation) is { } why)
        {
            progress($"{sandbox.Name()}: {why}");
            return false;
        }
    }

    private static V1Pod Rounds(V1Pod sandbox, ProbeRequest request)
    {
        sandbox.Run("bash", "-c", Files.Load("prober/WarmPools/rounds.sh", request.Parameters()).Render(), "rounds", "rounds");
        return sandbox;
    }
}
