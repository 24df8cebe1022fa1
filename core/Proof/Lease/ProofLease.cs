using System.Collections.Immutable;
using System.Globalization;
using Stratus.Core.Proof.Plans;

namespace Stratus.Core.Proof.Lease;

/// <summary>For how long, and where, a run lets new sandboxes start. What was not seen to hold is not covered.</summary>
public sealed record ProofLease
{
    /// <summary>Covers nothing, and is over: what stands in a cluster before its first run.</summary>
    public static ProofLease Shut { get; } = new()
    {
        ValidUntil = DateTimeOffset.UnixEpoch,
        RuntimeClasses = [],
        Nodes = [],
        StackSha256 = "",
        Run = "",
        ReportSha256 = "",
        Started = DateTimeOffset.UnixEpoch,
    };

    /// <summary>When it ends, UTC, to the second.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>The RuntimeClasses that it covers, in ordinal order.</summary>
    public required ImmutableArray<string> RuntimeClasses { get; init; }

    /// <summary>The nodes that it covers, in ordinal order.</summary>
    public required ImmutableArray<string> Nodes { get; init; }

    /// <summary>What the stack was that it vouches for, see <see cref="SmokePlan.StackDigest"/>; of any other, admission refuses it.</summary>
    public required string StackSha256 { get; init; }

    /// <summary>The run that it rests on.</summary>
    public required string Run { get; init; }

    /// <summary>The SHA-256 of that run's report, lower-case hex.</summary>
    public required string ReportSha256 { get; init; }

    /// <summary>When that run began, UTC, to the millisecond; 1970 where nobody knows.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>
    /// What a run covers. Cold starts play no part: a slow sandbox, or one that was not timed, is no less shut. Of everything else, what does
    /// not hold in a place takes away that place's node and its RuntimeClass; what does not hold in no place at all takes away everything.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="verdict">What it proves, from <see cref="Judge"/>.</param>
    /// <param name="validFor">For how long after the run's end.</param>
    /// <param name="reportSha256">The SHA-256 of its report.</param>
    /// <param name="stackSha256">What the stack was, from the run's plan.</param>
    public static ProofLease Of(ProofRun run, ProofVerdict verdict, TimeSpan validFor, string reportSha256, string stackSha256)
    {
        var doubts = Doubts(verdict).ToArray();
        var places = doubts.OfType<Place>().ToArray();
        var nodes = Covered(run.Scope.Nodes, places.Select(place => place.Node));
        var classes = Covered(run.Scope.RuntimeClasses.Select(runtime => runtime.Name), places.Select(place => place.RuntimeClass));
        var lease = Shut with
        {
            ValidUntil = Seconds(run.Finished + validFor),
            StackSha256 = stackSha256,
            Run = run.Id,
            ReportSha256 = reportSha256,
            Started = DateTimeOffset.FromUnixTimeMilliseconds(run.Started.ToUnixTimeMilliseconds()),
        };
        return doubts.Length > places.Length ? lease : lease.Covering(classes, nodes);
    }

    /// <summary>The same lease of these RuntimeClasses on these nodes. Some without the other start nothing.</summary>
    internal ProofLease Covering(ImmutableArray<string> classes, ImmutableArray<string> nodes) =>
        classes.IsEmpty || nodes.IsEmpty ? this with { RuntimeClasses = [], Nodes = [] } : this with { RuntimeClasses = classes, Nodes = nodes };

    /// <summary>The data of the ConfigMap.</summary>
    public ImmutableSortedDictionary<string, string> ToData() => ImmutableSortedDictionary<string, string>.Empty
        .Add(LeaseData.ValidUntil, ValidUntil.ToString(LeaseData.Moment, CultureInfo.InvariantCulture))
        .Add(LeaseData.RuntimeClasses, string.Join(' ', RuntimeClasses))
        .Add(LeaseData.Nodes, string.Join(' ', Nodes))
        .Add(LeaseData.StackSha256, StackSha256)
        .Add(LeaseData.Run, Run)
        .Add(LeaseData.ReportSha256, ReportSha256)
        .Add(LeaseData.Started, Started.ToString(LeaseData.Instant, CultureInfo.InvariantCulture));

    /// <summary>The lease of a ConfigMap's data; null where it is none, which admission refuses.</summary>
    public static ProofLease? Read(IReadOnlyDictionary<string, string>? data) =>
        Moment(data, LeaseData.ValidUntil, LeaseData.Moment) is { } until
        && data!.TryGetValue(LeaseData.RuntimeClasses, out var classes) && data.TryGetValue(LeaseData.Nodes, out var nodes)
            ? new()
            {
                ValidUntil = until,
                RuntimeClasses = Words(classes),
                Nodes = Words(nodes),
                StackSha256 = data.GetValueOrDefault(LeaseData.StackSha256, ""),
                Run = data.GetValueOrDefault(LeaseData.Run, ""),
                ReportSha256 = data.GetValueOrDefault(LeaseData.ReportSha256, ""),
                Started = Moment(data, LeaseData.Started, LeaseData.Instant) ?? DateTimeOffset.UnixEpoch,
            }
            : null;

    // Where something does not hold; null where that is no one place.
    private static IEnumerable<Place?> Doubts(ProofVerdict verdict)
    {
        foreach (var property in Enum.GetValues<Property>().Where(property => property != Property.ColdStart))
        {
            var checks = verdict.Properties.Where(one => one.Property == property).SelectMany(one => one.Checks).ToArray();
            // Nothing was asked; or it is said not to hold, and not where.
            if (checks.Length == 0 || checks.Any(check => check.Outcome != Outcome.Holds && check.Findings.IsEmpty)) yield return null;
            foreach (var finding in checks.SelectMany(check => check.Findings)) yield return finding.Place;
        }
    }

    private static ImmutableArray<string> Covered(IEnumerable<string> declared, IEnumerable<string> doubtful) =>
        [.. declared.Except(doubtful, StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static ImmutableArray<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static DateTimeOffset? Moment(IReadOnlyDictionary<string, string>? data, string key, string format) =>
        DateTimeOffset.TryParseExact(data?.GetValueOrDefault(key), format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static DateTimeOffset Seconds(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds());
}
