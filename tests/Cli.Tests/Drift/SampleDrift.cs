using System.Collections.Immutable;
using Stratus.Cli.Drift;
using Stratus.Cli.Tests.Hosts;

namespace Stratus.Cli.Tests.Drift;

/// <summary>Reports of machines in every state.</summary>
internal static class SampleDrift
{
    private const string Again = "raise this host's reapply in the stack file (hosts[].reapply), then run pulumi up";

    public static DriftFinding Sysctl { get; } = new(DriftStatus.Drift, "preparation", "sysctl", "net.ipv4.ip_forward", "value", "1", "0",
        "the traffic of pods and Services goes through it", $"sysctl --write net.ipv4.ip_forward=1, and find out who changed it; or {Again}");

    public static DriftFinding Content { get; } = new(DriftStatus.Drift, "k3s", "file", "/etc/rancher/k3s/config.yaml", "content", "as it was put",
        "other content, of 2026-07-01T10:00:00Z", "k3s reads it when it starts: networking, admission and the protection of secrets hang on it", Again);

    public static DriftFinding Broken { get; } = new(DriftStatus.Unchecked, "preparation", "check", "units", "", "",
        "the check broke: this command failed: systemctl", "what was not asked may be wrong", "run the command on this host as root");

    public static DriftFinding Unrecorded { get; } = new(DriftStatus.Unrecorded, "preparation", "module", "all", "", "not recorded", "",
        "the modules that were loaded were not noted, by the version of Stratus that put it there", $"{Again}: it is recorded then");

    public static DriftFinding Fine { get; } = new(DriftStatus.Ok, "preparation", "unit", "stratus-pool.service", "", "enabled and active", "enabled and active", "", "");

    public static DriftReport Matches { get; } = new()
    {
        Contact = new() { Name = "server1", Address = new("root", "198.51.100.14", 22), HostKey = SampleContacts.Key },
        Claims = [new("k3s", "ready"), new("preparation", "ready")],
        Findings = [Fine],
    };

    public static DriftReport Drifted { get; } =
        Matches with { Contact = Matches.Contact with { Name = "agent1" }, Findings = [Sysctl, Content, Broken, Unrecorded, Fine, Fine] };

    public static DriftReport NotPrepared { get; } = Matches with { Contact = Matches.Contact with { Name = "agent4" }, Claims = [], Findings = [] };

    public static DriftReport Unknown { get; } = new() { Contact = SampleContacts.Unknown };

    public static DriftReport Down { get; } = new() { Contact = SampleContacts.Down };

    public static ImmutableArray<DriftReport> All { get; } = [Matches, Drifted, NotPrepared, Unknown, Down];
}
