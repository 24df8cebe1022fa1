using System.Diagnostics;
using System.Globalization;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Prober.ColdStarts;
using Stratus.Prober.Tests.ColdStarts;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Benchmarks.ColdStarts;

/// <summary>
/// How wrong a timed start is: real containers, started and timed by the real conductor over an API's stand-in, beside what their own program
/// says of when it began. All on one machine, and so by one clock, which the conductor does not know.
/// </summary>
internal static class TimingError
{
    private static readonly TimeSpan Goal = TimeSpan.FromMilliseconds(5);
    private static readonly Bench Bench = new(["node-1"], [new("runc", "runc", RuntimeKind.SharedKernel)], [LaunchPath.Pod]);

    public static async Task<int> RunAsync(int starts)
    {
        Console.WriteLine("| | starts | p50 ms | p95 ms | p99 ms | max ms | clock, give or take ms |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        await MeasureAsync("idle", starts, burners: 0);
        var loaded = await MeasureAsync($"{Environment.ProcessorCount} busy loops", starts, burners: Environment.ProcessorCount);
        var met = loaded < Goal;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n- {(met ? "met" : "MISSED")}: p99 under load below {Goal.TotalMilliseconds:0} ms: {loaded.TotalMilliseconds:F2} ms"));
        return met ? 0 : 1;
    }

    private static async Task<TimeSpan> MeasureAsync(string name, int starts, int burners)
    {
        var loops = Enumerable.Range(0, burners).Select(_ => Process.Start("bash", ["-c", "while :; do :; done"])).ToArray();
        try
        {
            return await MeasureAsync(name, starts);
        }
        finally
        {
            foreach (var loop in loops)
            {
                loop.Kill();
                await loop.WaitForExitAsync();
                loop.Dispose();
            }
        }
    }

    private static async Task<TimeSpan> MeasureAsync(string name, int starts)
    {
        var kubelet = new ContainerKubelet(Runtime.Runc);
        await using var cluster = await TimedCluster.StartAsync(kubelet.RunAsync);
        var options = new ColdStartOptions { Samples = starts, Concurrency = 1, Warmups = 3, Limit = TimeSpan.FromMinutes(10), StartTimeout = TimeSpan.FromMinutes(1) };
        var seen = await Bench.TimeAsync(cluster.Client, options);
        var errors = seen.Starts.Where(start => start.FirstInstruction is not null).Select(start => Error(start, kubelet)).ToArray();
        string Figure(int percentile) => string.Create(CultureInfo.InvariantCulture, $"{Percentiles.Of(errors, percentile).TotalMilliseconds:F2}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {errors.Length} | {Figure(50)} | {Figure(95)} | {Figure(99)} | {Figure(100)} | {seen.Clocks["node-1"].Uncertainty.TotalMilliseconds:F2} |"));
        return Percentiles.Of(errors, 99);
    }

    private static TimeSpan Error(ColdStart start, ContainerKubelet kubelet) =>
        (start.Requested + start.FirstInstruction!.Value - kubelet.Began[start.Pod.Split('/')[1]]).Duration();
}
