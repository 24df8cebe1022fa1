using System.Text.Json.Nodes;
using Stratus.Prober.Tests.Containerd.Cri;

namespace Stratus.Prober.Tests.Containerd;

/// <summary>What a kubelet asks for, of the bundle that a runtime would be given.</summary>
internal static class CriConfig
{
    /// <summary>A pod.</summary>
    public static PodSandboxConfig Pod(string name, string logs, string? nameServer)
    {
        var pod = new PodSandboxConfig
        {
            Metadata = new() { Name = name, Uid = name, Namespace = "sandboxes" },
            Hostname = name,
            LogDirectory = logs,
            DnsConfig = new(),
            Linux = new(),
        };
        if (nameServer is not null) pod.DnsConfig.Servers.Add(nameServer);
        return pod;
    }

    /// <summary>Its container.</summary>
    public static async Task<ContainerConfig> ContainerAsync(string bundle)
    {
        var specification = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(bundle, "config.json")))!;
        var process = specification["process"]!;
        var container = new ContainerConfig
        {
            Metadata = new() { Name = "probe" },
            Image = new() { Image = ContainerRuntime.Image },
            LogPath = "probe.log",
            Linux = new() { SecurityContext = SecurityContext(process, (bool?)specification["root"]!["readonly"] == true) },
        };
        container.Command.AddRange(process["args"]!.AsArray().Select(word => (string)word!));
        container.Envs.AddRange(process["env"]!.AsArray().Select(Variable));
        container.Mounts.AddRange(specification["mounts"]!.AsArray().Where(mount => (string?)mount!["type"] == "bind").Select(Mount));
        return container;
    }

    private static LinuxContainerSecurityContext SecurityContext(JsonNode process, bool hasReadOnlyRoot) => new()
    {
        RunAsUser = new() { Value = (long)process["user"]!["uid"]! },
        RunAsGroup = new() { Value = (long)process["user"]!["gid"]! },
        NoNewPrivs = true,
        ReadonlyRootfs = hasReadOnlyRoot,
    };

    private static KeyValue Variable(JsonNode? variable)
    {
        var parts = ((string)variable!).Split('=', 2);
        return new() { Key = parts[0], Value = parts[1] };
    }

    private static Mount Mount(JsonNode? mount) => new()
    {
        ContainerPath = (string)mount!["destination"]!,
        HostPath = (string)mount["source"]!,
        Readonly = mount["options"]!.AsArray().Any(option => (string?)option == "ro"),
    };
}
