using Stratus.Core.Proof;
using Stratus.Prober.Probe;
using Stratus.Prober.Smoke;

namespace Stratus.Prober.Tests.Simulations;

/// <summary>A pod that says something, a line at a time: by a clock that is as wrong as a guest's may be, and read by its node, some milliseconds later.</summary>
/// <param name="random">What makes it up.</param>
/// <param name="place">Where it runs.</param>
/// <param name="who">Its name.</param>
/// <param name="begins">When it begins, by the node's clock.</param>
/// <param name="change">What a fault makes of the value of a record; null: the record is not there.</param>
internal sealed class SimulatedPod(Random random, Place place, string who, DateTimeOffset begins, Fault change)
{
    private readonly List<ProbeRecord> records = [];
    private readonly TimeSpan wrong = Ms((random.NextDouble() - 0.5) * 120_000);
    private DateTimeOffset now = begins;
    private DateTimeOffset read;

    /// <summary>What it is called in evidence.</summary>
    public string Name => $"sandboxes/{who}-{place.Node}-{place.RuntimeClass}-{place.LaunchPath}";

    /// <summary>What it has said.</summary>
    public PodLog Log => new(Name, place.Node, new() { Records = [.. records], Ended = records.LastOrDefault()?.Kind == "ended" });

    /// <summary>Says something after so many milliseconds.</summary>
    public void Say(string kind, string name, string value, double after = 1)
    {
        now += Ms(after);
        // A busy node reads late, and never a later line before an earlier one.
        var stamp = now + Ms(random.NextDouble() < 0.02 ? random.Next(5, 400) : random.NextDouble());
        read = stamp > read ? stamp : read;
        if (change(place, who, $"{kind} {name}", value) is { } said) records.Add(new(now + wrong, kind, name, said) { Read = read });
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMicroseconds(Math.Round(1000 * milliseconds));
}

/// <summary>What a fault makes of the value of a record, <c>KIND NAME</c>, of a pod; null: the record is not there.</summary>
internal delegate string? Fault(Place place, string who, string record, string value);
