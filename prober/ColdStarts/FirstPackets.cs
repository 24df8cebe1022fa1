using System.Globalization;
using Stratus.Core.Proof;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Smoke;

/// <summary>Whether sandboxes whose very first act is to connect got out, and for how long.</summary>
internal static class FirstPackets
{
    /// <summary>One observation a sandbox, all with the same control: a pod outside the policy that did the same at the same time.</summary>
    public static IEnumerable<Observation> Of(Place place, IEnumerable<PodLog> sandboxes, PodLog control)
    {
        var outside = Attempt.First(control.Log);
        foreach (var sandbox in sandboxes)
        {
            var first = Attempt.First(sandbox.Log);
            yield return new()
            {
                Check = Checks.EgressFirstPacket,
                Place = place,
                Seen = EgressObservations.Judge(first),
                Evidence = Evidence(sandbox, first),
                Control = new() { Seen = EgressObservations.Judge(outside), Evidence = EgressObservations.Evidence(control, outside) },
            };
        }
    }

    private static Evidence Evidence(PodLog sandbox, Attempt? first)
    {
        if (first?.Answer != Answer.Open) return EgressObservations.Evidence(sandbox, first);
        var window = sandbox.Log.Value("window", first.Target);
        var words = int.TryParse(window, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < WindowMilliseconds
            ? $"the way out was shut {milliseconds} ms later"
            : $"it stayed open for {WindowMilliseconds} ms and longer";
        return sandbox.Evidence($"its first packet got out, and {words}", first.At, ("windowMilliseconds", window));
    }

    // As long as the probe watches.
    private const int WindowMilliseconds = 3000;
}
