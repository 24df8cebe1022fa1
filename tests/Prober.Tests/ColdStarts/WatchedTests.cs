using System.Net;
using System.Runtime.CompilerServices;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Stratus.Prober.ColdStarts;

namespace Stratus.Prober.Tests.ColdStarts;

/// <summary>Watches that are taken up again.</summary>
public sealed class WatchedTests
{
    private readonly List<string> said = [];
    private int calls;

    [Fact]
    public async Task One_that_is_refused_is_asked_for_ever_more_rarely_and_why_is_said_once()
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await Pods((_, _) => throw Refusal()).FollowAsync("1", _ => { }, said.Add, end.Token);
        // After 0, 50, 150, 350, 750 and 1,550 ms.
        calls.ShouldBeInRange(2, 6);
        said.ShouldBe(["the watch of pods is taken up again: Forbidden"]);
    }

    [Fact]
    public async Task One_from_which_something_came_is_soon_asked_for_again()
    {
        using var end = new CancellationTokenSource();
        var seen = new List<string>();
        await Pods(Broken).FollowAsync("1", pod => seen.Add(pod.ResourceVersion()), said.Add, end.Token);
        seen.ShouldBe(Enumerable.Range(2, 9).Select(number => $"{number}"));
        said.ShouldBe(Enumerable.Repeat("the watch of pods is taken up again: cut", 9));

        async IAsyncEnumerable<(WatchEventType, V1Pod)> Broken(string version, [EnumeratorCancellation] CancellationToken cancellation)
        {
            await Task.Yield();
            var next = int.Parse(version, System.Globalization.CultureInfo.InvariantCulture) + 1;
            if (next > 10) await end.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
            yield return (WatchEventType.Added, new V1Pod { Metadata = new() { ResourceVersion = $"{next}" } });
            throw new IOException("cut");
        }
    }

    private Watched<V1Pod> Pods(Func<string, CancellationToken, IAsyncEnumerable<(WatchEventType, V1Pod)>> watch) => new(
        "pods",
        _ => throw new InvalidOperationException("nobody lists"),
        (version, _, cancellation) =>
        {
            calls++;
            return watch(version, cancellation);
        });

    private static HttpOperationException Refusal() =>
        new("Forbidden") { Response = new(new HttpResponseMessage(HttpStatusCode.Forbidden), "") };
}
