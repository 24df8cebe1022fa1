namespace Stratus.Cli.Plans;

/// <summary>The order in which <c>up</c> could create a plan's resources one by one: what must exist first comes first.</summary>
internal static class PlanSchedule
{
    /// <summary>Every resource after its parent and its dependencies; among those that are free, tree order decides.</summary>
    public static IReadOnlyList<PlanResource> Order(Plan plan)
    {
        var sorted = PlanOrder.Sort(plan.Resources);
        var place = sorted.Select((resource, index) => (resource.Urn, index)).DistinctBy(item => item.Urn)
            .ToDictionary(item => item.Urn, item => item.index, StringComparer.Ordinal);
        var waiting = new int[sorted.Count];
        var followers = sorted.Select(_ => new List<int>()).ToArray();
        for (var index = 0; index < sorted.Count; index++)
        {
            foreach (var first in sorted[index].Dependencies.Append(sorted[index].Parent).Distinct(StringComparer.Ordinal))
            {
                if (!place.TryGetValue(first, out var other) || other == index) continue;
                followers[other].Add(index);
                waiting[index]++;
            }
        }

        return [.. Free(waiting, followers).Select(index => sorted[index])];
    }

    private static IEnumerable<int> Free(int[] waiting, List<int>[] followers)
    {
        var free = new PriorityQueue<int, int>(Enumerable.Range(0, waiting.Length).Where(index => waiting[index] == 0).Select(index => (index, index)));
        var done = new HashSet<int>();
        while (free.TryDequeue(out var index, out _))
        {
            done.Add(index);
            yield return index;
            foreach (var next in followers[index])
            {
                if (--waiting[next] == 0) free.Enqueue(next, next);
            }
        }

        // What waits for itself in a circle comes last.
        foreach (var index in Enumerable.Range(0, waiting.Length).Where(index => !done.Contains(index))) yield return index;
    }
}
