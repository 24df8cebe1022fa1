using System.Collections.Concurrent;
using Stratus.Scripts.Tests;

[assembly: AssemblyFixture(typeof(KeptWorlds))]

namespace Stratus.Scripts.Tests;

/// <summary>Worlds in which something was applied, for the next test that begins so: to put one back takes a copy, to apply takes some hundred programs.</summary>
public sealed class KeptWorlds : IDisposable
{
    private static readonly ConcurrentDictionary<string, ConcurrentBag<World>> Free = new();

    /// <summary>A world of nobody else's, as the specimens left it; it comes back when it is disposed of.</summary>
    internal static World With(IReadOnlyCollection<Specimen> applied)
    {
        var free = Free.GetOrAdd(string.Join('\n', applied.Select(Key)), _ => []);
        var isKept = free.TryTake(out var world);
        world ??= new World { Disposed = free.Add };
        try
        {
            if (isKept) world.Restore();
            else Make(world, applied);
            return world;
        }
        catch
        {
            world.Delete();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var world in Free.Values.SelectMany(worlds => worlds)) world.Delete();
    }

    private static void Make(World world, IEnumerable<Specimen> applied)
    {
        world.Prepare(applied);
        world.Save();
    }

    private static string Key(Specimen specimen) =>
        $"{specimen.Script} {string.Join(' ', specimen.Parameters.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"))}";
}
