using System.Globalization;
using Stratus.Core.Proof;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Limits;

/// <summary>Whether a neighbour became slower: the 95th percentile of a little work and a little sleep, before and meanwhile.</summary>
internal static class NeighbourReading
{
    // Fewer beats than one in whose twenty the slowest is expected prove nothing.
    private const int Least = 40;

    // What a scheduler with other work may cost, a tick or two; and a factor that no noise of a healthy node reaches by itself.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(20);
    private const int Factor = 3;

    /// <summary>Open: it became slower.</summary>
    /// <param name="neighbour">What the neighbour said.</param>
    /// <param name="hogs">What the hogs beside it said: from the first word of any of them to the last is meanwhile.</param>
    public static (Seen Seen, string What) Of(ProbeLog neighbour, IReadOnlyCollection<ProbeLog> hogs)
    {
        // By the node's clock: those of the sandboxes may be as wrong as they like.
        var moments = hogs.SelectMany(hog => hog.Records).Select(record => record.Seen).ToArray();
        if (moments.Length == 0) return (Seen.Nothing, "there was nobody beside it");
        var (from, until) = (moments.Min(), moments.Max());
        var beats = Beats(neighbour, "neighbour").ToArray();
        return Compare([.. beats.Where(beat => beat.At < from).Select(beat => beat.Took)], [.. beats.Where(beat => beat.At >= from && beat.At <= until).Select(beat => beat.Took)]);
    }

    /// <summary>The same of somebody who was slowed down on purpose, and says himself from when on. How few beats he still gets is the slowness itself.</summary>
    public static (Seen Seen, string What) OfSlowed(ProbeLog slowed) =>
        Compare([.. Beats(slowed, "before").Select(beat => beat.Took)], [.. Beats(slowed, "during").Select(beat => beat.Took)], least: 1);

    private static (Seen, string) Compare(TimeSpan[] before, TimeSpan[] during, int least = Least)
    {
        if (before.Length < Least || during.Length < least) return (Seen.Nothing, $"{before.Length} beats before and {during.Length} meanwhile are too few");
        var (quiet, busy) = (Core.Proof.ColdStarts.Percentiles.Of(before, 95), Core.Proof.ColdStarts.Percentiles.Of(during, 95));
        var what = string.Create(CultureInfo.InvariantCulture,
            $"p95 of a beat was {quiet.TotalMilliseconds:0.#} ms before and {busy.TotalMilliseconds:0.#} ms meanwhile");
        return (busy > (quiet * Factor) + Slack ? Seen.Open : Seen.Shut, what);
    }

    private static IEnumerable<(DateTimeOffset At, TimeSpan Took)> Beats(ProbeLog log, string name) =>
        from record in log.Records
        where record.Kind == "beat" && record.Name == name
        where long.TryParse(record.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        select (record.Seen, TimeSpan.FromMicroseconds(long.Parse(record.Value, NumberStyles.None, CultureInfo.InvariantCulture)));
}
