using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using k8s;
using Stratus.Core.Proof;
using Stratus.Prober.ColdStarts;
using Stratus.Prober.Tests.ColdStarts;

namespace Stratus.Benchmarks.ColdStarts;

/// <summary>
/// How long cold starts take in all, beside what the schedule says beforehand: the real rounds, in a process of their own, over an API's stand-in
/// whose starts take just what the schedule expects of them. What is more is the conductor's own.
/// </summary>
internal static class ScheduledTime
{
    private const double Goal = 1.1;
    private static readonly Bench Bench = new(["node-1", "node-2", "node-3"], [.. Schedules.Runtimes], [LaunchPath.Job, LaunchPath.Pod]);
    private static readonly ColdStartOptions Options = new() { Warmups = 0, Limit = TimeSpan.FromMinutes(10) };

    public static async Task<int> RunAsync()
    {
        var run = Bench.Run;
        var schedule = StartSchedule.Of(run.Plan.Nodes.SelectMany(run.Places), run.Plan.RuntimeClasses, Options);
        Console.WriteLine($"```text\n{schedule}\n```\n");
        var (took, starts, mebibytes) = await MeasureAsync();
        var expected = schedule.Steps.Values.Sum(steps => steps.Sum(step => step.AtOnce));
        var ratio = took / schedule.Estimate.TotalSeconds;
        Console.WriteLine("| nodes | starts | scheduled s | took s | ratio | peak MiB |\n| ---: | ---: | ---: | ---: | ---: | ---: |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {run.Plan.Nodes.Length} | {starts} of {expected} | {schedule.Estimate.TotalSeconds:F1} | {took:F1} | {ratio:F2} | {mebibytes} |"));
        var isOnTime = starts == expected && ratio < Goal;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n- {(isOnTime ? "met" : "MISSED")}: every start, in less than {Goal} times what was said: {ratio:F2}"));
        return isOnTime ? 0 : 1;
    }

    /// <summary>The conductor's part: times the starts, and writes how long that took, how many there were, and its own peak of memory.</summary>
    public static async Task<int> ConductAsync(string url)
    {
        var cluster = new Kubernetes(new KubernetesClientConfiguration { Host = url });
        var begun = Stopwatch.StartNew();
        var seen = await Bench.TimeAsync(cluster, Options);
        var starts = seen.Starts.Count(start => start.FirstInstruction is not null);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{begun.Elapsed.TotalSeconds} {starts} {Process.GetCurrentProcess().PeakWorkingSet64 >> 20}"));
        return 0;
    }

    private static async Task<(double Took, int Starts, int Mebibytes)> MeasureAsync()
    {
        var expected = new ExpectedStarts(Bench.Run.Plan.RuntimeClasses);
        TimedCluster? cluster = null;
        int AtOnce(TimedPod pod) => cluster!.Pods.Count(other => other.IsSandbox && other.Node == pod.Node && other.Pod.Status?.Phase is null);
        // Half before the image is looked at, half after it.
        TimeSpan Half(TimedPod pod) => expected.Take(pod.Pod.Spec.RuntimeClassName, Math.Max(1, AtOnce(pod))) / 2;
        await using (cluster = await TimedCluster.StartAsync(new SimulatedKubelet { Step = Half }.RunAsync))
        {
            using var conductor = Process.Start(Conductor(cluster.Url))!;
            var words = (await conductor.StandardOutput.ReadToEndAsync()).Split(' ');
            await conductor.WaitForExitAsync();
            return (double.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
        }
    }

    private static ProcessStartInfo Conductor(string url)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly.GetExecutingAssembly().Location, "schedule", url]) { RedirectStandardOutput = true };
        foreach (var (name, value) in ConductorProcess.Variables) start.Environment[name] = value;
        return start;
    }
}
