using k8s;
using k8s.Models;
using Stratus.Prober.Tests.ColdStarts;

namespace Stratus.Prober.Tests.Sessions;

/// <summary>A cluster with the proof's Job in it.</summary>
internal static class AwaitedJob
{
    /// <summary>Starts it.</summary>
    /// <param name="kubelet">What the Job's pod and the Job do.</param>
    public static async Task<TimedCluster> StartAsync(Func<TimedPod, V1Job, Task> kubelet)
    {
        TimedCluster? cluster = null;
        cluster = await TimedCluster.StartAsync(pod => kubelet(pod, cluster!.Jobs["stratus-smoke-0"]));
        await cluster.Client.BatchV1.CreateNamespacedJobAsync(new()
        {
            Metadata = new() { Name = "stratus-smoke-0" },
            Spec = new() { Template = new() { Metadata = new() { Labels = new Dictionary<string, string>() }, Spec = new() { Containers = [] } } },
        }, "stratus-smoke", cancellationToken: TestContext.Current.CancellationToken);
        return cluster;
    }
}
