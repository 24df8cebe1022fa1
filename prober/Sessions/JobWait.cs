using System.Diagnostics;
using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.Sessions;

/// <summary>
/// Waits for a Job to end, passing on what its pod says, and what keeps it from starting. An API server that fails meanwhile is asked again: the
/// proof goes on without it.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="space">The Job's namespace.</param>
/// <param name="name">Its name.</param>
/// <param name="say">Is told each line.</param>
/// <param name="patience">How long a pod may take to be made, and the log of one that ended to be read. Default: 10 s.</param>
public sealed class JobWait(IKubernetes cluster, string space, string name, Action<string> say, TimeSpan? patience = null)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(10);

    private readonly TimeSpan patience = patience ?? Enough;
    private readonly JobObstacles obstacles = new(cluster, space, name, patience ?? Enough, say);
    private readonly PodLines lines = new(cluster, say);
    private readonly HashSet<string> problems = new(StringComparer.Ordinal);
    private readonly Stopwatch over = new();
    private V1Job? ended;

    /// <summary>Whether the Job ended well; false also when the time is up, or where waiting does not help.</summary>
    public async Task<bool> HoldsAsync(TimeSpan most, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(most);
        try
        {
            while (true)
            {
                if (await LookAsync(deadline.Token) is { } holds) return holds;
                await Task.Delay(Interval, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            if (ended is not null) return Conclude(ended);
            say($"the Job {space}/{name} did not end within {most.TotalSeconds:0} s; see: kubectl describe job {name} -n {space}");
            return false;
        }
    }

    // Null: neither is decided yet.
    private async Task<bool?> LookAsync(CancellationToken cancellation)
    {
        try
        {
            return await EndAsync(await cluster.BatchV1.ReadNamespacedJobAsync(name, space, cancellationToken: cancellation), cancellation);
        }
        catch (HttpOperationException refusal) when (Remedy(refusal.Response.StatusCode) is { } remedy)
        {
            say($"{ClusterProblem.Words(refusal, cancellation)}; {remedy}");
            return false;
        }
        catch (Exception problem) when (ClusterProblem.IsPassing(problem, cancellation))
        {
            await PutUpWithAsync(problem, cancellation);
            return null;
        }
    }

    private async Task<bool?> EndAsync(V1Job job, CancellationToken cancellation)
    {
        var isOver = job.Status?.Succeeded > 0 || Failure(job) is not null;
        if (isOver)
        {
            ended = job;
            over.Start();
        }
        try
        {
            await ListenAsync(isOver, cancellation);
        }
        catch (Exception problem) when (isOver && over.Elapsed >= patience && ClusterProblem.IsPassing(problem, cancellation))
        {
            // A node that went with its pod never answers again, and the Job says by itself how it ended.
            say($"what its log ended with was not read; see: kubectl logs job/{name} -n {space}");
        }
        return isOver ? Conclude(job) : null;
    }

    private bool Conclude(V1Job job)
    {
        if (Failure(job) is not { } failure) return true;
        say($"the Job {space}/{name} failed: {failure.Reason}: {failure.Message}");
        return false;
    }

    private static V1JobCondition? Failure(V1Job job) => job.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "Failed", Status: "True" });

    private async Task ListenAsync(bool isOver, CancellationToken cancellation)
    {
        var pods = await cluster.CoreV1.ListNamespacedPodAsync(space, labelSelector: $"batch.kubernetes.io/job-name={name}", cancellationToken: cancellation);
        if (pods.Items is not [.., var pod])
        {
            if (!isOver) await obstacles.LookForPodAsync(cancellation);
            return;
        }
        obstacles.Look(pod);
        await lines.PassOnAsync(pod, cancellation);
    }

    private Task PutUpWithAsync(Exception problem, CancellationToken cancellation)
    {
        if (!cancellation.IsCancellationRequested && ClusterProblem.Words(problem, cancellation) is { } words && problems.Add(words)) say($"{words}; it is asked again");
        return Task.Delay(problem is HttpOperationException { Response.StatusCode: HttpStatusCode.TooManyRequests } busy ? Throttling.Pause(busy) : TimeSpan.Zero, cancellation);
    }

    private string? Remedy(HttpStatusCode refusal) => refusal switch
    {
        HttpStatusCode.Unauthorized => "it does not know who asks: a server's /etc/rancher/k3s/k3s.yaml is a kubeconfig that it knows; whether one is: kubectl --kubeconfig kube.conf auth whoami",
        HttpStatusCode.Forbidden => $"who waits must be let get jobs, list pods and get pods/log in {space}: kubectl create role stratus-await -n {space} --verb get,list --resource jobs,pods,pods/log, "
            + $"and kubectl create rolebinding stratus-await -n {space} --role stratus-await --user NAME",
        HttpStatusCode.NotFound => $"there is no Job {space}/{name}, or no longer: pulumi up --refresh makes one",
        _ => null,
    };
}
