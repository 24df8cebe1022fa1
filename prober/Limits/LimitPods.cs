using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Prober.Probe;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.Limits;

/// <summary>Runs pods that are likely to be killed, and tells how they ended.</summary>
internal sealed class LimitPods(IKubernetes cluster, SmokeRun run, string file, Action<string> progress)
{
    private int number;

    /// <summary>A sandbox as the stack's users start it, with the limits of every sandbox of the proof.</summary>
    public V1Pod Sandbox(Place place, LimitProgram program) => With(ProbePod.Sandbox(run, place, Name(program), new() { Run = run.Id }), program);

    /// <summary>The same outside the policies, without a RuntimeClass, and with limits that allow what the hogs take.</summary>
    public V1Pod Control(Place place, LimitProgram program)
    {
        var pod = Sandbox(place, program);
        pod.Metadata.NamespaceProperty = run.Plan.ControlNamespace;
        pod.Spec.RuntimeClassName = null;
        var limits = pod.Spec.Containers[0].Resources.Limits;
        limits["memory"] = limits["ephemeral-storage"] = new("1Gi");
        return pod;
    }

    /// <summary>Starts a pod; whether the API server took it in.</summary>
    public async Task<bool> StartAsync(V1Pod pod, CancellationToken cancellation)
    {
        try
        {
            await Throttling.WaitAsync(token => cluster.CoreV1.CreateNamespacedPodAsync(pod, pod.Namespace(), cancellationToken: token), cancellation);
            return true;
        }
        catch (HttpOperationException refusal)
        {
            progress($"{pod.Name()}: {refusal.Response.StatusCode}: {refusal.Response.Content}");
            return false;
        }
    }

    /// <summary>What a pod has said so far; nothing where it has no log yet, or no longer.</summary>
    public async Task<ProbeLog> ReadAsync(V1Pod pod, CancellationToken cancellation)
    {
        try
        {
            using var log = new StreamReader(await Throttling.WaitAsync(
                token => cluster.CoreV1.ReadNamespacedPodLogAsync(pod.Name(), pod.Namespace(), cancellationToken: token), cancellation));
            return ProbeLog.Parse(await log.ReadToEndAsync(cancellation), pod.Name());
        }
        catch (HttpOperationException)
        {
            return ProbeLog.Parse("", pod.Name());
        }
    }

    /// <summary>Starts a pod and waits for its end.</summary>
    public async Task<LimitEnd> RunAsync(V1Pod pod, CancellationToken cancellation) =>
        await EndAsync(pod, await StartAsync(pod, cancellation), cancellation);

    /// <summary>Waits for a pod's end and takes it away.</summary>
    public async Task<LimitEnd> EndAsync(V1Pod pod, bool wasStarted, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(run.Plan.PodTimeout);
        V1PodStatus? status = null;
        try
        {
            while (wasStarted && (status = await StatusAsync(pod, deadline.Token))?.Phase is not ("Succeeded" or "Failed")) await Task.Delay(run.Plan.Interval, deadline.Token);
        }
        catch (Exception failure) when (failure is HttpOperationException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            progress($"{pod.Name()} did not end: {failure.Message}");
        }
        var ended = status?.ContainerStatuses?.FirstOrDefault()?.State?.Terminated;
        var end = new LimitEnd($"{pod.Namespace()}/{pod.Name()}", await ReadAsync(pod, cancellation), status?.Reason ?? ended?.Reason ?? "", status?.Message ?? "",
            ended?.ExitCode, TimeProvider.System.GetUtcNow());
        if (wasStarted) await new ProbePods(cluster, run, progress).RemoveAsync(pod, cancellation);
        return end;
    }

    private async Task<V1PodStatus?> StatusAsync(V1Pod pod, CancellationToken cancellation) =>
        (await Throttling.WaitAsync(token => cluster.CoreV1.ReadNamespacedPodAsync(pod.Name(), pod.Namespace(), cancellationToken: token), cancellation)).Status;

    private V1Pod With(V1Pod pod, LimitProgram program)
    {
        pod.Spec.Containers[0].Command = program.Command(pod.Name(), file);
        return pod;
    }

    private string Name(LimitProgram program) => run.Name($"{program.Verb.Replace('_', '-')}-{Interlocked.Increment(ref number)}");
}
