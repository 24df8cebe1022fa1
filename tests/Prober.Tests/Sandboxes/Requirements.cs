namespace Stratus.Prober.Tests.Sandboxes;

/// <summary>What this machine must have for real sandboxes.</summary>
internal static class Requirements
{
    // Program, and the Debian package that brings it.
    private static readonly (string Program, string Package)[] Containers =
        [("runc", "runc"), ("bash-static", "bash-static"), ("busybox", "busybox-static"), ("perl", "perl-base"), ("ip", "iproute2"), ("nft", "nftables"), ("socat", "socat")];

    /// <summary>Skips the running test where no container runs, and says what to install.</summary>
    public static void SkipWithoutContainers() => SkipWithout(Containers);

    /// <summary>The same for gVisor, which Debian 12 has in its backports.</summary>
    public static void SkipWithoutGVisor() => SkipWithout([.. Containers, ("runsc", "runsc")]);

    /// <summary>The same for containerd, with gVisor behind it.</summary>
    public static void SkipWithoutContainerd() => SkipWithout(
        [.. Containers, ("runsc", "runsc"), ("containerd", "containerd"), ("unshare", "util-linux"), ("../lib/cni/loopback", "containernetworking-plugins")]);

    private static void SkipWithout((string Program, string Package)[] programs)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) Assert.Skip("Sandboxes take Linux and root: run these tests as root.");
        var missing = programs.Where(one => !IsInstalled(one.Program)).Select(one => one.Package).ToArray();
        if (missing.Length > 0) Assert.Skip($"not installed. On Debian: apt-get install --no-install-recommends {string.Join(' ', missing)}");
    }

    private static bool IsInstalled(string program) =>
        ((string[])["/usr/bin", "/usr/sbin", "/bin", "/sbin"]).Any(directory => File.Exists(Path.Combine(directory, program)));
}
