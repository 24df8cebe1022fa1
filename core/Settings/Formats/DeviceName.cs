using System.Text.RegularExpressions;

namespace Stratus.Core.Settings.Formats;

/// <summary>Names of block devices.</summary>
internal static partial class DeviceName
{
    public const string Unstable = "the kernel may give this name to another disk at the next boot, and the disk is erased";
    public const string Advice = "run ls -l /dev/disk/by-id on the host and take the name that points to the disk, or lvs and take /dev/GROUP/VOLUME";

    public static string? Problem(string text) => IsStable(text) || IsKernelName(text) ? null : "";

    public static bool IsStable(string text) => Stable().IsMatch(text);

    private static bool IsKernelName(string text) => Kernel().IsMatch(text);

    // The first character keeps `.` and `..` out. A logical volume is /dev/GROUP/VOLUME; LVM takes no group that /dev has a folder for.
    [GeneratedRegex(
        @"\A/dev/(disk/by-id|mapper)/[A-Za-z0-9_][A-Za-z0-9._:+@=,#-]*\z"
        + @"|\A/dev/(?!(disk|mapper|block|char|fd|input|net|pts|shm|snd|mqueue|hugepages)/)[A-Za-z0-9_+][A-Za-z0-9_.+-]*/[A-Za-z0-9_+][A-Za-z0-9_.+-]*\z")]
    private static partial Regex Stable();

    [GeneratedRegex(@"\A/dev/(s|v|xv)d[a-z]{1,3}\z|\A/dev/nvme[0-9]{1,4}n[0-9]{1,4}\z")]
    private static partial Regex Kernel();
}
