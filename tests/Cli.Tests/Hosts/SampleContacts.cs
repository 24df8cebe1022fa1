using Stratus.Cli.Hosts;

namespace Stratus.Cli.Tests.Hosts;

/// <summary>Machines that were not entered.</summary>
internal static class SampleContacts
{
    public const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID4zcrQI8YkLkx3SHNU/bF0vad8U+JK5i+Sbwbe/9k3H";

    public static HostContact Unknown { get; } = new()
    {
        Name = "agent2",
        Address = new("root", "198.51.100.15", 22),
        OfferedHostKey = Key,
        Error = new(HostFailure.UnknownHostKey, "agent2", "root@198.51.100.15:22: its host key is not known here", "Pin it."),
    };

    public static HostContact Down { get; } = new()
    {
        Name = "agent3",
        Address = new("root", "198.51.100.16", 22),
        Error = new(HostFailure.TimedOut, "agent3", "root@198.51.100.16:22: it does not answer: connection timed out", "Is the machine on?"),
    };
}
