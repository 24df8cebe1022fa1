using System.Globalization;
using System.Text.Json;

namespace Stratus.Benchmarks;

/// <summary>A project in a folder of its own: the repository's program, and a stack for each number of hosts.</summary>
internal sealed class GeneratedProject : IDisposable
{
    private const string HostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID4zcrQI8YkLkx3SHNU/bF0vad8U+JK5i+Sbwbe/9k3H";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stratus-benchmark-");

    public GeneratedProject(string repository, IEnumerable<int> sizes)
    {
        File.Copy(Path.Combine(repository, "Pulumi.yaml"), Path.Combine(_folder.FullName, "Pulumi.yaml"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "infra"), Path.Combine(repository, "infra"));
        foreach (var size in sizes)
        {
            Write($"hosts{size}.json", JsonSerializer.Serialize(Enumerable.Range(0, size).Select(Host)));
            Write($"Pulumi.{StackOf(size)}.yaml", string.Create(CultureInfo.InvariantCulture, $$"""
                config:
                  stratus:environment: staging
                  stratus:inventory: hosts{{size}}.json
                  stratus:runtimes: [kata-fc, kata-clh, kata-qemu]
                  stratus:cluster: { podCidr: 10.0.0.0/12, serviceCidr: 10.96.0.0/16 }

                """));
        }
    }

    public string Folder => _folder.FullName;

    public static string StackOf(int size) => string.Create(CultureInfo.InvariantCulture, $"hosts-{size}");

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private static Dictionary<string, object> Host(int number) => new()
    {
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"host-{number}"),
        ["role"] = number == 0 ? "server" : "agent",
        ["address"] = string.Create(CultureInfo.InvariantCulture, $"198.18.{number / 250}.{(number % 250) + 1}"),
        ["hostKey"] = HostKey,
        ["thinPool"] = new Dictionary<string, string> { ["device"] = string.Create(CultureInfo.InvariantCulture, $"/dev/disk/by-id/nvme-{number}") },
    };
}
