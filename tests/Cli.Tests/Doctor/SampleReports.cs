using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Stratus.Cli.Doctor;
using Stratus.Cli.Tests.Hosts;

namespace Stratus.Cli.Tests.Doctor;

/// <summary>Reports of machines in every state.</summary>
internal static class SampleReports
{
    public static Finding Fatal { get; } = new(
        "kvm", Severity.Fatal, Runtimes((("gvisor", Severity.Ok)), ("kata-fc", Severity.Fatal)), "/dev/kvm is absent", "Kata sandboxes are virtual machines",
        "enable VT-x or AMD-V in the firmware, or nested virtualization for this VM; then: modprobe kvm_intel || modprobe kvm_amd", "ls -l /dev/kvm");

    public static Finding Warning { get; } = new(
        "swap", Severity.Warning, Runtimes(("kata-fc", Severity.Warning)), "swap is on", "the memory of a sandbox may reach the disk",
        "swapoff --all, and take the lines of type swap out of /etc/fstab", "swapon --show prints nothing");

    public static Finding Fine { get; } = new("system.cgroup", Severity.Ok, Runtimes(("kata-fc", Severity.Ok)), "/sys/fs/cgroup is cgroup v2", "", "", "");

    public static HostReport NotReady { get; } = new()
    {
        Contact = new() { Name = "agent1", Address = new("root", "198.51.100.14", 22), HostKey = SampleContacts.Key },
        SkewSeconds = 0,
        Facts = JsonNode.Parse("""{"architecture":"amd64","kernel":"6.12.30","cpus":16,"memoryMib":64000,"modules":{"tun":"loaded"}}""")!.AsObject(),
        Findings = [Fatal, Warning, Fine],
    };

    public static HostReport Ready { get; } = NotReady with { Contact = NotReady.Contact with { Name = "server1" }, Findings = [Fine] };

    public static HostReport Unseen { get; } = Ready with { Contact = Ready.Contact with { Name = "server2", HostKeyUnseen = true } };

    public static HostReport Unknown { get; } = new() { Contact = SampleContacts.Unknown };

    public static HostReport Down { get; } = new() { Contact = SampleContacts.Down };

    public static ImmutableArray<HostReport> All { get; } = [Ready, Unseen, NotReady, Unknown, Down];

    private static ImmutableSortedDictionary<string, Severity> Runtimes(params (string Name, Severity Severity)[] runtimes) =>
        runtimes.ToImmutableSortedDictionary(runtime => runtime.Name, runtime => runtime.Severity, StringComparer.Ordinal);
}
