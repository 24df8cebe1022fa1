using System.Text.Json.Nodes;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Containerd;

/// <summary>
/// Runs a sandbox in a container of containerd's with gVisor for runtime, alone: a second one in its pod takes gVisor's own shim, which
/// Debian does not have.
/// </summary>
internal sealed class GVisorContainers(ContainerRuntime runtime)
{
    /// <summary>Is a <see cref="RunSandbox"/>.</summary>
    public async Task RunAsync(Container container, PodNetwork? network, IEnumerable<string> command, SandboxWatch watch, CancellationToken cancellation)
    {
        var (id, configuration) = ($"sandbox-{Guid.NewGuid():N}", Path.Combine(await container.PrepareInsideAsync(command), "config.json"));
        await PlaceAsync(configuration, network);
        watch.Created();
        try
        {
            await Tool.RunAsync("ctr", [.. Containerd, "run", "--rm", "--runc-binary", runtime.At("bin/gvisor"), "--config", configuration, id], watch.LineNow, cancellation);
        }
        catch (TimeoutException)
        {
            // What runs inside outlives who started it.
            await Tool.AskAsync("ctr", [.. Containerd, "task", "delete", "--force", id]);
            throw;
        }
    }

    private string[] Containerd => ["--address", runtime.Socket];

    // containerd makes a bundle of its own. Without a namespace that is named, gVisor's sockets would be the machine's.
    private static async Task PlaceAsync(string configuration, PodNetwork? network)
    {
        var specification = JsonNode.Parse(await File.ReadAllTextAsync(configuration))!;
        specification["root"]!["path"] = Path.Combine(Path.GetDirectoryName(configuration)!, "rootfs");
        specification["linux"]!["namespaces"]!.AsArray().Add(new JsonObject { ["type"] = "network", ["path"] = $"/run/netns/{network!.Space}" });
        await File.WriteAllTextAsync(configuration, specification.ToJsonString());
    }
}
