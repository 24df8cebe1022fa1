using System.Globalization;

namespace Stratus.Prober.Tests.ColdStarts;

/// <summary>Plays scheduler and kubelets, quickly and without containers: what a start says comes from the same program's records.</summary>
internal sealed class SimulatedKubelet
{
    /// <summary>How long each part of a start takes. Default: a few milliseconds.</summary>
    public Func<TimedPod, TimeSpan> Step { get; set; } = _ => TimeSpan.FromMilliseconds(4);

    /// <summary>How long a pull takes; null: the image is there. Default: it is.</summary>
    public Func<TimedPod, TimeSpan?> Pull { get; set; } = _ => null;

    /// <summary>Whether a pod's node is alive. Default: yes.</summary>
    public Func<TimedPod, bool> IsAlive { get; set; } = _ => true;

    /// <summary>When guests were started, before their first instruction, and how long they booted; null: there is none that says. Default: none.</summary>
    public (TimeSpan Uptime, TimeSpan Boot)? Guest { get; set; }

    /// <summary>Whether no node has room for a pod at first. Default: there is room for all.</summary>
    public Func<TimedPod, bool> FindsNoRoom { get; set; } = _ => false;

    public async Task RunAsync(TimedPod pod)
    {
        if (FindsNoRoom(pod))
        {
            pod.Tell("FailedScheduling", "0/1 nodes are available: 1 Insufficient cpu.", "Warning");
            await Task.Delay(400);
        }
        pod.Bind();
        if (!IsAlive(pod)) return;
        if (!pod.IsSandbox)
        {
            pod.Become("Running");
            return;
        }
        await Task.Delay(Step(pod));
        if (Pull(pod) is { } pull)
        {
            pod.Tell("Pulling", $"Pulling image \"{pod.Pod.Spec.Containers[0].Image}\"");
            await Task.Delay(pull);
            pod.Tell("Pulled", $"Successfully pulled image \"{pod.Pod.Spec.Containers[0].Image}\" in 1s (1s including waiting)");
        }
        else
        {
            pod.Tell("Pulled", $"Container image \"{pod.Pod.Spec.Containers[0].Image}\" already present on machine");
        }
        await Task.Delay(Step(pod));
        Say(pod);
        pod.Tell("Started", "Started container probe");
        pod.Become("Succeeded");
    }

    private void Say(TimedPod pod)
    {
        var now = TimeProvider.System.GetUtcNow();
        Record(pod, now, "began start 1");
        if (Guest is { } guest)
        {
            Record(pod, now, $"boot started {Seconds(now - guest.Uptime)}");
            Record(pod, now, string.Create(CultureInfo.InvariantCulture, $"boot took {guest.Boot.TotalSeconds:F6}"));
        }
        Record(pod, now, "timed start 1");
        Record(pod, now, "ended start 1");
    }

    private static void Record(TimedPod pod, DateTimeOffset now, string record) => pod.Write($"stratus-probe {pod.Asked} {Seconds(now)} {record}", now);

    private static string Seconds(DateTimeOffset moment) =>
        ((moment - DateTimeOffset.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond).ToString("F6", CultureInfo.InvariantCulture);
}
