using Stratus.Core.Proof;

namespace Stratus.Prober.ColdStarts;

/// <summary>
/// What starts are expected to take, for schedules alone: half of what this project suggests as budgets for p95, until a cluster was measured.
/// No verdict rests on it.
/// </summary>
internal sealed class ExpectedStarts(IEnumerable<RuntimeClass> runtimes)
{
    // By the handler's name.
    private static readonly (string Part, double Seconds)[] Seconds = [("qemu", 1.5), ("runsc", 0.75), ("gvisor", 0.75), ("", 1.0)];

    private readonly Dictionary<string, TimeSpan> starts = runtimes.ToDictionary(
        runtime => runtime.Name,
        runtime => TimeSpan.FromSeconds(Seconds.First(one => runtime.Handler.Contains(one.Part, StringComparison.Ordinal)).Seconds), StringComparer.Ordinal);

    /// <summary>In words.</summary>
    public const string Words = "if a start takes 1 s, of QEMU 1.5 s, of gVisor 0.75 s";

    /// <summary>What a control takes, a container of runc.</summary>
    public static TimeSpan Control { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Starts of one RuntimeClass at once on a node.</summary>
    public TimeSpan Take(string runtimeClass, int atOnce) => Together(starts.GetValueOrDefault(runtimeClass, TimeSpan.FromSeconds(1)), atOnce);

    /// <summary>Starts of all RuntimeClasses at once on a node.</summary>
    public TimeSpan TakeOfAll(int atOnce) => Together(TimeSpan.FromSeconds(starts.Values.Select(start => start.TotalSeconds).DefaultIfEmpty(1).Average()), atOnce);

    // They share the node's cores: that n of them take as long as the root of n one after another is a guess.
    private static TimeSpan Together(TimeSpan start, int atOnce) => start * Math.Sqrt(atOnce);
}
