using k8s.Autorest;

namespace Stratus.Prober.Sessions;

/// <summary>What a cluster refused or failed at, in words.</summary>
internal static class ClusterProblem
{
    /// <summary>The words; null: it is none of a cluster, but a mistake of this program or the end of it.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="cancellation">What ends the program: an end that it did not ask for is an API server that does not answer.</param>
    public static string? Words(Exception error, CancellationToken cancellation) => error switch
    {
        HttpOperationException refusal => $"the API server said {(int)refusal.Response.StatusCode}: {refusal.Response.Content}",
        HttpRequestException unreachable => $"the API server was not reached: {unreachable.Message}",
        OperationCanceledException when !cancellation.IsCancellationRequested => "the API server did not answer",
        IOException => error.Message,
        _ => null,
    };
}
