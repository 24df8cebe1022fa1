using System.Globalization;
using System.Text;
using k8s.Models;

namespace Stratus.Prober.Tests.ColdStarts;

/// <summary>A pod in the hands of whoever plays scheduler and kubelet.</summary>
internal sealed class TimedPod(V1Pod pod, Changes<V1Pod> pods, Changes<Corev1Event> events)
{
    private readonly StringBuilder log = new();

    public V1Pod Pod { get; } = pod;

    public string Name => Pod.Metadata.Name;

    /// <summary>What it was asked for as: its own name, or that of the Job that started it.</summary>
    public string Asked => Pod.Metadata.Labels.TryGetValue("batch.kubernetes.io/job-name", out var job) ? job : Name;

    public string Node => Pod.Spec.NodeSelector["kubernetes.io/hostname"];

    public bool IsSandbox => Pod.Spec.RuntimeClassName is not null;

    /// <summary>What was written, each line after the time at which it was read.</summary>
    public string Log
    {
        get
        {
            lock (log) return log.ToString();
        }
    }

    /// <summary>The same without those times, as who does not ask for them gets it.</summary>
    public string PlainLog => string.Concat(Log.Split('\n')[..^1].Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..] + "\n"));

    /// <summary>The pod gets its node.</summary>
    public void Bind()
    {
        Pod.Spec.NodeName = Node;
        pods.Add("MODIFIED", Pod);
    }

    /// <summary>An event. Those of a kubelet have whole seconds.</summary>
    public void Tell(string reason, string message = "", string type = "Normal") => events.Add("ADDED", new()
    {
        Metadata = new() { Name = $"{Name}.{Guid.NewGuid():N}", NamespaceProperty = Pod.Metadata.NamespaceProperty },
        InvolvedObject = new() { Kind = "Pod", Name = Name, NamespaceProperty = Pod.Metadata.NamespaceProperty },
        Reason = reason,
        Message = message,
        Type = type,
    });

    /// <summary>The container's runtime reads a line and stamps it.</summary>
    public void Write(string line, DateTimeOffset read)
    {
        lock (log) log.Append(CultureInfo.InvariantCulture, $"{read:yyyy-MM-dd'T'HH:mm:ss.fffffff}00Z {line}\n");
    }

    public void Become(string phase, int? exitCode = null)
    {
        Pod.Status = new() { Phase = phase };
        if (exitCode is { } code) Pod.Status.ContainerStatuses = [new() { Name = "probe", State = new() { Terminated = new() { ExitCode = code } } }];
        pods.Add("MODIFIED", Pod);
    }
}
