using System.Net;
using System.Text.Json;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Stratus.Prober.Sessions;

/// <summary>What a cluster refused or failed at, in words.</summary>
internal static class ClusterProblem
{
    /// <summary>The words; null: it is none of a cluster, but a mistake of this program or the end of it.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="cancellation">What ends the program: an end that it did not ask for is an API server that does not answer.</param>
    public static string? Words(Exception error, CancellationToken cancellation) => error switch
    {
        HttpOperationException refusal => $"the API server said {(int)refusal.Response.StatusCode}: {Said(refusal.Response.Content)}",
        HttpRequestException unreachable => $"the API server was not reached: {unreachable.Message}",
        OperationCanceledException when !cancellation.IsCancellationRequested => "the API server did not answer",
        IOException => error.Message,
        _ => null,
    };

    /// <summary>Whether it may be gone when the cluster is asked again: it was not reached, did not answer, or could not at that time.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="cancellation">What ends the program.</param>
    public static bool IsPassing(Exception error, CancellationToken cancellation) => error switch
    {
        HttpOperationException refusal => refusal.Response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
        HttpRequestException or IOException => true,
        OperationCanceledException => !cancellation.IsCancellationRequested,
        _ => false,
    };

    // Its own words, out of the JSON around them; what stands between it and here may answer anything.
    private static string Said(string content)
    {
        try
        {
            return KubernetesJson.Deserialize<V1Status>(content)?.Message is { Length: > 0 } message ? message : content;
        }
        catch (JsonException)
        {
            return content;
        }
    }
}
