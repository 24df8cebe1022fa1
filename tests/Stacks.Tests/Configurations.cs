using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Stratus.Stacks.Tests;

/// <summary>
/// The configurations that tests run under. A process has one PULUMI_CONFIG, so each configuration is a project of its own in it:
/// tests name the project and run in parallel.
/// </summary>
internal static class Configurations
{
    private const string HostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID4zcrQI8YkLkx3SHNU/bF0vad8U+JK5i+Sbwbe/9k3H";

    private static readonly string LoopHost =
        $$$"""[{"id":"box1","role":"server","address":"192.0.2.10","hostKey":"{{{HostKey}}}","thinPool":{"loopSizeGib":20}}]""";

    private static readonly string DiskHost =
        $$$"""[{"id":"box1","role":"server","address":"192.0.2.10","hostKey":"{{{HostKey}}}","thinPool":{"device":"/dev/disk/by-id/nvme-1"}}]""";

    private static readonly Dictionary<string, Dictionary<string, string>> Projects = new()
    {
        ["dev"] = new() { ["environment"] = "dev", ["hosts"] = LoopHost, ["runtimes"] = """["kata-fc"]""" },
        ["prod"] = new() { ["environment"] = "prod", ["hosts"] = DiskHost, ["runtimes"] = """["kata-fc"]""" },
        ["keyed"] = new()
        {
            ["environment"] = "dev",
            ["hosts"] = LoopHost,
            ["runtimes"] = """["kata-qemu"]""",
            ["sshPrivateKey"] = "-----BEGIN OPENSSH PRIVATE KEY-----\nkey-canary\n-----END OPENSSH PRIVATE KEY-----\n",
        },
        ["broken"] = new()
        {
            ["environment"] = "prod",
            ["hosts"] = """[{"id":"Box_1","role":"server","address":"192.0.2.300"}]""",
            ["runtimes"] = """["kata-firecracker"]""",
            ["sandbox"] = "{not json",
        },
    };

    [ModuleInitializer]
    internal static void Set() => Environment.SetEnvironmentVariable("PULUMI_CONFIG", JsonSerializer.Serialize(
        Projects.SelectMany(project => project.Value.Select(value => KeyValuePair.Create($"{project.Key}:{value.Key}", value.Value))).ToDictionary()));
}
