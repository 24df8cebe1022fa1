using Stratus.Core.Proof;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Smoke;

/// <summary>
/// Whether the second sandbox of a name, or of a pool, finds what the first left. That the first found its own markers again shows that there was
/// something to find, and that the second found its own, that it looked.
/// </summary>
internal static class MarkerObservations
{
    private static readonly (string Check, string[] Kinds)[] Looks =
    [
        ("ephemeral.disk", ["marker-disk"]),
        ("ephemeral.memory", ["marker-memory"]),
        ("ephemeral.writable", ["marker-disk", "marker-memory"]),
    ];

    public static IEnumerable<Observation> Of(Sighting sighting)
    {
        // Whoever looks round after round finds what he left himself.
        var (first, second) = (sighting.Sandbox.Log.Value("marker", "own"), sighting.Second.Log.Value("marker", "own"));
        foreach (var (check, kinds) in Looks)
        {
            var left = Places(sighting.Second.Log, kinds, "before:").Where(one => one.Value != "none" && one.Value != second).ToArray();
            var looked = sighting.Second.Log.Ended && Places(sighting.Second.Log, kinds, "after:").Any(one => one.Value == second);
            var found = sighting.Sandbox.Log.Ended ? Places(sighting.Sandbox.Log, kinds, "after:").Where(one => one.Value == first).ToArray() : [];
            var (seen, words) = sighting switch
            {
                { IsSame: true } => (Seen.Open, "it was the very sandbox that had been given out before"),
                _ when left.Length > 0 => (Seen.Open, $"markers of an earlier run: {Words(left)}"),
                _ => looked ? (Seen.Shut, "no marker of an earlier run") : (Seen.Nothing, "no place could be looked at"),
            };
            yield return new()
            {
                Check = check,
                Place = sighting.Place,
                Seen = seen,
                Evidence = sighting.Second.Evidence(words),
                Control = new()
                {
                    Seen = found.Length > 0 ? Seen.Open : Seen.Nothing,
                    Evidence = sighting.Sandbox.Evidence(found.Length > 0 ? $"its own markers were found: {Words(found)}" : "no marker could be left"),
                },
            };
        }
    }

    private static IEnumerable<(string Path, string Value)> Places(ProbeLog log, string[] kinds, string moment) =>
        log.Records.Where(record => kinds.Contains(record.Kind) && record.Name.StartsWith(moment, StringComparison.Ordinal))
            .Select(record => (record.Name[moment.Length..], record.Value));

    private static string Words(IEnumerable<(string Path, string Value)> places) => string.Join(", ", places.Select(place => $"{place.Value} in {place.Path}"));
}
