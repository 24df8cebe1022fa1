using System.Runtime.CompilerServices;
using System.Text.Json;
using Stratus.Tests.Shared;

namespace Stratus.Stacks.Tests;

/// <summary>
/// The configurations that tests run under. A process has one PULUMI_CONFIG, so each configuration is a project of its own in it:
/// tests name the project and run in parallel.
/// </summary>
internal static class Configurations
{
    private const string HostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID4zcrQI8YkLkx3SHNU/bF0vad8U+JK5i+Sbwbe/9k3H";

    // In the form of a key, with a private half that nobody could use.
    private const string Ec2HostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMBmC1S5MdqNUHE09NKSBvNHmfHfgM7DdvaJ8gztJoe4";

    private const string Ec2HostPrivateKey = """
        -----BEGIN OPENSSH PRIVATE KEY-----
        b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
        QyNTUxOQAAACDAZgtUuTHajVBxNPTSkgbzR5nx34DOw3b2ifIM7SaHuAAAAEABAQEBAQEB
        AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ
        EBAQEB
        -----END OPENSSH PRIVATE KEY-----
        """;

    private static readonly string LoopHost =
        $$$"""[{"id":"box1","role":"server","address":"192.0.2.10","hostKey":"{{{HostKey}}}","thinPool":{"loopSizeGib":20}}]""";

    private static readonly string DiskHost =
        $$$"""[{"id":"box1","role":"server","address":"192.0.2.10","hostKey":"{{{HostKey}}}","thinPool":{"device":"/dev/disk/by-id/nvme-1"}}]""";

    private static readonly string Instance = $$$"""
        [{"id":"box1","role":"server","user":"admin","hostKey":"{{{Ec2HostKey}}}",
          "ec2":{"instanceType":"m8i.large","subnetId":"subnet-0123456789abcdef0","poolSizeGib":100}}]
        """;

    private static readonly string Aws = $$$"""
        {"region":"eu-central-1","vpcId":"vpc-0123456789abcdef0","amiOwner":"136693071363","amiName":"debian-13-*",
         "adminCidrs":["203.0.113.0/28"],"sshPublicKey":"{{{HostKey}}}"}
        """;

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
        ["proven"] = new()
        {
            ["environment"] = "dev",
            ["hosts"] = LoopHost,
            ["runtimes"] = """["kata-qemu"]""",
            ["proofPrivateKey"] = ProofKeys.Signer.ExportPkcs8PrivateKeyPem(),
        },
        ["ec2"] = new()
        {
            ["environment"] = "dev",
            ["hosts"] = Instance,
            ["aws"] = Aws,
            ["runtimes"] = """["kata-fc"]""",
            ["hostPrivateKeys"] = JsonSerializer.Serialize(new Dictionary<string, string> { ["box1"] = Ec2HostPrivateKey }),
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
