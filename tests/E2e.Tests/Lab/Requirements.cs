using System.Text.RegularExpressions;

namespace Stratus.E2e.Tests.Lab;

/// <summary>What this machine must have to run others.</summary>
internal static partial class Requirements
{
    // Program, and the Debian package that brings it.
    private static readonly (string Program, string Package)[] Programs =
    [
        ("qemu-system-x86_64", "qemu-system-x86"), ("qemu-img", "qemu-utils"), ("mmdebstrap", "mmdebstrap"), ("busybox", "busybox-static"),
        ("ssh", "openssh-client"), ("ssh-keygen", "openssh-client"), ("mkfs.ext4", "e2fsprogs"), ("cpio", "cpio"), ("zstd", "zstd"),
        ("xz", "xz-utils"), ("setpriv", "util-linux"), ("flock", "util-linux"), ("dpkg-deb", "dpkg"),
    ];

    private static readonly Lazy<Task<string?>> Missing = new(FindMissingAsync);

    /// <summary>Skips the running test where machines cannot run, and says what to install.</summary>
    public static async Task SkipWithoutAsync()
    {
        if (await Missing.Value is { } reason) Assert.Skip(reason);
    }

    private static async Task<string?> FindMissingAsync()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return "Building a machine's disk takes Linux and root: run these tests as root.";
        var missing = Programs.Where(one => !IsInstalled(one.Program)).ToList();
        if (missing.Count > 0)
        {
            return $"{string.Join(", ", missing.Select(one => one.Program))}: not installed. On Debian: apt-get install --no-install-recommends "
                + string.Join(' ', missing.Select(one => one.Package).Distinct());
        }
        var version = (await Command.RunAsync("qemu-system-x86_64", ["--version"])).Output;
        return IsRecent(version) ? null
            : $"QEMU 10 or newer is needed, under an older one guests crash; here is {version.Split('\n')[0]}. "
                + "On Debian 12, with bookworm-backports as a source: apt-get install --no-install-recommends -t bookworm-backports qemu-system-x86 qemu-utils";
    }

    private static bool IsInstalled(string program) =>
        ((string[])["/usr/bin", "/usr/sbin", "/bin", "/sbin"]).Any(directory => File.Exists(Path.Combine(directory, program)));

    private static bool IsRecent(string version) => Version().Match(version) is { Success: true } match && int.Parse(match.Groups[1].ValueSpan) >= 10;

    [GeneratedRegex(@"version (\d+)\.")]
    private static partial Regex Version();
}
