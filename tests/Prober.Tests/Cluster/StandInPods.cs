using System.Collections.Concurrent;
using k8s.Models;
using Stratus.Prober.Tests.ColdStarts;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>The pods that there are, each with its log, and a kubelet that runs them.</summary>
internal sealed class StandInPods(Kubelet kubelet) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Entry> entries = new();
    private readonly ConcurrentBag<Task> running = [];

    public IEnumerable<V1Pod> All => entries.Values.Select(entry => entry.Pod);

    public ConcurrentBag<V1Pod> Created { get; } = [];

    public Changes<V1Pod> Changes { get; } = new();

    public Changes<Corev1Event> Events { get; } = new();

    public V1Pod? Find(string key) => entries.GetValueOrDefault(key)?.Pod;

    /// <summary>The log of a pod, each line after its time where that is asked for.</summary>
    public string LogOf(string key, bool isDated) => !entries.TryGetValue(key, out var entry) ? ""
        : isDated ? entry.Hands.Log
        : string.Concat(entry.Hands.Log.Split('\n')[..^1].Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..] + "\n"));

    /// <summary>Starts a pod; false where there is one of its name.</summary>
    public bool Start(V1Pod pod)
    {
        pod.Metadata.Uid = Guid.NewGuid().ToString();
        pod.Status = new() { Phase = "Pending" };
        var entry = new Entry(new(pod, Changes, Events));
        if (!entries.TryAdd(Key(pod), entry)) return false;
        Created.Add(pod);
        Changes.Add("ADDED", pod);
        running.Add(RunAsync(entry));
        return true;
    }

    public void Remove(V1Pod pod) => Remove(Key(pod));

    public void Remove(string key)
    {
        if (entries.TryRemove(key, out var entry)) entry.End.Cancel();
    }

    /// <summary>Takes the pods of a Job away.</summary>
    public void RemoveOf(V1Job job)
    {
        foreach (var pod in All.Where(pod => pod.Namespace() == job.Namespace() && pod.Metadata.OwnerReferences?.Any(owner => owner.Uid == job.Uid()) == true)) Remove(pod);
    }

    /// <summary>The pod that the Jobs' controller makes.</summary>
    public static V1Pod Of(V1Job job) => new()
    {
        Metadata = new()
        {
            Name = $"{job.Name()}-x7k2q",
            NamespaceProperty = job.Namespace(),
            Labels = new Dictionary<string, string>(job.Spec.Template.Metadata?.Labels ?? new Dictionary<string, string>()) { [JobName] = job.Name() },
            OwnerReferences = [new() { ApiVersion = "batch/v1", Kind = "Job", Name = job.Name(), Uid = job.Uid() }],
        },
        Spec = job.Spec.Template.Spec,
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var key in entries.Keys) Remove(key);
        await Task.WhenAll(running);
        Changes.Dispose();
        Events.Dispose();
    }

    private const string JobName = "batch.kubernetes.io/job-name";

    private static string Key(V1Pod pod) => $"{pod.Namespace()}/{pod.Name()}";

    private async Task RunAsync(Entry entry)
    {
        var (hands, pod) = (entry.Hands, entry.Hands.Pod);
        // Whoever asked for it has his answer before anything happens.
        await Task.Yield();
        hands.Bind();
        try
        {
            await kubelet.RunAsync(pod, address => Started(hands, address), (line, read) => entry.Write(kubelet.Line(pod, line), read), entry.End.Token);
            hands.Become("Succeeded", 0);
        }
        catch (Exception error) when (error is InvalidOperationException or TimeoutException)
        {
            hands.Become("Failed", error.Message.Contains("ended with 137", StringComparison.Ordinal) ? 137 : 1);
        }
    }

    // The image was there, as it is from the second pod of a run on.
    private static void Started(TimedPod hands, string? address)
    {
        hands.Tell("Pulled", $"Container image \"{hands.Pod.Spec.Containers[0].Image}\" already present on machine");
        hands.Become("Running");
        hands.Pod.Status.PodIP = address;
    }

    private sealed class Entry(TimedPod hands)
    {
        private readonly Lock gate = new();
        private bool isCut;

        public TimedPod Hands => hands;

        public V1Pod Pod => hands.Pod;

        public CancellationTokenSource End { get; } = new();

        public void Write(string? line, DateTimeOffset read)
        {
            lock (gate)
            {
                isCut |= line is null;
                if (!isCut) hands.Write(line!, read);
            }
        }
    }
}
