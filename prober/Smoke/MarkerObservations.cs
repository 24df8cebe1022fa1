using Stratus.Core.Proof;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Smoke;

/// <summary>
/// Whether the second sandbox of a name, or of a pool, finds what the first left. That the first found its own markers again shows that there was
/// something to find, and that the second found its own, that it looked. That there is no other place takes a walk that came to its end, of both.
/// </summary>
internal static class MarkerObservations
{
    private static readonly (string Check, string[] Kinds, bool Everywhere)[] Looks =
    [
        ("ephemeral.disk", ["marker-disk"], false),
        ("ephemeral.memory", ["marker-memory"], false),
        ("ephemeral.writable", ["marker-disk", "marker-memory"], true),
    ];

    public static IEnumerable<Observation> Of(Sighting sighting)
    {
        // Whoever looks round after round finds what he left himself.
        var (first, second) = (sighting.Sandbox.Log.Value("marker", "own"), sighting.Second.Log.Value("marker", "own"));
        foreach (var (check, kinds, everywhere) in Looks)
        {
            var left = Places(sighting.Second.Log, kinds, "before:").Where(one => one.Value != "none" && one.Value != second).ToArray();
            var looked = sighting.Second.Log.Ended && Places(sighting.Second.Log, kinds, "after:").Any(one => one.Value == second);
            var found = sighting.Sandbox.Log.Ended ? Places(sighting.Sandbox.Log, kinds, "after:").Where(one => one.Value == first).ToArray() : [];
            var (omitted, never) = everywhere ? (Omitted(sighting.Second), Omitted(sighting.Sandbox)) : (null, null);
            var (seen, words) = sighting switch
            {
                { IsSame: true } => (Seen.Open, "it was the very sandbox that had been given out before"),
                _ when left.Length > 0 => (Seen.Open, $"markers of an earlier run: {Words(left)}"),
                _ when !looked => (Seen.Nothing, "no place could be looked at"),
                _ => omitted is null ? (Seen.Shut, "no marker of an earlier run") : (Seen.Nothing, omitted),
            };
            yield return new()
            {
                Check = check,
                Place = sighting.Place,
                Seen = seen,
                Evidence = sighting.Second.Evidence(words),
                Control = new()
                {
                    Seen = found.Length > 0 && never is null ? Seen.Open : Seen.Nothing,
                    Evidence = sighting.Sandbox.Evidence(found.Length == 0 ? "no marker could be left" : never ?? $"its own markers were found: {Words(found)}"),
                },
            };
        }
    }

    // What of the file systems was left out; null: nothing.
    private static string? Omitted(PodLog pod) => pod.Log.Value("marker", "walked") switch
    {
        "complete" => null,
        var far => $"its directories were looked through {far ?? "nowhere, for all that it says"}",
    };

    private static IEnumerable<(string Path, string Value)> Places(ProbeLog log, string[] kinds, string moment) =>
        log.Records.Where(record => kinds.Contains(record.Kind) && record.Name.StartsWith(moment, StringComparison.Ordinal))
            .Select(record => (record.Name[moment.Length..], record.Value));

    private static string Words(IEnumerable<(string Path, string Value)> places) => string.Join(", ", places.Select(place => $"{place.Value} in {place.Path}"));
}
