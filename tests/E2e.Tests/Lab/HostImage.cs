namespace Stratus.E2e.Tests.Lab;

/// <summary>The disk, the kernel and the keys that machines start from. Built once for each recipe, outside the repository.</summary>
internal sealed record HostImage(string Directory)
{
    private static readonly Lazy<Task<HostImage>> Built = new(BuildAsync);

    public string Disk => Path.Combine(Directory, "root.img");

    public string Kernel => Path.Combine(Directory, "vmlinux");

    /// <summary>The initramfs of a virtual machine that is one pod's.</summary>
    public string PodInitrd => Path.Combine(Directory, "pod-initrd");

    public string Initrd => Path.Combine(Directory, "initrd");

    public string Key => Path.Combine(Directory, "key");

    public string KnownHosts => Path.Combine(Directory, "known_hosts");

    public static string Cache { get; } = Environment.GetEnvironmentVariable("STRATUS_E2E_CACHE") ?? "/var/cache/stratus-e2e";

    public static Task<HostImage> GetAsync() => Built.Value;

    private static async Task<HostImage> BuildAsync()
    {
        var build = await Command.RunAsync("bash", [LabFile.At("build-image.sh"), Cache], limit: TimeSpan.FromMinutes(20));
        build.ExitCode.ShouldBe(0, $"The image of the test machines could not be built: {build.Error}");
        return new(build.Output.Trim());
    }
}
