namespace Stratus.Prober.Tests.Sandboxes;

/// <summary>A cgroup of this machine, below which containers may be put: of version 2, or of version 1 with a hierarchy for each controller.</summary>
internal sealed class HostCgroup : IAsyncDisposable
{
    private const string Root = "/sys/fs/cgroup";

    private readonly string name;

    public HostCgroup(string prefix)
    {
        name = $"{prefix}-{Guid.NewGuid():N}";
        Directory.CreateDirectory(Delegated);
    }

    /// <summary>It as a container's configuration names it, with the container's own below.</summary>
    public string Below => $"/{name}/{Guid.NewGuid():N}";

    /// <summary>Its directory, in a hierarchy that keeps no limits where there are several.</summary>
    public string Delegated => Path.Combine(IsSecond ? Root : Directory.Exists($"{Root}/unified") ? $"{Root}/unified" : $"{Root}/freezer", name);

    /// <summary>Lets all that is in it have so much of one core, dealt out once a second.</summary>
    public void LimitCpu(TimeSpan ofEachSecond)
    {
        var quota = (long)ofEachSecond.TotalMicroseconds;
        if (IsSecond)
        {
            File.WriteAllText($"{Root}/cgroup.subtree_control", "+cpu");
            File.WriteAllText($"{Root}/{name}/cpu.max", $"{quota} 1000000");
            return;
        }
        var directory = Directory.CreateDirectory($"{Root}/cpu/{name}").FullName;
        File.WriteAllText($"{directory}/cpu.cfs_period_us", "1000000");
        File.WriteAllText($"{directory}/cpu.cfs_quota_us", $"{quota}");
    }

    // A directory of the kernel's goes without its files, which nobody else may delete, and once nobody is in it any more.
    public async ValueTask DisposeAsync()
    {
        var directories = Directory.GetDirectories(Root).Select(hierarchy => Path.Combine(hierarchy, name)).Append(Path.Combine(Root, name)).Where(Directory.Exists).ToArray();
        for (var patience = 200; directories.Any(directory => Directory.GetDirectories(directory).Length > 0) && patience > 0; patience--)
        {
            foreach (var inside in directories.SelectMany(Directory.GetDirectories)) End(inside);
            await Task.Delay(50);
        }
        foreach (var directory in directories) Directory.Delete(directory);
    }

    // Who started them takes their cgroup away, or has done so by now.
    private static void End(string cgroup)
    {
        try
        {
            foreach (var line in File.ReadAllLines($"{cgroup}/cgroup.procs"))
            {
                using var process = System.Diagnostics.Process.GetProcessById(int.Parse(line, System.Globalization.CultureInfo.InvariantCulture));
                process.Kill();
            }
        }
        catch (Exception gone) when (gone is IOException or ArgumentException or InvalidOperationException)
        {
        }
    }

    private static bool IsSecond => File.Exists($"{Root}/cgroup.controllers");
}
