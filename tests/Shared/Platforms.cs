using System.Collections.Immutable;
using Stratus.Core.Settings;

namespace Stratus.Tests.Shared;

/// <summary>Settings for tests, valid as they are.</summary>
public static class Platforms
{
    /// <summary>A development platform of one server.</summary>
    public static PlatformSettings One { get; } = Of(servers: 1, agents: 0);

    /// <summary>A platform of so many hosts: <c>server-1</c>, <c>server-2</c>, …, <c>agent-1</c>, ….</summary>
    public static PlatformSettings Of(int servers, int agents) => new()
    {
        Environment = PlatformEnvironment.Dev,
        Hosts =
        [
            .. Enumerable.Range(1, servers).Select(number => Host($"server-{number}", HostRole.Server, $"192.0.2.{number}")),
            .. Enumerable.Range(1, agents).Select(number => Host($"agent-{number}", HostRole.Agent, $"198.51.100.{number}")),
        ],
        Cluster = new() { PodCidr = "10.42.0.0/16", ServiceCidr = "10.43.0.0/16", Encryption = true },
        Runtimes = [SandboxRuntime.KataFirecracker, SandboxRuntime.KataCloudHypervisor, SandboxRuntime.KataQemu],
        Sandbox = new()
        {
            Namespace = "sandboxes",
            Cpu = "1",
            Memory = "1Gi",
            EphemeralStorage = "2Gi",
            MaxSandboxes = 50,
            DeadlineSeconds = 600,
            TtlSecondsAfterFinished = 300,
        },
        Egress = [new() { Host = "api.example.com", Port = 443 }, new() { Cidr = "203.0.113.0/24", Port = 8443 }],
    };

    public static HostSettings Host(string id, HostRole role, string address) => new()
    {
        Id = id,
        Role = role,
        Address = address,
        NodeAddress = address,
        User = "root",
        Port = 22,
        SshWaitMinutes = 10,
        HostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ1wu5bLUr0SkT8sRgZLSfgPHkXQ2gkYVsAYdbw2xX7J",
        ThinPool = new() { LoopSizeGib = 20 },
    };

    /// <summary>The same of instances in EC2, each with an address that the stack chooses.</summary>
    public static PlatformSettings InEc2(this PlatformSettings settings, string instanceType = "m8i.4xlarge") => settings with
    {
        Hosts = [.. settings.Hosts.Select((host, index) => host with
        {
            Address = null,
            NodeAddress = null,
            ThinPool = null,
            User = "admin",
            Ec2 = new()
            {
                InstanceType = instanceType,
                SubnetId = "subnet-0123456789abcdef0",
                PrivateIp = $"10.0.1.{index + 1}",
                RootSizeGib = 50,
                PoolSizeGib = 200,
                Protected = true,
            },
        })],
        Aws = new()
        {
            Region = "eu-central-1",
            VpcId = "vpc-0123456789abcdef0",
            AmiOwner = "136693071363",
            AmiName = "debian-13-*",
            AdminCidrs = ["203.0.113.0/28"],
            SshPublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFHmAoMzqW/tybcelgVYypjcBDVbd5UZUlBBTlB6ceTt",
            Tags = ImmutableSortedDictionary<string, string>.Empty.Add("team", "agents"),
        },
    };

    /// <summary>The same with another list of RuntimeClasses.</summary>
    public static PlatformSettings With(this PlatformSettings settings, params ImmutableArray<SandboxRuntime> runtimes) =>
        settings with { Runtimes = runtimes };
}
