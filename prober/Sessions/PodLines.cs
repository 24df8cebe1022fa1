using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Stratus.Prober.Sessions;

/// <summary>The lines of a pod's log, each passed on once. It is read whole each time: what a stream that broke off had left open comes with the next.</summary>
internal sealed class PodLines(IKubernetes cluster, Action<string> say)
{
    private int told;

    /// <summary>Passes on what was not yet.</summary>
    public async Task PassOnAsync(V1Pod pod, CancellationToken cancellation)
    {
        try
        {
            using var log = new StreamReader(await cluster.CoreV1.ReadNamespacedPodLogAsync(pod.Name(), pod.Namespace(), cancellationToken: cancellation));
            var lines = (await log.ReadToEndAsync(cancellation)).Split('\n')[..^1];
            foreach (var line in lines.Skip(told)) say(line);
            told = Math.Max(told, lines.Length);
        }
        catch (HttpOperationException early) when (early.Response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound)
        {
            // It has not begun, or is gone already.
        }
    }
}
