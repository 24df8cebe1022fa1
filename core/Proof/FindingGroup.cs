using System.Collections.Immutable;
using System.Globalization;

namespace Stratus.Core.Proof;

/// <summary>The same finding in several places.</summary>
/// <param name="Sample">One of them.</param>
/// <param name="Where">Where it was found; empty where it concerns no one place.</param>
public sealed record FindingGroup(Finding Sample, ImmutableArray<string> Where)
{
    /// <summary>Everything that does not hold, worst first, what has one reason said once.</summary>
    public static ImmutableArray<FindingGroup> Of(IEnumerable<Finding> findings) =>
    [
        .. findings.GroupBy(finding => finding with { Place = null, Target = "" })
            .Select(group => new FindingGroup(group.Key, [.. group.Select(Place).Where(place => place.Length > 0)])),
    ];

    /// <summary>The first places, and how many more there are.</summary>
    public string Places(int most) => Where.Length <= most
        ? string.Join("; ", Where)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join("; ", Where.Take(most))}; and {Where.Length - most:N0} more {(Where.Length - most == 1 ? "place" : "places")}");

    private static string Place(Finding finding) => finding.Target.Length == 0 ? $"{finding.Place}" : $"{finding.Place} → {finding.Target}";
}
