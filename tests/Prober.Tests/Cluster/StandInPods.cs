using System.Collections.Concurrent;
using System.Text;
using k8s.Models;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>The pods that there are, each with its log, and a kubelet that runs them.</summary>
internal sealed class StandInPods(Kubelet kubelet) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Entry> entries = new();
    private readonly ConcurrentBag<Task> running = [];

    public IEnumerable<V1Pod> All => entries.Values.Select(entry => entry.Pod);

    public ConcurrentBag<V1Pod> Created { get; } = [];

    public V1Pod? Find(string key) => entries.GetValueOrDefault(key)?.Pod;

    public string LogOf(string key) => entries.TryGetValue(key, out var entry) ? entry.Text : "";

    /// <summary>Starts a pod; false where there is one of its name.</summary>
    public bool Start(V1Pod pod)
    {
        pod.Status = new() { Phase = "Pending" };
        // As the scheduler does: wherever it is asked to be.
        pod.Spec.NodeName = pod.Spec.NodeSelector["kubernetes.io/hostname"];
        var entry = new Entry(pod);
        if (!entries.TryAdd(Key(pod), entry)) return false;
        Created.Add(pod);
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
        foreach (var pod in All.Where(pod => pod.Namespace() == job.Namespace() && pod.GetLabel(JobName) == job.Name())) Remove(pod);
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
    }

    private const string JobName = "batch.kubernetes.io/job-name";

    private static string Key(V1Pod pod) => $"{pod.Namespace()}/{pod.Name()}";

    private async Task RunAsync(Entry entry)
    {
        try
        {
            await kubelet.RunAsync(entry.Pod, address => (entry.Pod.Status.PodIP, entry.Pod.Status.Phase) = (address, "Running"), text => entry.Add(kubelet.Line(entry.Pod, text)), entry.End.Token);
            entry.Pod.Status.Phase = "Succeeded";
        }
        catch (Exception error) when (error is InvalidOperationException or TimeoutException)
        {
            entry.Pod.Status.Phase = "Failed";
        }
    }

    private sealed class Entry(V1Pod pod)
    {
        private readonly StringBuilder log = new();
        private bool isCut;

        public V1Pod Pod => pod;

        public CancellationTokenSource End { get; } = new();

        public string Text
        {
            get { lock (log) return log.ToString(); }
        }

        public void Add(string? line)
        {
            lock (log)
            {
                isCut |= line is null;
                if (!isCut) log.Append(line).Append('\n');
            }
        }
    }
}
