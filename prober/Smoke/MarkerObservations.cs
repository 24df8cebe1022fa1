using Stratus.Core.Proof;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Smoke;

/// <summary>
/// Whether the second sandbox of a name finds what the first left. That the first found its own markers again shows that there was
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

    public static IEnumerable<Observation> Of(Sighting sighting, string first, string second)
    {
        foreach (var (check, kinds) in Looks)
        {
            var left = Places(sighting.Second.Log, kinds, "before:").Where(one => one.Value != "none").ToArray();
            var looked = sighting.Second.Log.Ended && Places(sighting.Second.Log, kinds, "after:").Any(one => one.Value == second);
            var found = sighting.Sandbox.Log.Ended ? Places(sighting.Sandbox.Log, kinds, "after:").Where(one => one.Value == first).ToArray() : [];
            yield return new()
            {
                Check = check,
                Place = sighting.Place,
                Seen = left.Length > 0 ? Seen.Open : looked ? Seen.Shut : Seen.Nothing,
                Evidence = sighting.Second.Evidence(left.Length > 0 ? $"markers of an earlier run: {Words(left)}" : looked ? "no marker of an earlier run" : "no place could be looked at"),
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
