using System.Net;
using k8s.Autorest;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.ColdStarts;

/// <summary>How long to wait before a watch is taken up again: ever longer, as long as nothing comes of it. What is wrong is said once in a row.</summary>
/// <param name="name">What is watched.</param>
/// <param name="progress">Is told what is wrong.</param>
internal sealed class WatchPatience(string name, Action<string> progress)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private TimeSpan pause = Shortest;
    private string said = "";

    /// <summary>Something came of it.</summary>
    public void Restore() => (pause, said) = (Shortest, "");

    /// <summary>Waits. That an API server ends a watch now and then is as it should be.</summary>
    public Task RestAsync(Exception? failure, CancellationToken cancellation)
    {
        if (failure is null)
        {
            Restore();
            return Task.Delay(pause, cancellation);
        }
        if (failure.Message != said) progress($"the watch of {name} is taken up again: {said = failure.Message}");
        if (failure is HttpOperationException { Response.StatusCode: HttpStatusCode.TooManyRequests } busy) return Task.Delay(Throttling.Pause(busy), cancellation);
        var now = pause;
        pause = now * 2 < Longest ? now * 2 : Longest;
        return Task.Delay(now, cancellation);
    }
}
