namespace Stratus.Core.Runtimes;

/// <summary>The values of kata-deploy's Helm chart.</summary>
public static class KataValues
{
    /// <summary>The values that install these shims and nothing else, as plain maps and strings.</summary>
    public static IReadOnlyDictionary<string, object> For(IReadOnlyCollection<KataShim> shims)
    {
        // By default the chart installs every shim there is.
        var perShim = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["disableAll"] = true };
        foreach (var shim in shims)
        {
            perShim[shim.Name] = Shim(shim);
        }
        return new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            // Decides where containerd's configuration lies; the chart refuses a wrong one since 4.1.
            ["k8sDistribution"] = "k3s",
            // The chart would set nydus up, which only confidential guests need.
            ["snapshotter"] = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["setup"] = Array.Empty<object>() },
            ["shims"] = perShim,
            ["defaultShim"] = DefaultShims(shims),
            // RuntimeClasses are resources of the stack, under names that outlive a change of shim.
            ["runtimeClasses"] = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["enabled"] = false },
        };
    }

    private static SortedDictionary<string, object> Shim(KataShim shim)
    {
        var values = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["enabled"] = true };
        if (shim.NeedsThinPool)
        {
            values["containerd"] = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["snapshotter"] = "devmapper" };
        }
        return values;
    }

    private static SortedDictionary<string, object> DefaultShims(IReadOnlyCollection<KataShim> shims)
    {
        // The chart's own default is QEMU's, which may not be among those asked for.
        var values = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["amd64"] = shims.First().Name };
        if (shims.FirstOrDefault(shim => shim.RunsOnArm64) is { } arm64)
        {
            values["arm64"] = arm64.Name;
        }
        return values;
    }
}
