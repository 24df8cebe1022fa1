using k8s.Models;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>A node, as the API server shows it: this machine under a name.</summary>
internal static class StandInNode
{
    public static V1Node Of(string name, Fabric? fabric) => new()
    {
        Metadata = new() { Name = name },
        Status = new()
        {
            Addresses = fabric is null ? [] : [new() { Type = "InternalIP", Address = fabric.AddressOf(name) }],
            Allocatable = new Dictionary<string, ResourceQuantity>
            {
                ["cpu"] = new($"{Environment.ProcessorCount}"),
                ["memory"] = new($"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes}"),
            },
            NodeInfo = new()
            {
                BootID = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim(),
                KernelVersion = File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
                KubeletVersion = "v1.36.3",
                Architecture = "amd64",
            },
        },
    };
}
