using System.Diagnostics;
using System.Globalization;
using System.Net;
using k8s.Autorest;
using Stratus.Prober.Sessions;

namespace Stratus.Prober.Smoke;

/// <summary>What an API server that has too much to do is owed: to be asked again when it says so, not before. And one that is away for a moment.</summary>
internal static class Throttling
{
    /// <summary>How long an API server may be away before a run loses what it asked for: it starts again, or elects another leader, in seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(1);

    /// <summary>The answer to a call that may be made twice: asked for again, too, as long as the API server does not answer or is not able to.</summary>
    /// <param name="call">The call. What it creates is there twice, or refused the second time: for those is <see cref="WaitAsync"/>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="patience">For how long. Default: <see cref="Patience"/>.</param>
    public static async Task<T> InsistAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation, TimeSpan? patience = null)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await WaitAsync(call, cancellation);
            }
            catch (Exception error) when (since.Elapsed < (patience ?? Patience) && ClusterProblem.IsPassing(error, cancellation))
            {
                await Task.Delay(Unsaid, cancellation);
            }
        }
    }

    /// <summary>The answer to a call, asked for again as long as the API server wants it later.</summary>
    public static async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await call(cancellation);
            }
            catch (HttpOperationException busy) when (busy.Response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(Pause(busy), cancellation);
            }
        }
    }

    /// <summary>How long the API server asked to be left alone.</summary>
    public static TimeSpan Pause(HttpOperationException busy) =>
        busy.Response.Headers.FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault() is { } text
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : Unsaid;
}
