using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.ColdStarts;

/// <summary>
/// Plays scheduler and kubelet with real containers. Their lines are stamped as containerd stamps them: by the node's clock, by whoever reads
/// them from a pipe, the moment that he has read one.
/// </summary>
internal sealed class ContainerKubelet(Runtime runtime)
{
    /// <summary>When each pod's program says that it began, by its own clock, which here is everybody's.</summary>
    public ConcurrentDictionary<string, DateTimeOffset> Began { get; } = new();

    public async Task RunAsync(TimedPod pod)
    {
        pod.Bind();
        if (!pod.IsSandbox)
        {
            pod.Become("Running");
            return;
        }
        using var container = new Container { User = 65532 };
        var (program, arguments) = await container.PrepareAsync(runtime, Expansion.CommandOf(pod.Pod));
        pod.Tell("Pulled", $"Container image \"{pod.Pod.Spec.Containers[0].Image}\" already present on machine");
        // Whoever reads is there before anything can be written, on a thread of his own: nobody else's work comes between a line and its stamp.
        var pipe = Path.Combine(Path.GetTempPath(), $"stratus-log-{Guid.NewGuid():N}");
        await Tool.RunAsync("mkfifo", pipe);
        var reading = Task.Factory.StartNew(() => Read(pipe, pod), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        using var process = Process.Start("bash", ["-c", """exec "$@" >"$0" """, pipe, program, .. arguments]);
        await reading;
        File.Delete(pipe);
        await process.WaitForExitAsync();
        pod.Become(process.ExitCode == 0 ? "Succeeded" : "Failed");
    }

    private void Read(string pipe, TimedPod pod)
    {
        using var output = new FileStream(pipe, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var (buffer, unread) = (new byte[4096], "");
        while (output.Read(buffer) is > 0 and var count)
        {
            var now = TimeProvider.System.GetUtcNow();
            var lines = (unread + System.Text.Encoding.UTF8.GetString(buffer, 0, count)).Split('\n');
            foreach (var line in lines[..^1]) Write(pod, line, now);
            unread = lines[^1];
        }
    }

    private void Write(TimedPod pod, string line, DateTimeOffset now)
    {
        pod.Write(line, now);
        if (line.Split(' ') is not ["stratus-probe", _, var seconds, "began", ..]) return;
        Began[pod.Name] = DateTimeOffset.UnixEpoch.AddTicks((long)(decimal.Parse(seconds, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond));
        _ = Task.Run(() => pod.Tell("Started", "Started container probe"));
    }
}
