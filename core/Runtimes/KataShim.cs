using Stratus.Core.Settings;

namespace Stratus.Core.Runtimes;

/// <summary>One of kata-deploy's shims, and the RuntimeClass that Stratus offers it under.</summary>
public sealed record KataShim
{
    /// <summary>The RuntimeClass's name: Stratus's own, which stays when the shim behind it changes.</summary>
    public required string RuntimeClass { get; init; }

    /// <summary>The shim's name in kata-deploy's values.</summary>
    public required string Name { get; init; }

    /// <summary>containerd's handler, as kata-deploy calls it.</summary>
    public string Handler => $"kata-{Name}";

    /// <summary>What a microVM takes beside its containers: memory, a Kubernetes quantity. kata-deploy 4.1's own figures.</summary>
    public required string OverheadMemory { get; init; }

    /// <summary>What a microVM takes beside its containers: CPU, a Kubernetes quantity.</summary>
    public string OverheadCpu { get; init; } = "250m";

    /// <summary>Whether its root file systems are devmapper's: Firecracker has no file system sharing.</summary>
    public bool NeedsThinPool { get; init; }

    /// <summary>Whether it runs on arm64 as well as on amd64.</summary>
    public bool RunsOnArm64 { get; init; }

    /// <summary>The shim behind a RuntimeClass.</summary>
    public static KataShim Of(SandboxRuntime runtime) => runtime switch
    {
        // Kata's Go shim; the only one that drives Firecracker in kata-deploy 4.1.
        SandboxRuntime.KataFirecracker => new() { RuntimeClass = "kata-fc", Name = "fc", OverheadMemory = "130Mi", NeedsThinPool = true },
        SandboxRuntime.KataCloudHypervisor => new() { RuntimeClass = "kata-clh", Name = "clh-runtime-rs", OverheadMemory = "130Mi" },
        SandboxRuntime.KataQemu => new() { RuntimeClass = "kata-qemu", Name = "qemu-runtime-rs", OverheadMemory = "320Mi", RunsOnArm64 = true },
        _ => throw new ArgumentOutOfRangeException(nameof(runtime), runtime, "There is no such runtime."),
    };
}
