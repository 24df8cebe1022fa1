using System.Globalization;
using Stratus.Core.Proof;

namespace Stratus.Prober.Limits;

/// <summary>Whether something stopped a hog. That it never ran, or was ended by something else, is no answer.</summary>
internal static class HogReading
{
    /// <summary>What a hog's end says: open, nothing stopped it; shut, something did.</summary>
    public static (Seen Seen, string What) Of(LimitProgram hog, LimitEnd end)
    {
        var steps = end.Log.Records.Where(record => record.Kind == "hog" && record.Name == hog.Verb).Select(record => record.Value).ToArray();
        var taken = steps.Select(step => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty().Max();
        var amount = string.Create(CultureInfo.InvariantCulture, $"{taken} of {hog.Steps} {(hog.Verb == LimitProgram.Processes.Verb ? "processes" : "MiB")}");
        // An evicted pod's log may be gone with it; the kubelet's word for why stays.
        if (hog.Verb == LimitProgram.Disk.Verb && end.WasEvictedForDisk) return (Seen.Shut, $"it was evicted: {end.Message}");
        if (steps.LastOrDefault() == "all") return (Seen.Open, $"nothing stopped it at {hog.Steps}");
        if (taken == 0) return (Seen.Nothing, $"it took nothing{end.Why}");
        // The disk's hog is done when it was not evicted for what it wrote: cut short while it waits, nobody knows.
        if (hog.Verb == LimitProgram.Disk.Verb && taken >= hog.Steps) return (Seen.Nothing, $"it was cut short after {amount}{end.Why}");
        if (steps.LastOrDefault()?.StartsWith("stopped ", StringComparison.Ordinal) == true) return (Seen.Shut, $"it was stopped after {amount}");
        return end.WasKilled ? (Seen.Shut, $"it was killed after {amount}{end.Why}") : (Seen.Nothing, $"it was cut short after {amount}{end.Why}");
    }
}
