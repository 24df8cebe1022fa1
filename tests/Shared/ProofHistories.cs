using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;

namespace Stratus.Tests.Shared;

/// <summary>
/// Runs after one another of a machine that does not change: starts vary within a run, and whole runs vary too, each RuntimeClass by a
/// factor of its own. Made up from a seed.
/// </summary>
internal sealed class ProofHistories(int seed)
{
    private static readonly ProofRun Template = ProofRuns.Healthy(nodes: 3, runtimes: 4, starts: 0) with { Observations = [] };

    private readonly Random _random = new(seed);

    /// <summary>By how much whole runs differ: the standard deviation of the logarithm.</summary>
    public double BetweenRuns { get; init; } = 0.03;

    /// <summary>How many starts of a RuntimeClass a run has.</summary>
    public int Starts { get; init; } = 60;

    /// <summary>Earlier runs, oldest first.</summary>
    public ProofRun[] Earlier(int runs) => [.. Enumerable.Range(0, runs).Select(day => Run(day))];

    /// <summary>A run of that day, in which creating kata-fc's sandboxes takes so many times as long.</summary>
    public ProofRun Run(int day, double slower = 1)
    {
        var started = Template.Started.AddDays(day);
        return Template with
        {
            Id = $"day{day}",
            Started = started,
            Finished = started.AddMinutes(3),
            ColdStarts = [.. Template.Scope.RuntimeClasses.SelectMany(runtime => Series(runtime.Name, started, runtime.Name == "kata-fc" ? slower : 1))],
        };
    }

    private IEnumerable<ColdStart> Series(string runtime, DateTimeOffset started, double slower)
    {
        var factor = ProofRuns.LogNormal(_random, 1, BetweenRuns);
        return [.. Enumerable.Range(0, Starts).Select(number => Start(new($"node{number % 3 + 1}", runtime, LaunchPath.Pod), started, factor, slower))];
    }

    private ColdStart Start(Place place, DateTimeOffset started, double factor, double slower)
    {
        // One start in fifty meets something that takes a while.
        var hiccup = _random.NextDouble() < 0.02 ? 3 : 1;
        var since = TimeSpan.Zero;
        TimeSpan Takes(double median) => TimeSpan.FromMicroseconds(Math.Round(1000 * factor * ProofRuns.LogNormal(_random, median, 0.22)));
        TimeSpan After(TimeSpan time) => since += time;
        var (admitted, scheduled, pulled, created, booted, first) = (Takes(12), Takes(25), Takes(8), Takes(340 * slower * hiccup), Takes(160), Takes(45));
        return new()
        {
            Place = place,
            Condition = ProofRuns.OneByOne,
            Pod = "",
            Requested = started,
            Admitted = After(admitted),
            Scheduled = After(scheduled),
            GuestBooted = After(booted),
            SandboxCreated = After(created),
            Pulled = After(pulled),
            FirstInstruction = After(first),
        };
    }
}
