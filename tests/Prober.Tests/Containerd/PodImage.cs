using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Containerd;

/// <summary>The root of the tests' sandboxes as an image of one layer, in the form in which Docker saves and containerd loads.</summary>
internal static class PodImage
{
    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(string path)
    {
        using var container = new Container();
        var root = Path.Combine(await container.PrepareInsideAsync([]), "rootfs");
        // What a pod's own process does, as long as the pod lasts.
        container.Install("busybox", "sleep");
        var layer = path + ".layer";
        await Tool.RunAsync("tar", "--create", "--file", layer, "--directory", root, "--numeric-owner", "--owner=0", "--group=0", ".");
        await using var image = new TarWriter(File.Create(path));
        await using (var content = File.OpenRead(layer))
        {
            var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(content));
            await WriteAsync(image, "config.json", Configuration(digest));
        }
        await image.WriteEntryAsync(layer, "layer.tar");
        await WriteAsync(image, "manifest.json", new JsonArray(new JsonObject
        {
            ["Config"] = "config.json",
            ["RepoTags"] = new JsonArray(ContainerRuntime.Image),
            ["Layers"] = new JsonArray("layer.tar"),
        }));
        File.Delete(layer);
    }

    private static JsonObject Configuration(string layer) => new()
    {
        ["architecture"] = "amd64",
        ["os"] = "linux",
        ["config"] = new JsonObject { ["Entrypoint"] = new JsonArray("/bin/sleep", "2147483647") },
        ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray("sha256:" + layer) },
    };

    private static Task WriteAsync(TarWriter image, string name, JsonNode content) =>
        image.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content.ToJsonString())) });
}
