using k8s.Models;

namespace Stratus.Prober.ColdStarts;

/// <summary>What the conductor has learned of a pod, and when. Each moment is an upper bound: it happened before it was told.</summary>
internal sealed class PodSighting
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when its program has been started, or is over: there may be a log.</summary>
    public Task Started => started.Task;

    /// <summary>Its name, which is known only then of one that a Job starts; null before.</summary>
    public string? Name { get; private set; }

    /// <summary>The node that it got; null where it got none.</summary>
    public string? Node { get; private set; }

    /// <summary>When the API server had it, or the Job that starts it.</summary>
    public DateTimeOffset? Admitted { get; private set; }

    /// <summary>When it had a node.</summary>
    public DateTimeOffset? Scheduled { get; private set; }

    /// <summary>When the kubelet did something that takes a sandbox.</summary>
    public DateTimeOffset? SandboxCreated { get; private set; }

    /// <summary>When its image was there.</summary>
    public DateTimeOffset? Pulled { get; private set; }

    /// <summary>Whether its node had the image; null where the kubelet did not say.</summary>
    public bool? HadImage { get; private set; }

    /// <summary>Whether no node had room for it at first: it waited for another's end, and that is no part of a start.</summary>
    public bool FoundNoRoom { get; private set; }

    /// <summary>Whether it is over.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What the kubelet or the scheduler last complained about; empty: nothing.</summary>
    public string Complaint { get; private set; } = "";

    /// <summary>The call that created it was answered.</summary>
    public void Answered(DateTimeOffset now)
    {
        lock (gate) Admitted = Earliest(Admitted, now);
    }

    /// <summary>The API server showed it.</summary>
    public void Saw(V1Pod pod, DateTimeOffset now)
    {
        lock (gate)
        {
            Name = pod.Name();
            Admitted = Earliest(Admitted, now);
            if (pod.Spec?.NodeName is { Length: > 0 } node) (Node, Scheduled) = (node, Earliest(Scheduled, now));
            // Older kubelets tell this only when they have started the containers; then it is late, and the events say it.
            if (pod.Status?.Conditions?.Any(condition => condition is { Type: "PodReadyToStartContainers", Status: "True" }) == true) SandboxCreated = Earliest(SandboxCreated, now);
            IsOver |= pod.Status?.Phase is "Succeeded" or "Failed";
            if (IsOver || pod.Status?.Phase == "Running") started.TrySetResult();
        }
    }

    /// <summary>Something happened to it, as its scheduler or kubelet tells. The times in events of the kubelet are whole seconds: not used.</summary>
    public void Saw(Corev1Event happened, DateTimeOffset now)
    {
        lock (gate)
        {
            switch (happened.Reason)
            {
                case "Scheduled":
                    Scheduled = Earliest(Scheduled, now);
                    break;
                case "Pulling":
                    SandboxCreated = Earliest(SandboxCreated, now);
                    HadImage = false;
                    break;
                case "Pulled":
                    SandboxCreated = Earliest(SandboxCreated, now);
                    Pulled = Earliest(Pulled, now);
                    HadImage ??= happened.Message?.Contains("already present", StringComparison.Ordinal) == true;
                    break;
                case "Started":
                    started.TrySetResult();
                    break;
                case var _ when happened.Type == "Warning":
                    Complaint = $"{happened.Reason}: {happened.Message}";
                    FoundNoRoom |= happened.Reason == "FailedScheduling";
                    break;
            }
        }
    }

    private static DateTimeOffset Earliest(DateTimeOffset? known, DateTimeOffset now) => known < now ? known.Value : now;
}
