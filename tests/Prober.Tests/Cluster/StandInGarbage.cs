using System.Collections.Concurrent;
using k8s.Models;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>
/// What a cluster takes away by itself: a complete Job once its time to live is over, and, by the garbage collector, whatever is owned by what is
/// gone. An owner in another namespace is none.
/// </summary>
internal sealed class StandInGarbage(StandInPods pods, StandInPools pools, ConcurrentDictionary<string, V1Job> jobs, ConcurrentDictionary<string, V1Service> services)
{
    /// <summary>Every time to live is over, and everything that then has no owner goes.</summary>
    public void Collect()
    {
        foreach (var (key, _) in jobs.Where(job => job.Value.Spec is { Completions: 0, TtlSecondsAfterFinished: not null })) jobs.TryRemove(key, out _);
        while (Orphans() is { Length: > 0 } orphans)
            foreach (var (_, remove) in orphans) remove();
    }

    private (V1ObjectMeta Metadata, Action Remove)[] Orphans()
    {
        var things = Things().ToArray();
        var there = things.Select(thing => (thing.Metadata.NamespaceProperty, thing.Metadata.Uid)).ToHashSet();
        return [.. things.Where(thing => Owners(thing.Metadata) is { Length: > 0 } owners && !owners.Any(uid => there.Contains((thing.Metadata.NamespaceProperty, uid))))];
    }

    // What agent-sandbox keeps between a pool and its pods is not there; they go with the pool.
    private static string[] Owners(V1ObjectMeta metadata) => [.. (metadata.OwnerReferences ?? []).Select(owner => owner.Uid).OfType<string>()];

    private IEnumerable<(V1ObjectMeta Metadata, Action Remove)> Things() =>
    [
        .. pods.All.Select(pod => (pod.Metadata, (Action)(() => pods.Remove(pod)))),
        .. jobs.Select(job => (job.Value.Metadata, (Action)(() => jobs.TryRemove(job.Key, out _)))),
        .. services.Select(service => (service.Value.Metadata, (Action)(() => services.TryRemove(service.Key, out _)))),
        .. pools.All.Select(thing => (thing.Metadata, (Action)(() => pools.Remove(thing.Name)))),
    ];
}
