using System.Globalization;
using System.Net;
using k8s.Autorest;

namespace Stratus.Prober.Smoke;

/// <summary>What an API server that has too much to do is owed: to be asked again when it says so, not before.</summary>
internal static class Throttling
{
    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(1);

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
