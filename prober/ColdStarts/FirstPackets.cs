using System.Globalization;
using Stratus.Core.Proof;
using Stratus.Prober.Probe;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.ColdStarts;

/// <summary>Whether sandboxes whose very first act is to connect got out, and for how long.</summary>
internal static class FirstPackets
{
    /// <summary>One observation a sandbox, with the control on its node that did the same at the nearest time.</summary>
    public static IEnumerable<Observation> Of(IEnumerable<(Place Place, PodLog Log)> sandboxes, IReadOnlyCollection<PodLog> controls) =>
        from sandbox in sandboxes
        let first = Attempt.First(sandbox.Log.Log)
        select new Observation
        {
            Check = Checks.EgressFirstPacket,
            Place = sandbox.Place,
            Seen = EgressObservations.Judge(first, mayBeAbsent: false),
            Evidence = Evidence(sandbox.Log, first),
            Control = Control(first, controls),
        };

    private static Control? Control(Attempt? first, IReadOnlyCollection<PodLog> controls)
    {
        if (controls.MinBy(control => Distance(first, Attempt.First(control.Log))) is not { } nearest) return null;
        var outside = Attempt.First(nearest.Log);
        return new() { Seen = EgressObservations.Judge(outside, mayBeAbsent: false), Evidence = EgressObservations.Evidence(nearest, outside) };
    }

    private static TimeSpan Distance(Attempt? one, Attempt? other) => one is null || other is null ? TimeSpan.MaxValue : (one.At - other.At).Duration();

    private static Evidence Evidence(PodLog sandbox, Attempt? first)
    {
        if (first?.Answer != Answer.Open) return EgressObservations.Evidence(sandbox, first);
        var window = sandbox.Log.Value("window", first.Target);
        var longest = (int)ProbeRequest.DefaultWindow.TotalMilliseconds;
        var words = int.TryParse(window, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < longest
            ? $"the way out was shut {milliseconds} ms later"
            : $"it stayed open for {longest} ms and longer";
        return sandbox.Evidence($"its first packet got out, and {words}", first.At, ("windowMilliseconds", window));
    }
}
