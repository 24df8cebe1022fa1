using System.Globalization;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Kernels;

namespace Stratus.Prober.Probe;

/// <summary>What a probe's records say of the kernel it ran on.</summary>
public static class KernelReading
{
    /// <summary>The sighting in a log.</summary>
    /// <param name="log">The log; of one that was cut short nothing is believed.</param>
    /// <param name="place">Where the probe ran.</param>
    /// <param name="pod">Its pod, <c>namespace/name</c>.</param>
    /// <param name="nodeBootId">The boot id of the node's kernel, as the node itself reports it to the API server.</param>
    public static KernelSighting Of(ProbeLog log, Place place, string pod, string nodeBootId)
    {
        var at = log.Records.LastOrDefault()?.Seen ?? DateTimeOffset.UnixEpoch;
        if (!log.Ended) return new() { Place = place, Pod = pod, At = at };
        var bootId = log.Value("kernel", "bootId");
        bool? hypervisor = log.Value("kernel", "hypervisor") switch { "visible" => true, "none" => false, _ => null };
        return new()
        {
            Place = place,
            Pod = pod,
            At = at,
            BootId = bootId,
            Release = log.Value("kernel", "release"),
            Booted = BootTime(log.Value("kernel", "bootTime")),
            Hypervisor = hypervisor,
            Recognised = Recognise(log.Value("kernel", "firstMessage"), bootId, nodeBootId, hypervisor),
        };
    }

    // gVisor's kernel log begins with its name (runsc's pkg/sentry/kernel/syslog.go), whatever version it calls itself. Of the rest: who has
    // the node's boot id shares its kernel; who has another, and sees a hypervisor, runs in a virtual machine. Anything else is not recognised.
    private static RuntimeKind? Recognise(string? firstMessage, string? bootId, string nodeBootId, bool? hypervisor) =>
        firstMessage?.Contains("Starting gVisor", StringComparison.Ordinal) == true ? RuntimeKind.GVisor
        : bootId is null ? null
        : bootId == nodeBootId ? RuntimeKind.SharedKernel
        : hypervisor == true ? RuntimeKind.MicroVm
        : null;

    private static DateTimeOffset? BootTime(string? seconds) =>
        decimal.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and < 253402300800
            ? DateTimeOffset.UnixEpoch.AddMilliseconds((double)(value * 1000))
            : null;
}
